import { words } from '../words.ts';
import type { RunData } from './runData.ts';

type Part = (run: RunData) => string;

/** What may tell two runs of one optimizer apart, the most telling first. */
function partsOf(runs: readonly RunData[]): Part[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.facts.hyperparameters)));
  names.delete('lr');
  return [
    (run) => `lr ${run.facts.lr}`,
    (run) => words.batch(run.facts.batchSize),
    ...[...names].map(
      (name): Part =>
        (run) =>
          `${name} ${run.facts.hyperparameters[name] ?? '–'}`,
    ),
    (run) => run.facts.schedule?.name ?? words.constantRate,
    (run) => (run.facts.seed === null ? '' : words.seed(run.facts.seed)),
  ];
}

/**
 * A name for every run that no other has: the optimizer's, followed by whatever differs among the runs that share it:
 * `Adam`, `SGD lr 0.01`, `SGD lr 0.021`.
 */
export function runNames(runs: readonly RunData[]): ReadonlyMap<RunData, string> {
  return namesFrom(runs, (run) => run.facts.name, partsOf);
}

/**
 * Names for the table, which prints rate, batch and seed in columns of their own: only other hyperparameters are added,
 * and only to runs that would look the same otherwise.
 */
export function rowNames(runs: readonly RunData[]): ReadonlyMap<RunData, string> {
  const printed = (run: RunData) =>
    [run.facts.name, run.facts.lr, run.facts.batchSize, run.facts.seed].join('|');
  return namesFrom(runs, printed, (same) => partsOf(same).slice(2, -1));
}

function namesFrom(
  runs: readonly RunData[],
  groupOf: Part,
  parts: (same: readonly RunData[]) => Part[],
): ReadonlyMap<RunData, string> {
  const groups = new Map<string, RunData[]>();
  for (const run of runs) {
    const group = groupOf(run);
    const same = groups.get(group);
    if (same) same.push(run);
    else groups.set(group, [run]);
  }
  const names = new Map<RunData, string>();
  for (const same of groups.values()) {
    const telling = parts(same).filter((part) => new Set(same.map(part)).size > 1);
    for (const run of same) names.set(run, [run.facts.name, ...telling.map((part) => part(run))].join(' '));
  }
  return names;
}
