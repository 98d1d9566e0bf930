/** Seeded random numbers. The same seed gives the same numbers on every machine and engine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
  /** Uniform among the integers 0 … count - 1. */
  below(count: number): number;
}

/**
 * @param seed An integer, 0 to 2^32 - 1.
 * @param stream Streams of one seed don't overlap: each is 2^64 numbers further on.
 */
export function createRandom(seed: number, stream = 0): Random {
  const generator = xoroshiro128plus(seed);
  // Stream 0 jumps, too: straight after seeding, the first numbers of all seeds are nearly the same.
  for (let jump = 0; jump <= stream; jump++) generator.jump();
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    // Box & Muller 1958; 1 - u is in (0, 1], so that the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below: (count) => uniformInt(generator, 0, count - 1),
  };
}

/** Puts `items` into random order, in place (Fisher and Yates; Durstenfeld 1964). */
export function shuffle(items: Int32Array, random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const item = items[last] ?? 0;
    items[last] = items[other] ?? 0;
    items[other] = item;
  }
}
