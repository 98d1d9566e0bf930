/** Each function of the language gives on the device what it gives in float32 JavaScript. */
import { describe, expect } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import { expectSameBits } from '../unit/rule/sameBits.ts';
import { ruleOf } from '../unit/rule/wasmRules.ts';
import { test } from './device.ts';
import { createGpuKernel } from './gpuKernel.ts';

const random = createRandom(5);
const special = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1,
  -1,
  2,
  -2,
  3,
  -3,
  0.5,
  -0.5,
];
const large = [100, -100, 1e37, -1e37];
const small = [1e-30, -1e-30];
const ordinary = Array.from({ length: 200 }, () => 3 * random.normal());
const values = [...special, ...large, ...small, ...ordinary];

/** All pairs of the special values, and some ordinary ones. */
const pairs = [...special, ...large, ...small, ...ordinary.slice(0, 10)].flatMap((x, _, all) =>
  all.map((y) => [x, y] as const),
);

interface Evaluation {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly expected: Float32Array;
  readonly actual: Float32Array;
}

/** The values of an expression in `p` and `g`. */
async function evaluateBoth(
  device: GPUDevice,
  expression: string,
  operands: readonly (readonly [number, number])[],
): Promise<Evaluation> {
  const rule = ruleOf('update', `  p = ${expression}`);
  const [x, y] = [0, 1].map((index) => Float32Array.from(operands, (pair) => pair[index] ?? 0));
  if (!x || !y) expect.fail('two operands');
  const [expected, actual] = [x.slice(), x.slice()];
  const state = { tensors: [], scalars: new Float64Array(0) };
  compileFloat32(rule).update(expected, y, state, {}, 1);
  const gpu = await createGpuKernel(device, rule, [x.length]);
  await gpu.update(actual, y, state, {}, 1);
  return { x, y, expected, actual };
}

describe('the same bits', () => {
  test.for([
    ...[
      'p + g',
      'p - g',
      'p * g',
      'p / g',
      '-p',
      'p**2',
      'g**0.5',
      '1 / p',
      'p**-1',
      'sqrt(p)',
      'abs(p)',
      'sign(p)',
    ],
    ...['max(p, g)', 'min(p, g)', 'clip(p, g, 1)', 'clip(p, -1, 1)', 'clip(p, 1, g)'],
    ...['==', '!=', '<', '<=', '>', '>='].map((operator) => `where(p ${operator} g, 1, 0)`),
    ...['where(not p < g or p != p, p, g)', 'where(p > 0 and g > 0, p, g)'],
    // What compilers would calculate ahead.
    ...[
      'p * g + p * 3',
      'p * g / g',
      'p / g * g',
      'p - g + g',
      'p * 0',
      'p + 0',
      '0 - p',
      '0 / p',
      'p * 0.1 * 0.3',
    ],
    ...['p + 0.1 + 0.3', '0.1 - (0.3 - p)', '-(p - g)', 'p / 0.1', 'sqrt(p) * sqrt(p)', 'p * g - p * g'],
    // What they would refuse.
    ...[
      '1 / 0',
      '0 / 0',
      'sqrt(-1)',
      '1e39',
      '-1e39',
      'p + 1e39',
      '1e38 * 10',
      '-0',
      'log(-1)',
      'where(1 / 0 > p, 1, 2)',
    ],
  ])('%s', async (expression, { device }) => {
    const { x, y, expected, actual } = await evaluateBoth(device, expression, pairs);
    const index = expected.findIndex((value, i) => !Object.is(value, actual[i]));
    expectSameBits(actual, expected, `${expression} for p = ${x[index]}, g = ${y[index]}:`);
  });
});

const ulp = (value: number) => Math.abs(value) * 2 ** -23;
const errorOfExp = (x: number) => (3 + 2 * Math.abs(x)) * ulp(Math.exp(x));
const errorOfLog = (x: number) => (x >= 0.5 && x <= 2 ? 2 ** -21 : 3 * ulp(Math.log(x)));

/** How far off WGSL lets an implementation be: its specification, section "Floating point accuracy". */
const accuracies: Readonly<Record<string, (x: number, y: number) => number>> = {
  'exp(p)': errorOfExp,
  'log(p)': errorOfLog,
  'tanh(p)': () => 1e-5,
  // pow(x, y) is exp2(y * log2(x)).
  'pow(p, g)': (x, y) => {
    const logarithm = Math.log(Math.abs(x));
    const errorOfProduct = Math.abs(y) * errorOfLog(Math.abs(x)) + ulp(y * logarithm);
    return Math.expm1(errorOfProduct) * Math.abs(x) ** y + errorOfExp(y * logarithm);
  },
};

describe('the same but for the accuracy of WGSL', () => {
  test.for(Object.entries(accuracies))('%s', async ([expression, errorOf], { device }) => {
    const operands = [...values.map((x) => [x, 0.25] as const), ...pairs];
    const { x, y, expected, actual } = await evaluateBoth(device, expression, operands);
    for (const [index, value] of expected.entries()) {
      const [p, g, found] = [x[index] ?? 0, y[index] ?? 0, actual[index] ?? 0];
      if (Object.is(value, found)) continue;
      // The smallest numbers may become 0.
      const allowed = errorOf(p, g) + 2 ** -126;
      if (!(Math.abs(found - value) <= allowed)) {
        expect.fail(
          `${expression} is ${found} for p = ${p}, g = ${g} — expected ${value}, give or take ${allowed}`,
        );
      }
    }
  });
});
