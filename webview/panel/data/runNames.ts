import { formatSetting } from '../../../core/format.ts';
import { words } from '../words.ts';
import type { RunData } from './runData.ts';

type Part = (run: RunData) => string;

/** What may tell two runs of one optimizer apart, the most telling first; what both lack is the same for both. */
function partsOf(runs: readonly RunData[]): Part[] {
  return [
    (run) => `lr ${formatSetting(run.facts.lr)}`,
    (run) => words.batch(run.facts.batchSize),
    ...hyperparametersOf(runs),
    (run) => run.facts.schedule?.name ?? words.constantRate,
    ...scheduleArgumentsOf(runs),
    (run) => words.seed(run.facts.seed),
  ];
}

function hyperparametersOf(runs: readonly RunData[]): Part[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.facts.hyperparameters)));
  names.delete('lr');
  return [...names].map((name) => (run) => `${name} ${textOf(run.facts.hyperparameters[name])}`);
}

/** Two schedules of one name may differ in what they are given. */
function scheduleArgumentsOf(runs: readonly RunData[]): Part[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.facts.schedule ?? {})));
  names.delete('name');
  return [...names].map((name) => (run) => `${name} ${textOf(run.facts.schedule?.[name])}`);
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? words.none);
}

/**
 * A name for every run that no other has: the optimizer's, followed by whatever differs among the runs that share it:
 * `Adam`, `SGD lr 0.01`, `SGD lr 0.021`. In a race of one optimizer what differs says it all: `lr 0.01`, `lr 0.021`.
 * @param race All runs of the race. Default: the runs to be named are all.
 */
export function runNames(runs: readonly RunData[], race = runs): ReadonlyMap<RunData, string> {
  const names = namesFrom(runs, (run) => run.facts.name, partsOf);
  if (new Set(race.map(({ facts }) => facts.name)).size > 1) return names;
  return new Map(Array.from(names, ([run, name]) => [run, name.slice(run.facts.name.length + 1) || name]));
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
  const names = new Map<RunData, string>();
  for (const same of groupsOf(runs, groupOf)) {
    const telling = parts(same).filter((part) => new Set(same.map(part)).size > 1);
    const full = (run: RunData) => [run.facts.name, ...telling.map((part) => part(run))].join(' ');
    // Runs that are the same in all of this are counted.
    for (const twins of groupsOf(same, full))
      twins.forEach((run, i) => {
        names.set(run, twins.length > 1 ? `${full(run)} #${i + 1}` : full(run));
      });
  }
  return new Map(runs.map((run) => [run, names.get(run) ?? run.facts.name]));
}

function groupsOf(runs: readonly RunData[], groupOf: Part): Iterable<readonly RunData[]> {
  const groups = new Map<string, RunData[]>();
  for (const run of runs) {
    const group = groupOf(run);
    const same = groups.get(group);
    if (same) same.push(run);
    else groups.set(group, [run]);
  }
  return groups.values();
}
