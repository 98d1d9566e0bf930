/** The map that all compute: momentum on the valley, by learning rate and momentum. `map_peer.py` has the same numbers. */
import type { MapScore } from '../../../core/map/mapScore.ts';

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

export type Score = (rate: number, momentum: number) => MapScore;

/** All of it, row by row; the sums keep an engine from leaving anything out. */
export function computeMap(score: Score): MapSums {
  const sums = { diverged: 0, reached: 0, first: 0, forGood: 0, divergedAt: 0 };
  for (const momentum of momenta) {
    for (const rate of rates) {
      const { final, first, forGood, divergedAt } = score(rate, momentum);
      if (Number.isNaN(final)) sums.diverged += 1;
      if (forGood > 0) sums.reached += 1;
      sums.first += first;
      sums.forGood += forGood;
      sums.divergedAt += divergedAt;
    }
  }
  return sums;
}
