/** What a result says: times of one contestant, and of others as multiples of them. */
import { median } from '../measure.ts';
import type { Result } from './contest.ts';

/** Seconds a step. */
export interface Times {
  readonly median: number;
  readonly best: number;
}

/** How many times as long as ours another's step took. */
export interface Ratio {
  /** Of the rounds' ratios: both of a round met the same machine. */
  readonly median: number;
  /** Of the best times: what a quiet machine would show. */
  readonly best: number;
}

/** Null where it has none. */
export function timesOf(result: Result, name: string): Times | null {
  const times = roundsOf(result, name);
  return times.length === 0 ? null : { median: median(times), best: Math.min(...times) };
}

/** Null where one of both has no times. */
export function ratioOf(result: Result, name: string, ours: string): Ratio | null {
  const [theirTimes, ourTimes] = [roundsOf(result, name), roundsOf(result, ours)];
  if (theirTimes.length === 0 || ourTimes.length === 0) return null;
  const ratios = theirTimes.map((time, round) => time / (ourTimes[round] ?? Number.NaN));
  return { median: median(ratios), best: Math.min(...theirTimes) / Math.min(...ourTimes) };
}

function roundsOf({ outcomes }: Result, name: string): readonly number[] {
  const outcome = outcomes.get(name);
  return outcome?.kind === 'done' ? outcome.times : [];
}
