/** Optax adds what a transformation gives to the parameters: exports give what a rule adds, to the same digits. */
import { expect, test } from 'vitest';
import { optaxSource } from '../../../core/rule/targets/python/optax.ts';
import { declaredRule, resolved } from './ruleText.ts';

/** The lines of the function that is called for each tensor, without their indentation. */
function leafOf(...update: readonly string[]): readonly string[] {
  const declarations = ['a = 2 in [1, 100]', 'option moves = false', 'state m'];
  const lines = optaxSource(resolved(declaredRule(declarations, update))).split('\n');
  const first = lines.findIndex((line) => line.includes('def update_leaf('));
  const count = lines.slice(first).findIndex((line) => line.trim().startsWith('return '));
  return lines.slice(first, first + count + 1).map((line) => line.trim());
}

test.each([
  ['p += a * g', 'a * g'],
  ['p -= a * g', '-a * g'],
  ['p -= a * g / m', '-a * g / m'],
  ['p -= a + g', '-(a + g)'],
  ['p -= a - g', '-(a - g)'],
  ['p -= g**2', '-g**2'],
  ['p -= g', '-g'],
])('%s is given as %s', (line, change) => {
  expect(leafOf(line).slice(1)).toEqual([`return ${change}`]);
});

test.each([
  ['p = a * p', 'a * p'],
  ['p = p * g', 'p * g'],
  ['p = p / a', 'p / a'],
  ['p = m + g', 'm + g'],
  ['p = g - p', 'g - p'],
  ['p = -p', '-p'],
  ['p = g', 'g'],
])('%s is given as a difference', (line, value) => {
  expect(leafOf(line).slice(1)).toEqual([`p2 = ${value}`, 'return p2 - p']);
});

test('new parameters that another line reads are computed, and their difference is given', () => {
  expect(leafOf('p -= a * g', 'm = p')).toEqual([
    'def update_leaf(g, p):',
    'p2 = p - a * g',
    'm = p2',
    'return p2 - p, m',
  ]);
});

test('of several changes the last one less the parameters is given', () => {
  expect(leafOf('p -= a * g', 'p -= m').slice(1)).toEqual(['p2 = p - a * g', 'p3 = p2 - m', 'return p3 - p']);
});

test('where no line that an option leaves assigns the parameters, zeros are given', () => {
  expect(leafOf('m = g', 'if moves', '  p -= m')).toEqual([
    'def update_leaf(g):',
    'm = g',
    'return jnp.full_like(g, 0.0), m',
  ]);
});
