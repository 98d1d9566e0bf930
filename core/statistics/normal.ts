/** The standard normal distribution in double precision. */
import { erfc } from '../problems/models/erf.ts';

/** Φ(z): how likely a value is at most z. */
export function normalBelow(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/**
 * Φ⁻¹(p): the value that is not exceeded with probability p. Begins at Abramowitz & Stegun 1964, 26.2.23, which is off by
 * less than 4.5e-4, and improves on it by Halley's method, which triples the number of right digits.
 * @param p 0 to 1, where it is ∓∞.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let z = above / below - t;
  for (let round = 0; round < 3; round++) {
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    const error = (normalBelow(z) - p) / density;
    z -= error / (1 + 0.5 * z * error);
  }
  return z;
}
