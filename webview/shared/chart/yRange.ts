import type { Line } from './scene.ts';
import { linearRange, logRange, type Range } from './ticks.ts';

/** Losses this much below the largest are rounding noise, (1e-16)², and not worth decades of the axis. */
const noise = 1e-32;

/** What of a line says how high it reaches. */
type Reaching = Pick<Line, 'curve' | 'divergedAt'>;

/** Fitted to the lines and the target. A diverged one counts with its start and its best, so that it stretches nothing. */
export function yRange(
  lines: readonly Reaching[],
  target: number | null,
  log: boolean,
  count: number,
): Range {
  let low = target ?? Number.POSITIVE_INFINITY;
  let high = target ?? Number.NEGATIVE_INFINITY;
  for (const { curve, divergedAt } of lines) {
    const [least, most] = curve.extremes(0, curve.length);
    if (least > most) continue;
    low = Math.min(low, least);
    high = Math.max(high, divergedAt === null ? most : curve.at(0));
  }
  if (!(low <= high)) return log ? logRange(0.01, 1, count) : linearRange(0, 1, count);
  if (!log) return linearRange(Math.min(0, low), high * 1.02, count);
  if (high <= 0) return logRange(0.01, 1, count);
  // A diverged line is seen leaving: half a decade of room above the others.
  const room = lines.some(({ divergedAt }) => divergedAt !== null) ? 10 ** 0.5 : 1;
  return logRange(Math.max(low, high * noise), high * room, count);
}

/** Fitted to shares of 1. */
export function shareRange(lines: readonly Pick<Line, 'curve'>[], count: number): Range {
  const extremes = lines.map(({ curve }) => curve.extremes(0, curve.length));
  const low = Math.min(...extremes.map(([least]) => least));
  const high = Math.max(...extremes.map(([, most]) => most));
  return low < high ? linearRange(low, high, count) : linearRange(0, 1, count);
}
