/** What exports know of numbers before they are computed has to hold for all that hyperparameters may be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { evaluate } from '../../../core/rule/plan/evaluate.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { Expression } from '../../../core/rule/syntax/tree.ts';
import { BoundsOfValues, excludesZero } from '../../../core/rule/targets/python/bounds.ts';
import { numpySource } from '../../../core/rule/targets/python/numpy.ts';
import { declaredRule } from './ruleText.ts';

const declarations = [
  'share = 0.5 in [0, 1)',
  'part = 0.5 in (0, 1]',
  'rate = 1 in [0, inf)',
  'size = 1 in (0, inf)',
  'free = 0 in [-3, 5]',
  'debt = -1 in [-3, 0)',
  'scalar kept = 1',
];

/** Values at the ends of each range and between, for t too. */
const drawn = {
  share: fc.constantFrom(0, 5e-324, 0.3, 0.999, 1 - 2 ** -53),
  part: fc.constantFrom(5e-324, 0.3, 1 - 2 ** -53, 1),
  rate: fc.constantFrom(0, 1e-300, 0.5, 1, 2, 1e200, Number.MAX_VALUE),
  size: fc.constantFrom(5e-324, 1e-200, 0.5, 1, 3, 1e200, Number.MAX_VALUE),
  free: fc.constantFrom(-3, -1, -0.5, -0, 0, 0.5, 1, 2, 5),
  debt: fc.constantFrom(-3, -1, -0.5, -1e-300, -5e-324),
  t: fc.constantFrom(1, 2, 3, 10, 1e6, 2 ** 53),
  kept: fc.constantFrom(0, -1, 2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
};

const leaves = ['share', 'part', 'rate', 'size', 'free', 'debt', 't', 'kept', '0', '1', '2', '0.5', '1e300'];

const { text } = fc.letrec<{ text: string }>((tie) => {
  const [a, b, c] = [tie('text'), tie('text'), tie('text')];
  return {
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...leaves),
      fc.tuple(a, fc.constantFrom('+', '-', '*', '/', '**'), b).map((parts) => `(${parts.join(' ')})`),
      fc
        .tuple(fc.constantFrom('abs', 'exp', 'log', 'sign', 'sqrt', 'tanh', '-'), a)
        .map(([f, x]) => `${f}(${x})`),
      fc.tuple(fc.constantFrom('min', 'max', 'pow'), a, b).map(([f, x, y]) => `${f}(${x}, ${y})`),
      fc.tuple(a, b, c).map((parts) => `clip(${parts.join(', ')})`),
      fc.tuple(a, b, c).map(([x, y, z]) => `where(${x} > 1, ${y}, ${z})`),
      a.map((x) => `(1 - ${x})`),
    ),
  };
});

function boundsOf(expression: string) {
  const rule = resolve(
    parseRule(declaredRule(declarations, [`x = ${expression}`, 'p -= x * g', 'kept = x'])),
  );
  const [first] = rule.program.statements;
  if (first?.kind !== 'assignment') expect.fail('no line');
  const value: Expression = first.value;
  const bounds = new BoundsOfValues(rule, rule.program.statements);
  return { value, bounds: bounds.of({ kind: 'name', name: 'x', at: first.at }) };
}

/** Where `0 * debt` is -0. */
const negativeZero = { share: 0, part: 1, rate: 0, size: 1, free: -3, debt: -3, t: 1, kept: 0 };

test('no value lies outside of its bounds', () => {
  const { bounds: unknown } = boundsOf('kept');
  let informative = 0;
  fc.assert(
    fc.property(
      text.filter((each) => each.length < 300),
      fc.record(drawn),
      (expression, values) => {
        const { value, bounds } = boundsOf(expression);
        const names = new Map(Object.entries(values));
        const found = evaluate(value, (node) =>
          node.kind === 'name' ? (names.get(node.name) ?? Number.NaN) : Number.NaN,
        );
        const { min, max, minIncluded, maxIncluded, mayBeNaN } = bounds;
        if (JSON.stringify(bounds) !== JSON.stringify(unknown)) informative += 1;
        if (Number.isNaN(found)) expect(mayBeNaN, expression).toBe(true);
        else {
          expect(found, expression).toBeGreaterThanOrEqual(min);
          expect(found, expression).toBeLessThanOrEqual(max);
          if (!minIncluded) expect(found, expression).not.toBe(min);
          if (!maxIncluded) expect(found, expression).not.toBe(max);
          if (excludesZero(bounds)) expect(found === 0, expression).toBe(false);
        }
      },
    ),
    { numRuns: 5000, examples: [['(0 * debt)**free', negativeZero]] },
  );
  expect(informative).toBeGreaterThan(1000);
});

