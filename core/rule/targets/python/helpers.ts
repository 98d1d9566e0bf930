/**
 * Functions that an export defines at its top, those that its lines call: where an operation of Python or of a library
 * isn't that of IEEE 754, which the kernels follow. No name of a rule begins with an underscore.
 */

import { block } from './layout.ts';
import type { Library } from './libraries.ts';

interface Helper {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Of numbers of Python, which raises errors where doubles are infinite or no number, and overlooks the latter. */
const ofNumbers: readonly Helper[] = [
  helper('_divide(a, b)', 'a / b, also where b is 0.', [
    ...block('if b != 0:', ['return a / b']),
    ...block('if a == 0 or a != a:', ['return math.nan']),
    'return math.copysign(math.inf, a) * math.copysign(1.0, b)',
  ]),
  helper('_power(x, y)', 'x**y, infinite where it is too large and nan where it is no real number.', [
    ...block('if abs(x) == 1 and not math.isfinite(y):', ['return math.nan']),
    ...block('try:', ['return math.pow(x, y)']),
    ...block('except OverflowError:', ['size = math.inf']),
    ...block('except ValueError:', ['size = math.inf if x == 0 else math.nan']),
    'return math.copysign(size, x) if y % 2 == 1 else size',
  ]),
  helper('_exp(x)', 'The exponential of x, infinite where it is too large.', [
    ...block('try:', ['return math.exp(x)']),
    ...block('except OverflowError:', ['return math.inf']),
  ]),
  helper('_log(x)', 'The natural logarithm of x, -inf of 0 and nan of what is below.', [
    ...block('if x > 0:', ['return math.log(x)']),
    'return -math.inf if x == 0 else math.nan',
  ]),
  helper('_sqrt(x)', 'The square root of x, nan where x is below 0.', [
    'return math.sqrt(x) if x >= 0 else math.nan',
  ]),
  helper('_sign(x)', '1 or -1 with the sign of x; 0 and nan as they are.', [
    'return math.copysign(1.0, x) if x > 0 or x < 0 else x',
  ]),
  helper('_maximum(a, b)', 'The larger of two numbers, nan where one is nan; 0 is above -0.', [
    ...block('if a != a or b != b:', ['return math.nan']),
    'return max(a, b, key=lambda x: (x, math.copysign(1.0, x)))',
  ]),
  helper('_minimum(a, b)', 'The smaller of two numbers, nan where one is nan; -0 is below 0.', [
    ...block('if a != a or b != b:', ['return math.nan']),
    'return min(a, b, key=lambda x: (x, math.copysign(1.0, x)))',
  ]),
];

function ofArrays({ module, isStrict }: Library): readonly Helper[] {
  const numbers = isStrict ? 'math' : module;
  return [
    helper('_signs(x)', `${module}.sign(x), but nan where x is nan.`, [
      `return ${module}.where(x != x, x, ${module}.sign(x))`,
    ]),
    helper('_powers(x, y)', 'x**y, also where x is 1 or -inf.', [
      // That of 1 or -1 is nan where y is not finite, and the root of -inf is infinite.
      'is_unsure = ((x == 1) | (x == -1)) & (y - y != 0)',
      `powers = ${module}.where(is_unsure, ${numbers}.nan, ${module === 'jnp' ? 'jnp.float_power(x, y)' : 'x**y'})`,
      `return ${module}.where((x == -${numbers}.inf) & (y == 0.5), ${numbers}.inf, powers)`,
    ]),
  ];
}

function helper(head: string, about: string, lines: readonly string[]): Helper {
  const name = head.slice(0, head.indexOf('('));
  return { name, lines: block(`def ${head}:`, [`"""${about}"""`, ...lines]) };
}

/** The lines between imports and what is exported: helpers that are called, and the empty lines around them. */
export function helperLines(library: Library, lines: readonly string[]): readonly string[] {
  const called = [...ofNumbers, ...ofArrays(library)].filter(({ name }) =>
    lines.some((line) => line.includes(`${name}(`)),
  );
  return called.flatMap((each) => ['', '', ...each.lines]);
}

/** `import math`, where the lines read it. */
export function importsOf(lines: readonly string[]): readonly string[] {
  return lines.some((line) => line.includes('math.')) ? ['import math', ''] : [];
}
