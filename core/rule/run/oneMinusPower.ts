/** What bias corrections divide by: `1 - beta**t`. */
export type OneMinusPower = (base: number, exponent: number) => number;

/** Below, a power makes no difference to 1: half of the distance from 1 to the next smaller double is 5.6·10⁻¹⁷. */
const negligible = 1e-17;
/** More than any rule has betas. */
const remembered = 4;

/**
 * To the last bit 1 - base**exponent. It remembers from which exponent on a power of a base below 1 is negligible, so that
 * long runs don't compute it any more: powers that underflow take longest, 30 ns each.
 */
export function createOneMinusPower(): OneMinusPower {
  const bases = new Float64Array(remembered).fill(Number.NaN);
  const exponents = new Float64Array(remembered);
  let next = 0;
  return (base, exponent) => {
    for (let i = 0; i < remembered; i++) {
      if (base === bases[i] && exponent >= (exponents[i] ?? 0)) return 1;
    }
    const power = base ** exponent;
    if (power < negligible && base >= 0 && base < 1) {
      bases[next] = base;
      exponents[next] = exponent;
      next = (next + 1) % remembered;
    }
    return 1 - power;
  };
}
