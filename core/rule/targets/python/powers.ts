/** How a power is written, so that it is what the kernels compute. */
import type { Expression } from '../../syntax/tree.ts';
import { differsInArrays, isPlainPower } from './bounds.ts';
import type { Library } from './libraries.ts';
import type { KnownValues } from './values.ts';

/** `x**y`, `x * x`, or a call of a function. */
export type PowerForm = 'operator' | 'product' | `${string}(`;

export function powerForm(
  base: Expression,
  exponent: Expression,
  { bounds, isOfLibrary, mayBeWhole }: KnownValues,
  { module, tracesNumbers }: Library,
): PowerForm {
  const [a, b] = [bounds.of(base), bounds.of(exponent)];
  const differs = differsInArrays(a, b);
  if (isOfLibrary(base) || isOfLibrary(exponent)) {
    if (differs) return '_powers(';
    // JAX refuses negative powers of whole numbers, or takes them for 0.
    const isWhole = tracesNumbers && exponent.kind !== 'number' && mayBeWhole(base) && mayBeWhole(exponent);
    return isWhole ? `${module}.float_power(` : 'operator';
  }
  if (isPlainPower(a, b)) return 'operator';
  const isSquare = exponent.kind === 'number' && exponent.value === 2;
  if (isSquare && base.kind === 'name') return 'product';
  if (!tracesNumbers) return '_power(';
  return differs ? '_powers(' : `${module}.float_power(`;
}
