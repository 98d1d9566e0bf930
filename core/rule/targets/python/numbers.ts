/** Functions of Python's numbers, with the values that IEEE 754 gives them. */
import type { FunctionName } from '../../syntax/tree.ts';
import { type Bounds, excludesZero } from './bounds.ts';

/** The largest number whose exponential is a double. */
const largestExponent = 709;

/** A call of Python's own function where that is known to be the same, or of the helper that is. */
export function numberFunction(
  name: Exclude<FunctionName, 'pow'>,
  texts: readonly string[],
  bounds: readonly Bounds[],
): string {
  const [text = '', low = '', high = ''] = texts;
  const [x, y, z] = bounds;
  switch (name) {
    case 'abs':
      return `abs(${text})`;
    case 'tanh':
      return `math.tanh(${text})`;
    case 'exp':
      return `${x && x.max <= largestExponent ? 'math.' : '_'}exp(${text})`;
    case 'log':
      return `${x && x.min >= 0 && excludesZero(x) ? 'math.' : '_'}log(${text})`;
    case 'sqrt':
      return `${x && x.min >= 0 ? 'math.' : '_'}sqrt(${text})`;
    case 'sign':
      return `_sign(${text})`;
    case 'max':
    case 'min':
      return `${areComparable(x, y) ? name : `_${name}imum`}(${text}, ${low})`;
    case 'clip':
      return areComparable(x, y) && areComparable(x, z) && areComparable(y, z)
        ? `min(max(${text}, ${low}), ${high})`
        : `_minimum(_maximum(${text}, ${low}), ${high})`;
  }
}

/** Whether neither can be NaN, which Python's `max` and `min` may overlook, nor both be 0, of which -0 is the lower. */
function areComparable(a: Bounds | undefined, b: Bounds | undefined): boolean {
  if (!a || !b || a.mayBeNaN || b.mayBeNaN) return false;
  return excludesZero(a) || excludesZero(b);
}
