/** The map that all compute: momentum on the valley, by learning rate and momentum. `map_peer.py` has the same numbers. */
import type { RunScore } from '../../../core/engine/runScore.ts';

export const steps = 200;
export const target = 0.01;
const size = 128;
export const runs = size * size;

/** From 0.0001 to 1, each the same times as large as the one before. */
const rates = Float64Array.from({ length: size }, (_, i) => 1e-4 * 10 ** ((4 * i) / (size - 1)));
/** From 0 to 0.999, so that 1 - momentum falls evenly on a logarithmic axis. */
const momenta = Float64Array.from({ length: size }, (_, i) => 1 - 10 ** ((-3 * i) / (size - 1)));

/** What tells that two have computed the same map. */
export interface MapSums {
  readonly diverged: number;
  readonly reached: number;
  readonly first: number;
  readonly forGood: number;
  readonly divergedAt: number;
}

export type Score = (rate: number, momentum: number) => RunScore;

/** All of it once; the sums keep an engine from leaving anything out. */
export type ComputeMap = () => MapSums;

export function oneByOne(score: Score): ComputeMap {
  return () => {
    const sums = noSums();
    for (const momentum of momenta) {
      for (const rate of rates) {
        const { final, first, forGood, divergedAt } = score(rate, momentum);
        addTo(sums, final, first, forGood, divergedAt);
      }
    }
    return sums;
  };
}

/** The rate and the momentum of each run, row by row. */
export function gridOf(): readonly [rates: Float64Array, momenta: Float64Array] {
  return [
    Float64Array.from({ length: runs }, (_, i) => rates[i % size] ?? Number.NaN),
    Float64Array.from({ length: runs }, (_, i) => momenta[Math.floor(i / size)] ?? Number.NaN),
  ];
}

export function noSums(): { -readonly [Name in keyof MapSums]: number } {
  return { diverged: 0, reached: 0, first: 0, forGood: 0, divergedAt: 0 };
}

export function addTo(
  sums: ReturnType<typeof noSums>,
  final: number,
  first: number,
  forGood: number,
  divergedAt: number,
): void {
  if (Number.isNaN(final)) sums.diverged += 1;
  if (forGood > 0) sums.reached += 1;
  sums.first += first;
  sums.forGood += forGood;
  sums.divergedAt += divergedAt;
}
