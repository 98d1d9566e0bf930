/** The operation by which an expression stops being finite. */
import { expect, test } from 'vitest';
import { whyNotFinite } from '../../../../core/rule/inspect/whyNotFinite.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import { Frame } from '../../../../core/rule/run/frame.ts';

const names: Readonly<Record<string, number | Float64Array>> = {
  ...{ p: Float64Array.of(1, -4), g: Float64Array.of(0, 3), m: Float64Array.of(1e200, Number.NaN) },
  ...{ t: 2, lr: 0.1 },
};

const why = (expression: string, element = 1) => {
  const rule = parseRule(`name "A"\nlr = 0.1 in [0, 1]\nstate m\nupdate\n  p = ${expression}`, 'a.optimizer');
  const [line] = rule.program.statements;
  const frame = new Frame({ start: 0, end: 2 }, Object.entries(names), () => 5);
  return line?.kind === 'assignment' ? whyNotFinite(line.value, frame, element) : undefined;
};

test.each([
  ['1 + sqrt(p - g * g) * 2', '√(p − g · g): −13 has no root'],
  ['log(p)', 'log(p): −4 has no logarithm'],
  ['g / (t - 2)', 'g / (t − 2): 3 is divided by 0'],
  ['p**0.5', 'p^0.5: −4 has no power of 0.5'],
  ['pow(p, 1.5)', 'pow(p, 1.5): −4 has no power of 1.5'],
  ['(t - 2)**(-1)', '(t − 2)^(−1): 0 has no power of −1'],
  ['exp(1000 * t)', 'exp(1000 · t): the result is beyond the largest number, 1.8e308'],
  ['1 / (0 * sqrt(p) + g)', '√p: −4 has no root'],
  ['-(g / 0)', 'g / 0: 3 is divided by 0'],
  ['where(p < 0, sqrt(p), g)', '√p: −4 has no root'],
  ['max(g, log(p))', 'log(p): −4 has no logarithm'],
])('%s', (expression, expected) => expect(why(expression)).toBe(expected));

test.each([
  ['log(g)', 'log(g): 0 has no logarithm'],
  ['p / g', 'p / g: 1 is divided by 0'],
  ['g / g', 'g / g: 0 is divided by 0'],
  ['m * m', 'm · m: the result is beyond the largest number, 1.8e308'],
  ['pow(m, 3)', 'pow(m, 3): the result is beyond the largest number, 1.8e308'],
])('%s of another element', (expression, expected) => expect(why(expression, 0)).toBe(expected));

test.each(['p + g', 'm + 1', 'norm(m)', 'where(p > 0, sqrt(p), g)'])(
  'of %s there is nothing to say',
  (expression) => expect(why(expression)).toBeNull(),
);