describe('what can come to nothing else is written plainly:', () => {
  test.each([
    ['1 - share**t', '1 - self.share**self.t'],
    ['rate / (1 - share**t)', 'self.rate / (1 - self.share**self.t)'],
    ['rate / (1 - share)', 'self.rate / (1 - self.share)'],
    ['rate / (1 + rate * (t - 1))', 'self.rate / (1 + self.rate * (self.t - 1))'],
    ['1 / max(1, t - rate)', '1 / max(1, self.t - self.rate)'],
    ['sqrt(1 - share**t)', 'math.sqrt(1 - self.share**self.t)'],
    ['log(1 + rate)', 'math.log(1 + self.rate)'],
    ['log(size)', 'math.log(self.size)'],
    ['exp(-rate)', 'math.exp(-self.rate)'],
    ['sqrt(1 / -debt)', 'math.sqrt(1 / -self.debt)'],
    ['sqrt(-1 / debt)', 'math.sqrt(-1.0 / self.debt)'],
    ['part**rate', 'self.part**self.rate'],
    ['exp(min(rate, 709))', 'math.exp(min(self.rate, 709))'],
    ['(t - 1)**0.25', '(self.t - 1) ** 0.25'],
    ['0.96**(t * rate)', '0.96 ** (self.t * self.rate)'],
    ['2**-t', '2.0**-self.t'],
    ['rate**2', 'self.rate * self.rate'],
    ['share**2', 'self.share**2'],
    ['min(1, t / size)', 'min(1, self.t / self.size)'],
    ['clip(rate, 1, 2)', 'min(max(self.rate, 1), 2)'],
  ])('%s', (expression, written) => {
    const rule = resolve(parseRule(declaredRule(declarations, [`x = ${expression}`, 'p -= x * g'])));
    expect(numpySource(rule)).toContain(`x = ${written}\n`);
  });
});

describe('what can come to an error has a function:', () => {
  test.each([
    ['1 / rate', '_divide(1, self.rate)'],
    ['1 / (1 - part)', '_divide(1, 1 - self.part)'],
    ['1 / free', '_divide(1, self.free)'],
    ['1 / (share * part)', '_divide(1, self.share * self.part)'],
    ['1 / (size * size)', '_divide(1, self.size * self.size)'],
    ['rate**3', '_power(self.rate, 3)'],
    ['free**0.5', '_power(self.free, 0.5)'],
    ['rate**-1', '_power(self.rate, -1.0)'],
    ['2**t', '_power(2, self.t)'],
    ['(1 + rate)**size', '_power(1 + self.rate, self.size)'],
    ['part**(rate * rate)', '_power(self.part, self.rate * self.rate)'],
    ['max(1, free * exp(rate))', '_maximum(1, self.free * _exp(self.rate))'],
    ['max(1, exp(rate) * free)', '_maximum(1, _exp(self.rate) * self.free)'],
    ['min(9, rate * rate - size * size)', '_minimum(9, self.rate * self.rate - self.size * self.size)'],
    ['min(9, (rate * rate) / (size + size))', '_minimum(9, self.rate * self.rate / (self.size + self.size))'],
    ['share**kept', '_power(self.share, self.kept)'],
    ['1**kept', '_power(1, self.kept)'],
    ['kept**0', '_power(self.kept, 0)'],
    ['exp(rate)', '_exp(self.rate)'],
    ['exp(min(rate, 710))', '_exp(min(self.rate, 710))'],
    ['log(rate)', '_log(self.rate)'],
    ['log(free)', '_log(self.free)'],
    ['sqrt(free)', '_sqrt(self.free)'],
    ['sqrt(1 - rate)', '_sqrt(1 - self.rate)'],
    ['sign(rate)', '_sign(self.rate)'],
    ['min(1, kept)', '_minimum(1, self.kept)'],
    ['max(0, free)', '_maximum(0, self.free)'],
    ['max(1, rate * 1e300 * (share - share))', '_maximum(1, self.rate * 1e+300 * (self.share - self.share))'],
    ['clip(kept, 1, 2)', '_minimum(_maximum(self.kept, 1), 2)'],
    ['clip(debt, share, rate)', '_minimum(_maximum(self.debt, self.share), self.rate)'],
    ['clip(share, debt, rate)', '_minimum(_maximum(self.share, self.debt), self.rate)'],
    ['clip(share, rate, size)', '_minimum(_maximum(self.share, self.rate), self.size)'],
    ['clip(1, kept, 2)', '_minimum(_maximum(1, self.kept), 2)'],
    ['clip(1, 2, kept)', '_minimum(_maximum(1, 2), self.kept)'],
  ])('%s', (expression, written) => {
    const rule = resolve(
      parseRule(declaredRule(declarations, [`x = ${expression}`, 'p -= x * g', 'kept = x'])),
    );
    expect(numpySource(rule)).toContain(`x = ${written}\n`);
  });
});

test('what is kept has another value before the line that assigns it', () => {
  const rule = resolve(parseRule(declaredRule(['scalar kept = 0'], ['p -= g / 2 * (1 / kept)', 'kept = 2'])));
  expect(numpySource(rule)).toContain('_divide(1, self.kept)');
});

test('a name that two lines assign has the bounds of neither', () => {
  const lines = ['x = 1', 'if t > 3', '  x = 0', 'p -= (1 / x) * g'];
  expect(numpySource(resolve(parseRule(declaredRule([], lines))))).toContain('_divide(1, x)');
});

test('a default is the double that it is', () => {
  const defaults = [
    'a = -0 in [-1, 1]',
    'b = 1e300 in [0, inf)',
    'c = -5e-324 in [-1, 1]',
    'd = 3 in [0, 9]',
  ];
  const source = numpySource(resolve(parseRule(declaredRule(defaults, ['p = a + b + c + d']))));
  expect(source).toContain('def __init__(self, a=-0.0, b=1e+300, c=-5e-324, d=3.0):');
});
