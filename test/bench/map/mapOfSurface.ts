/** Maps of momentum on a surface, by learning rate and momentum. `map_peer.py` has the same numbers. */
import type { RunScore } from '../../../core/engine/runScore.ts';

export type SurfaceName = 'valley' | 'rosenbrock';

export const steps = 200;
export const target = 0.01;
const size = 128;
export const runs = size * size;

/** Exponents of ten between which learning rates are, each the same times as large as the one before. */
const rateExponents: Readonly<Record<SurfaceName, readonly [from: number, to: number]>> = {
  valley: [-4, 0],
  rosenbrock: [-5, -2],
};
/** From 0 to 0.999, so that 1 - momentum falls evenly on a logarithmic axis. */
const momenta = Float64Array.from({ length: size }, (_, i) => 1 - 10 ** ((-3 * i) / (size - 1)));

function ratesOn(surface: SurfaceName): Float64Array {
  const [from, to] = rateExponents[surface];
  return Float64Array.from({ length: size }, (_, i) => 10 ** (from + ((to - from) * i) / (size - 1)));
}

/** What tells that two have computed the same map, by name. */
export type MapSums = Readonly<Record<string, number>>;

export type Score = (rate: number, momentum: number) => RunScore;

/** All of it once; the sums keep an engine from leaving anything out. */
export type ComputeMap = () => MapSums | Promise<MapSums>;

export function oneByOne(surface: SurfaceName, score: Score): ComputeMap {
  const rates = ratesOn(surface);
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
export function gridOf(surface: SurfaceName): readonly [rates: Float64Array, momenta: Float64Array] {
  const rates = ratesOn(surface);
  return [
    Float64Array.from({ length: runs }, (_, i) => rates[i % size] ?? Number.NaN),
    Float64Array.from({ length: runs }, (_, i) => momenta[Math.floor(i / size)] ?? Number.NaN),
  ];
}

export function noSums() {
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
