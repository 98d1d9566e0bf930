import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFloat32 } from '../../../core/rule/run/javascriptKernel.ts';
import { resolved, ruleText } from './ruleText.ts';

const { fround: round, sqrt, exp, log, tanh } = Math;
const [a, t] = [0.3, 3];
const positive = fc.float({ min: round(0.01), max: 100, noNaN: true });

/** For any parameter and gradient, with the hyperparameter `a` in step `t`. */
function expectValues(expression: string, computed: (p: number, g: number) => number): void {
  const kernel = compileFloat32(resolved(ruleText(`p = ${expression}`)));
  fc.assert(
    fc.property(positive, positive, (p, g) => {
      const parameters = Float32Array.of(p);
      kernel.update(parameters, Float32Array.of(g), kernel.createState(parameters, { a }), { a }, t);
      expect(parameters[0]).toBe(computed(p, g));
    }),
  );
}

test.each<[string, (p: number, g: number) => number]>([
  ['(p + g) * g', (p, g) => round(round(p + g) * g)],
  ['(p - g) * g', (p, g) => round(round(p - g) * g)],
  ['p * g + g', (p, g) => round(round(p * g) + g)],
  ['p / g + g', (p, g) => round(round(p / g) + g)],
  ['g**2 + p', (p, g) => round(round(g * g) + p)],
  ['g**3 + p', (p, g) => round(round(g ** 3) + p)],
  ['sqrt(g) + p', (p, g) => round(round(sqrt(g)) + p)],
  ['exp(-g) + p', (p, g) => round(round(exp(-g)) + p)],
  ['log(g) + p', (p, g) => round(round(log(g)) + p)],
  ['tanh(g) + p', (p, g) => round(round(tanh(g)) + p)],
  ['-max(p, g) + abs(-g)', (p, g) => round(-Math.max(p, g) + g)],
  ['clip(p, 0.1, 0.2) + g', (p, g) => round(Math.min(Math.max(p, round(0.1)), round(0.2)) + g)],
  ['where(p * g > 0.7, p, g)', (p, g) => (round(p * g) > round(0.7) ? p : g)],
  ['p * 0.1 + g', (p, g) => round(round(p * round(0.1)) + g)],
  ['p * norm(g / p) + g', (p, g) => round(round(p * round(sqrt(round(g / p) ** 2))) + g)],
  ['p * norm(g + 0 * p) + g', (p, g) => round(round(p * g) + g)],
])('%s is rounded after each operation', (expression, computed) => {
  expectValues(expression, computed);
});

test.each<[string, (p: number, g: number) => number]>([
  ['p * (1 - a**t)', (p) => round(p * round(1 - a ** t))],
  ['p * (a * t + 0.1) + g', (p, g) => round(round(p * round(a * t + 0.1)) + g)],
  ['p / 3', (p) => round(p * round(1 / 3))],
  ['p / (1 - a)', (p) => round(p * round(1 / (1 - a)))],
])('%s: what is known once a step is rounded only at the end', (expression, computed) => {
  expectValues(expression, computed);
});

/** `p` of one tensor or some, all zero before. */
function updateFor(expression: string, gradient: Float32Array, tensors?: readonly number[]): Float32Array {
  const kernel = compileFloat32(resolved(ruleText(`p = ${expression}`)), tensors);
  const parameters = new Float32Array(gradient.length);
  kernel.update(parameters, gradient, kernel.createState(parameters, { a }), { a }, t);
  return parameters;
}

test('sums are gathered in double precision, tensor by tensor, and rounded before they are used', () => {
  const norm = round(sqrt(4096 ** 2 + 0.5 ** 2 + 0.75 ** 2));
  const difference = round(norm - 4096);
  expect(difference).not.toBe(round(sqrt(4096 ** 2 + 0.5 ** 2 + 0.75 ** 2) - 4096));
  const updated = updateFor('norm(g) - 4096', Float32Array.of(4096, 0.5, 0.75, -4096), [3, 1]);
  expect(updated).toEqual(Float32Array.of(difference, difference, difference, 0));
});

test('a sum keeps what single precision would lose', () => {
  const gradient = Float32Array.of(2 ** 24, 1, 1, -(2 ** 24));
  expect(updateFor('sum(g) + mean(g)', gradient)).toEqual(Float32Array.of(2.5, 2.5, 2.5, 2.5));
});
