import type { AnySpec } from '../experiment/runSpec.ts';
import type { RaceOrLog, Run } from './race.ts';
import type { RunStatus } from './status.ts';

/** What a list says of a race, so that nobody has to read all that it has recorded. */
export interface RaceSummary {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How many runs there are of each kind of state. */
  readonly states: Readonly<Partial<Record<RunStatus['kind'], number>>>;
  /** Their names, each once. */
  readonly optimizers: readonly string[];
  /** The least and the greatest of each setting that is a number: hyperparameters, `batch` and `seed`. */
  readonly settings: Readonly<Record<string, readonly [number, number]>>;
  /** The smallest loss of all runs; null where none has begun. */
  readonly best: number | null;
}

/** What no race changes as it goes on, looked for once. */
const known = new WeakMap<readonly Run[], Pick<RaceSummary, 'optimizers' | 'settings'>>();

export function summaryOf({ title, startedAt, runs }: RaceOrLog): RaceSummary {
  const states: Partial<Record<RunStatus['kind'], number>> = {};
  let best = Number.POSITIVE_INFINITY;
  for (const { record } of runs) {
    const { status } = record.state;
    states[status.kind] = (states[status.kind] ?? 0) + 1;
    if (record.state.best < best) best = record.state.best;
  }
  const settled = known.get(runs) ?? { optimizers: namesOf(runs), settings: rangesOf(runs) };
  known.set(runs, settled);
  return { title, startedAt, states, ...settled, best: Number.isFinite(best) ? best : null };
}

function namesOf(runs: readonly Run[]): readonly string[] {
  return [...new Set(runs.map(({ name }) => name))];
}

function rangesOf(runs: readonly Run[]): RaceSummary['settings'] {
  const ranges: Record<string, readonly [number, number]> = {};
  for (const { spec } of runs)
    for (const [name, value] of numbersOf(spec)) {
      const [least, greatest] = ranges[name] ?? [value, value];
      ranges[name] = [Math.min(least, value), Math.max(greatest, value)];
    }
  return ranges;
}

/** The settings of a run that are numbers: hyperparameters, `batch`, of stages each of them, and `seed`. */
function numbersOf({ hyperparameters, batchSize, seed }: AnySpec): (readonly [name: string, number])[] {
  const sizes =
    typeof batchSize === 'object' ? (batchSize?.stages.map(({ size }) => size) ?? []) : [batchSize];
  const all = [
    ...Object.entries(hyperparameters),
    ...sizes.map((size) => ['batch', size] as const),
    ['seed', seed] as const,
  ];
  return all.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : []));
}

/** How many runs it has. */
export function countOf({ states }: Pick<RaceSummary, 'states'>): number {
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}
