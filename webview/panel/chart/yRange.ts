import type { RunData } from '../data/runData.ts';
import { linearRange, logRange, type Range } from './ticks.ts';

/** Losses this much below the largest are rounding noise, (1e-16)², and not worth decades of paper. */
const noise = 1e-32;

/** Fitted to the runs and the target. A diverged run counts with its start and its best, so that it stretches nothing. */
export function yRange(runs: readonly RunData[], target: number | null, log: boolean, count: number): Range {
  let low = target ?? Number.POSITIVE_INFINITY;
  let high = target ?? Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const [least, most] = run.drawn.extremes(0, run.drawn.length);
    if (least > most) continue;
    low = Math.min(low, least);
    high = Math.max(high, run.diverged ? run.drawn.at(0) : most);
  }
  if (!(low <= high)) return log ? logRange(0.01, 1, count) : linearRange(0, 1, count);
  if (!log) return linearRange(Math.min(0, low), high * 1.02, count);
  if (high <= 0) return logRange(0.01, 1, count);
  // A diverged run is seen leaving: half a decade of room above the others.
  const room = runs.some((run) => run.diverged) ? 10 ** 0.5 : 1;
  return logRange(Math.max(low, high * noise), high * room, count);
}
