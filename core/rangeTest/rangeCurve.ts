/** The loss over the rates of a range test, as far as it counts. */
import type { Ramp } from './rampExperiment.ts';

export interface RangeCurve {
  /** Of each step, rising. */
  readonly rates: readonly number[];
  /** After each step. */
  readonly losses: readonly number[];
  /** Of the same steps; the losses themselves where nothing is random. */
  readonly smoothed: readonly number[];
  /** What ended it before its last step; null: nothing has. */
  readonly end: 'rise' | 'not finite' | null;
}

/** How much of the mean before goes on into the next. */
const smoothing = 0.9;
/** The loss has risen too far above its best: so many times as high. */
const highest = 4;

/**
 * Means of losses, the later ones counting more: m ← 0.9 · m + 0.1 · loss, over 1 − 0.9^t, as Adam corrects its own.
 * It ends where the loss isn't finite or has risen above four times its best.
 * @param losses Before the first step, after it, after the second, …
 * @param isNoisy Whether batches differ, so that losses have to be smoothed.
 */
export function rangeCurve(losses: ArrayLike<number>, ramp: Ramp, isNoisy: boolean): RangeCurve {
  const curve = { rates: [] as number[], losses: [] as number[], smoothed: [] as number[] };
  const keep = isNoisy ? smoothing : 0;
  const first = losses[0] ?? Number.NaN;
  let mean = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let step = 1; step < losses.length; step++) {
    const loss = losses[step] ?? Number.NaN;
    if (!Number.isFinite(loss)) return { ...curve, end: 'not finite' };
    mean = keep * mean + (1 - keep) * loss;
    const smoothed = mean / (1 - keep ** step);
    curve.rates.push(ramp.first * ramp.factor ** (step - 1));
    curve.losses.push(loss);
    curve.smoothed.push(smoothed);
    best = Math.min(best, smoothed);
    if (smoothed > limitOf(best, first)) return { ...curve, end: 'rise' };
  }
  return { ...curve, end: null };
}

/** Below 0 there is no multiple to go by: there it may rise above where it began by three times what it has fallen. */
function limitOf(best: number, first: number): number {
  return best > 0 ? highest * best : first + (highest - 1) * (first - best);
}
