/**
 * The error function in double precision, by the rational approximations of W. J. Cody, "Rational Chebyshev
 * Approximations for the Error Function", Mathematics of Computation 23 (1969), 631–637.
 * Coefficients stand from the highest power down, as the doubles nearest to the printed ones.
 */

/** erf x = x · R(x²) up to here; farther out erfc is approximated. */
const smallLimit = 0.46875;
/** erfc x = e^(-x²) · R(x) up to here; farther out by powers of 1/x². */
const middleLimit = 4;
/** From here on erfc is 0 in double precision. */
const underflow = 28;

const small = {
  above: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  below: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
};

const middle = {
  above: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  below: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};

const large = {
  above: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  below: [
    1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
  ],
};

/** erf x = 2/√π ∫₀ˣ e^(-s²) ds. @internal */
export function erf(x: number): number {
  if (Math.abs(x) <= smallLimit) return (x * polynomial(small.above, x * x)) / polynomial(small.below, x * x);
  return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
}

/** erfc x = 1 - erf x, to full relative accuracy where it is tiny. */
export function erfc(x: number): number {
  if (x < -smallLimit) return 2 - erfc(-x);
  if (x <= smallLimit) return 1 - erf(x);
  if (x <= middleLimit) return (gaussian(x) * polynomial(middle.above, x)) / polynomial(middle.below, x);
  if (x >= underflow) return 0;
  const z = 1 / (x * x);
  const correction = (z * polynomial(large.above, z)) / polynomial(large.below, z);
  return (gaussian(x) * (1 / Math.sqrt(Math.PI) - correction)) / x;
}

/** e^(-x²). The rounding of x² would cost x² units in the last place, so the exactly squared head is split off. */
function gaussian(x: number): number {
  const head = Math.trunc(16 * x) / 16;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}
