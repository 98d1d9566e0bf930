import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFloat32 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../../core/rule/run/kernel.ts';
import { createWasmKernel } from '../../../core/rule/run/wasmKernel.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { randomLines } from './randomRules.ts';
import { expectSameBits } from './sameBits.ts';
import { ruleOf } from './wasmRules.ts';

/** NaN, infinities, zeros of both signs, numbers below the smallest normal one, and numbers of every size. */
const float = fc.oneof(
  fc.float(),
  fc.float({ min: -2, max: 2 }),
  fc.constantFrom(0, -0, 1, -1, 2 ** -149, 2 ** -126),
);
const hyperparameters = fc.record({ lr: fc.float(), momentum: fc.float() });

/** Parameters and state after one step. */
function step(
  kernel: Kernel<Float32Array>,
  [p, g, m]: readonly [Float32Array, Float32Array, Float32Array],
  values: Readonly<Record<string, number>>,
  t: number,
): Float32Array {
  const [parameters, gradient, state] = [p.slice(), g.slice(), m.slice()];
  kernel.update(parameters, gradient, { tensors: [state], scalars: new Float64Array(0) }, values, t);
  return Float32Array.from([...parameters, ...state]);
}

function expectSameStep(
  rule: ResolvedRule,
  tensors: readonly number[],
  values: readonly (readonly [number, number, number])[],
  hyperparameterValues: Readonly<Record<string, number>>,
  t: number,
): void {
  const vectors = [0, 1, 2].map((index) => Float32Array.from(values, (triple) => triple[index] ?? 0));
  const [p = new Float32Array(), g = new Float32Array(), m = new Float32Array()] = vectors;
  const wasm = createWasmKernel(rule, tensors);
  if (wasm.kind === 'fallback') expect.fail(wasm.reason);
  const expected = step(compileFloat32(rule, tensors), [p, g, m], hyperparameterValues, t);
  expectSameBits(step(wasm, [p, g, m], hyperparameterValues, t), expected);
}

test('random rules give the same bits for each element', () => {
  fc.assert(
    fc.property(
      randomLines({ reduced: false }),
      fc.array(fc.tuple(float, float, float), { minLength: 0, maxLength: 19 }),
      hyperparameters,
      fc.integer({ min: 1, max: 1000 }),
      (lines, values, given, t) => expectSameStep(ruleOf(...lines), [values.length], values, given, t),
    ),
    { numRuns: 300 },
  );
});

// A sum of one element doesn't depend on the order of its terms.
test('random rules with sums give the same bits for tensors of one element', () => {
  fc.assert(
    fc.property(
      randomLines({ reduced: true }),
      fc.array(fc.tuple(float, float, float), { minLength: 1, maxLength: 5 }),
      hyperparameters,
      fc.integer({ min: 1, max: 1000 }),
      (lines, values, given, t) =>
        expectSameStep(
          ruleOf(...lines),
          values.map(() => 1),
          values,
          given,
          t,
        ),
    ),
    { numRuns: 300 },
  );
});

// Sums of small whole numbers, and of their squares, are exact in any order.
test.each(['sum', 'mean', 'norm'])('%s is that of all elements', (name) => {
  const whole = fc.integer({ min: -1000, max: 1000 });
  const rule = ruleOf('state m', 'update', `  m = ${name}(p)`, `  p = ${name}(p * 2 - g) + p`);
  fc.assert(
    fc.property(fc.array(fc.tuple(whole, whole, whole), { maxLength: 40 }), fc.nat(40), (values, first) => {
      const split = Math.min(first, values.length);
      expectSameStep(rule, [split, values.length - split], values, {}, 1);
    }),
  );
});

/** Floats of all kinds: those with the bits 0, 65537, 131074 … and those that are easily forgotten. */
function samples(): Float32Array {
  const special = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    -0,
    2 ** -149,
    -(2 ** -149),
  ];
  const values = new Float32Array(65_536 + special.length);
  new Uint32Array(values.buffer).forEach((_, index, bits) => {
    bits[index] = index * 65_537;
  });
  values.set(special, 65_536);
  return values;
}

test.each(['0.5', '-1', '0', '1', '2'])('p ** %s is rounded like Math.pow', (exponent) => {
  const triples = Array.from(samples(), (value) => [value, 0, 0] as const);
  const rule = ruleOf('state m', 'update', `  m = p ** ${exponent}`, `  p = pow(p, ${exponent})`);
  expectSameStep(rule, [triples.length], triples, {}, 1);
});

test.each(['==', '!=', '<', '<=', '>', '>='])('%s compares as in JavaScript', (operator) => {
  const values = [Number.NaN, Number.NEGATIVE_INFINITY, -1, -0, 0, 1, 2];
  const triples = values.flatMap((p) => values.map((g) => [p, g, 0] as const));
  const ofElements = ruleOf(
    'state m',
    'update',
    `  m = where(p ${operator} g, 1, 2)`,
    `  p = where(not p ${operator} g, 1, 2)`,
  );
  expectSameStep(ofElements, [triples.length], triples, {}, 1);
  const ofTensors = ruleOf(
    ...['state m', 'update', '  a = sum(p)', '  b = sum(g)'],
    ...[`  m = where(a ${operator} b, 1, 2) * g`, `  p *= where(not a ${operator} b, 1, 2)`],
  );
  expectSameStep(
    ofTensors,
    triples.map(() => 1),
    triples,
    {},
    1,
  );
});
