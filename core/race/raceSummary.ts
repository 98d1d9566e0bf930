import type { Race } from './race.ts';
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
  /** The smallest loss of all runs; null where none has begun. */
  readonly best: number | null;
}

export function summaryOf({ title, startedAt, runs }: Race): RaceSummary {
  const states: Partial<Record<RunStatus['kind'], number>> = {};
  let best = Number.POSITIVE_INFINITY;
  for (const { record } of runs) {
    const { status } = record.state;
    states[status.kind] = (states[status.kind] ?? 0) + 1;
    if (record.state.best < best) best = record.state.best;
  }
  const optimizers = [...new Set(runs.map(({ name }) => name))];
  return { title, startedAt, states, optimizers, best: Number.isFinite(best) ? best : null };
}

/** How many runs it has. */
export function countOf({ states }: Pick<RaceSummary, 'states'>): number {
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}
