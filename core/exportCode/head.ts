/** What a script says of itself, at its top. */
import { batchSizeText } from '../experiment/batchSize.ts';
import { knownShape } from '../experiment/dataShape.ts';
import { problemName } from '../experiment/describe.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { docstring } from '../rule/targets/python/text.ts';
import type { ExportedRun } from './exportedRun.ts';
import type { FrameworkCode } from './frameworkCode.ts';
import type { Framework } from './frameworks.ts';
import { stopCode } from './training/stopCode.ts';

export function headOf(run: ExportedRun, framework: Framework, written: FrameworkCode): string {
  const notes = [
    ...written.notes,
    ...(run.table?.notes ?? []),
    ...stopCode(run.spec).notes,
    ...precisionOf(run),
  ];
  return docstring(
    [
      [titleOf(run)],
      [
        `A run of Optimizer Playground, written out for ${framework.name} in double precision: ${partsOf(run)}.`,
      ],
      [`Needs: pip install ${framework.packages}`],
      ...notes.map((note) => [note]),
    ],
    0,
  ).join('\n');
}

function titleOf({ spec, network }: ExportedRun): string {
  const { problem, batchSize, seed, hyperparameters } = spec;
  const shape = knownShape(problem);
  return [
    problemName(problem, shape),
    ruleOf(spec)?.name ?? spec.optimizer,
    ...(spec.layerRates ? [] : [`lr ${hyperparameters['lr']}`]),
    ...(spec.schedule ? [spec.schedule.name] : []),
    ...(network && batchSize !== null ? [`batch ${batchSizeText(batchSize)}`] : []),
    ...(network ? [`seed ${seed}`] : []),
  ].join(' · ');
}

function partsOf({ network, spec }: ExportedRun): string {
  const rest = spec.schedule ? ', the optimizer and the schedule of its rate' : ' and the optimizer';
  if (!network) return `the function${rest}`;
  return `the same data, initial weights, order of mini-batches${rest}`;
}

function precisionOf({ network, spec }: ExportedRun): readonly string[] {
  const isSingle = network ? spec.engine !== 'float64' : spec.engine === 'gpu';
  if (!isSingle) return [];
  return [
    'Races may train in single precision. Their losses are then those of the script to about six digits at first, and come apart as training goes on.',
  ];
}
