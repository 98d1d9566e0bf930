/** From the text of a `*.claim.json` file to the claim, or to what is wrong and where. */
import { countRuns, expandExperiment } from '../experiment/expand.ts';
import { parseJson } from '../experiment/text/parseJson.ts';
import type { TextFault } from '../experiment/text/textFault.ts';
import { type Fault, faultAt } from '../fault.ts';
import { readExperiment } from '../lesson/exercise/faultsOf.ts';
import { valueOfFormula } from '../lesson/exercise/formula.ts';
import { findOptimizer, optimizers } from '../optimizers/index.ts';
import { expectedSetting } from '../rule/check/settings.ts';
import { didYouMean } from '../rule/syntax/errors.ts';
import { boundaryFaults } from './boundaryFaults.ts';
import type { Claim } from './claim.ts';
import { ruleFilesOf } from './claimRules.ts';
import { claimSchema, measuresOfAxis, measuresOfStages } from './claimSchema.ts';
import { stageFaults } from './stageFaults.ts';

export interface ParsedClaim {
  /** Null where something is wrong. */
  readonly claim: Claim | null;
  /** In the order of the text. */
  readonly faults: readonly TextFault[];
}

/** Reads any text: JSON with comments and trailing commas. */
export function parseClaim(text: string): ParsedClaim {
  const { value, faults } = parseJson(text, claimSchema, faultsOf, 'claim');
  return { claim: value, faults };
}

function faultsOf(claim: Claim): readonly Fault[] {
  const { protocol, constants, values, statistic } = claim;
  const names = Object.keys(values);
  const numbers = { ...constants, ...Object.fromEntries(names.map((name) => [name, 1])) };
  const formula = valueOfFormula(statistic.formula, numbers);
  const twice = names.find((name) => Object.hasOwn(constants, name));
  const { runs, faults } = runsOf(protocol);
  return [
    ...faults,
    ...('fault' in formula ? [faultAt(['statistic', 'formula'], statistic.formula, formula.fault)] : []),
    ...(twice === undefined
      ? []
      : [faultAt(['values', twice], values[twice], 'a name that no constant has')]),
    ...(faults.length > 0 ? [] : valueFaults(claim, runs)),
  ];
}

function valueFaults({ values, protocol }: Claim, runs: number): readonly Fault[] {
  return Object.entries(values).flatMap(([name, { run, measure, axis }]): Fault[] => {
    const path = ['values', name];
    if (!protocol) return [faultAt(path, values[name], 'a protocol that it is of')];
    if (run >= runs) return [faultAt([...path, 'run'], run, `a number of a run, 0 to ${runs - 1}`)];
    if ('zoom' in protocol !== (measure === 'dimension'))
      return [
        faultAt(
          [...path, 'measure'],
          measure,
          'zoom' in protocol ? 'dimension, of a boundary' : 'another: this one is of boundaries',
        ),
      ];
    const isOfAxis = measuresOfAxis.includes(measure);
    if (isOfAxis !== (axis !== undefined))
      return [
        faultAt(
          [...path, 'axis'],
          axis,
          isOfAxis ? `the number of a parameter, for "${measure}"` : `none, for "${measure}"`,
        ),
      ];
    if (
      'ways' in protocol !== measuresOfStages.includes(measure) &&
      ('ways' in protocol || measure === 'steps')
    )
      return [
        faultAt(
          [...path, 'measure'],
          measure,
          'ways' in protocol
            ? `one of ${measuresOfStages.join(', ')}, for a training in stages`
            : 'another: this one is of trainings in stages',
        ),
      ];
    if ('slopes' in protocol && (!isOfAxis || axis !== 0))
      return [faultAt(path, values[name], 'a measure of the one parameter, 0')];
    if ('scales' in protocol && (!isOfAxis || (axis ?? 0) >= protocol.scales.length))
      return [faultAt(path, values[name], 'a measure of one of the parameters that have a scale')];
    return [];
  });
}

/** How many runs a protocol has, seeds aside. */
function runsOf(protocol: Claim['protocol']): { readonly runs: number; readonly faults: readonly Fault[] } {
  if (!protocol) return { runs: 0, faults: [] };
  if ('ways' in protocol) return { runs: protocol.ways.length, faults: stageFaults(protocol) };
  if ('zoom' in protocol) return { runs: 1, faults: boundaryFaults(protocol) };
  if (!('experiment' in protocol)) return { runs: 1, faults: gradientFaults(protocol) };
  const read = readExperiment(protocol.experiment, ['protocol', 'experiment'], ruleFilesOf(protocol.rules));
  if ('faults' in read) return { runs: 0, faults: read.faults };
  const { experiment } = read;
  // What is the same in view of the data is known when the file has been read.
  if ('csv' in experiment.problem)
    return { runs: countRuns(experiment) / new Set(experiment.seed).size, faults: [] };
  const specs = expandExperiment(experiment);
  return { runs: specs.length / new Set(specs.map(({ seed }) => seed)).size, faults: [] };
}

function gradientFaults({
  optimizer,
  settings,
}: {
  optimizer: string;
  settings: Readonly<Record<string, unknown>>;
}): readonly Fault[] {
  const rule = findOptimizer(optimizer)?.rule;
  const ids = optimizers.map(({ id }) => id);
  if (!rule)
    return [
      faultAt(['protocol', 'optimizer'], optimizer, `one of ${ids.join(', ')}${didYouMean(optimizer, ids)}`),
    ];
  return Object.entries(settings).flatMap(([name, value]) => {
    const expected = expectedSetting(rule, name, value);
    return expected === null ? [] : [faultAt(['protocol', 'settings', name], value, expected)];
  });
}
