import type { RunOutline } from '../../core/race/raceOutline.ts';
import type { RaceSummary } from '../../core/race/raceSummary.ts';

/** How rows are sorted: experiments, and their runs but for `newest`, which leaves these as they are. */
export const orders = ['newest', 'name', 'best'] as const;
export type Order = (typeof orders)[number];

export function compareRaces(order: Order, a: RaceSummary, b: RaceSummary): number {
  const newest = b.startedAt - a.startedAt;
  if (order === 'name') return byWords(a.title, b.title) || newest;
  if (order === 'best')
    return byNumber(a.best ?? Number.POSITIVE_INFINITY, b.best ?? Number.POSITIVE_INFINITY) || newest;
  return newest;
}

export function compareRuns(order: Order, a: RunOutline, b: RunOutline): number {
  if (order === 'name') return byWords(`${a.name} ${a.settings}`, `${b.name} ${b.settings}`);
  return order === 'best' ? byNumber(a.state.best, b.state.best) : 0;
}

function byWords(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Infinite ones, of runs that have not begun, are equal. */
function byNumber(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
