import { epochsAfter } from '../../epochs.ts';
import { batchSizeText } from '../../experiment/batchSize.ts';
import { evaluatedRows } from '../../experiment/splitOf.ts';
import { type PointQuantity, pointQuantities, quantities } from '../quantities.ts';
import type { RaceOrLog, Run } from '../race.ts';
import type { Shown, ShownRun } from '../shown.ts';
import { csvCell } from './csvText.ts';
import { inPieces, type Piece } from './piece.ts';
import { hyperparametersOf, scheduleText, secondsOf } from './runFacts.ts';

/** Names of the columns of a quantity, where they aren't its own. */
const columnNames: Partial<Record<PointQuantity, readonly string[]>> = { position: ['x', 'y'] };

/**
 * The runs' numbers as CSV: one line for each run and step of which something is kept, every digit kept. What is known of
 * the run comes first and is the same in all of its lines; then what was measured at the step. docs/exports.md lists the
 * columns.
 */
export function raceCsv(shown: Shown): Generator<Piece> {
  return inPieces(linesOf(shown));
}

function* linesOf(shown: Shown): Generator<Piece> {
  const { runs, races } = shown;
  // The mean is made of the losses.
  const measured = pointQuantities.filter(
    (name) => name !== 'mean' && (name === 'loss' || runs.some(({ record }) => record.get(name))),
  );
  const settings = hyperparametersOf(runs);
  const evaluated = [...new Set(races.map(evaluatedOn))].filter((rows) => rows !== null);
  const hasModels = evaluated.length > 0;
  const isOfSeveral = races.length > 1;
  const hasLayerRates = runs.some(({ spec }) => spec.layerRates);
  const head = [
    ...['race', ...(isOfSeveral ? ['experiment'] : []), 'run', 'optimizer', 'lr', 'batch_size', 'seed'],
    ...settings,
    ...(hasLayerRates ? ['layer_lr'] : []),
    ...['schedule', 'status', 'steps_done', 'seconds', 'step', ...(hasModels ? ['epoch'] : [])],
    ...measured.flatMap((name) => columnNames[name] ?? [name]),
    ...evaluated.flatMap((rows) => [`${rows}_loss`, `${rows}_accuracy`]),
  ];
  yield { text: `${head.map(csvCell).join(',')}\n`, share: 0 };
  const all = runs.reduce((sum, { record }) => sum + record.length + record.evaluations.length, 0);
  let done = 0;
  for (const run of runs) {
    const { race } = run;
    const facts = factsOf(run, isOfSeveral ? [races.indexOf(race)] : [], settings, hasLayerRates);
    const { length, evaluations } = run.record;
    for (const text of rowsOf(run, facts, measured, evaluated))
      yield { text, share: Math.min(1, ++done / all) };
    done = Math.max(done, length + evaluations.length);
  }
}

/** What names of columns begin with: the rows that models are evaluated on; null on surfaces. What a log tells of is held out. */
function evaluatedOn({ experiment }: RaceOrLog): 'validation' | 'test' | 'train' | null {
  const rows = experiment ? evaluatedRows(experiment.problem) : 'validation';
  return rows === 'training' ? 'train' : rows;
}

/** The cells that are the same in all lines of a run. @param experiment Its number, where there are several. */
function factsOf(
  run: ShownRun,
  experiment: readonly number[],
  settings: readonly string[],
  hasLayerRates: boolean,
): string {
  const { race, number } = run;
  const { optimizer, hyperparameters, layerRates, batchSize, seed, schedule } = run.spec;
  const { status, stepsDone } = run.record.state;
  return [
    ...[
      race.title,
      ...experiment,
      number,
      optimizer,
      hyperparameters['lr'],
      batchSize && batchSizeText(batchSize),
      seed,
    ],
    ...settings.map((name) => (Object.hasOwn(hyperparameters, name) ? hyperparameters[name] : null)),
    ...(hasLayerRates ? [layerRates?.join(' ') ?? null] : []),
    ...[scheduleText(schedule), status.kind, stepsDone, secondsOf(run)],
  ]
    .map(csvCell)
    .join(',');
}

/** A line for each step with a point or an evaluation, in the order of the steps. */
function* rowsOf(
  { spec, record, race }: ShownRun,
  facts: string,
  measured: readonly PointQuantity[],
  evaluated: readonly string[],
): Generator<string> {
  const rows = evaluatedOn(race);
  const { length, evaluations } = record;
  const empty = measured.map((name) => ','.repeat(quantities[name] - 1)).join(',');
  let [point, evaluation] = [0, 0];
  while (point < length || evaluation < evaluations.length) {
    const [pointStep, evaluatedStep] = [
      point < length ? record.stepOf(point) : Number.POSITIVE_INFINITY,
      evaluations[evaluation]?.step ?? Number.POSITIVE_INFINITY,
    ];
    const step = Math.min(pointStep, evaluatedStep);
    const epoch =
      evaluated.length === 0 ? '' : `,${rows === null ? '' : epochsAfter(spec.stepsPerEpoch, step)}`;
    const values = pointStep === step ? valuesOf(record, measured, point++) : empty;
    const found = evaluatedStep === step ? evaluations[evaluation++] : undefined;
    const scores = evaluated.map((each) =>
      each === rows ? `,${csvCell(found?.loss)},${csvCell(found?.accuracy)}` : ',,',
    );
    yield `${facts},${step}${epoch},${values}${scores.join('')}\n`;
  }
}

function valuesOf(record: Run['record'], measured: readonly PointQuantity[], point: number): string {
  let text = '';
  for (const [i, name] of measured.entries()) {
    const [series, width] = [record.get(name), quantities[name]];
    for (let k = 0; k < width; k++)
      text += `${i === 0 && k === 0 ? '' : ','}${series ? series.at(width * point + k) : ''}`;
  }
  return text;
}
