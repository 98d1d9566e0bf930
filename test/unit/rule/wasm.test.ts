/** The WebAssembly target gives, to the last bit, what the float32 JavaScript gives. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { compileFloat32 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../../core/rule/run/kernel.ts';
import { createWasmKernel, type WasmKernel } from '../../../core/rule/run/wasmKernel.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { expectSameBits } from './sameBits.ts';
import { defaultsOf, rules } from './wasmRules.ts';

function wasmKernel(rule: ResolvedRule, tensors: readonly number[]): WasmKernel {
  const kernel = createWasmKernel(rule, tensors);
  if (kernel.kind === 'fallback') expect.fail(kernel.reason);
  return kernel;
}

/** Takes steps with random gradients and gives all that changed: parameters, points ahead, state and scalars. */
function trajectory(
  kernel: Kernel<Float32Array>,
  rule: ResolvedRule,
  parameters: Float32Array,
  steps: number,
): Float32Array {
  const random = createRandom(7);
  const hyperparameters = defaultsOf(rule);
  for (let i = 0; i < parameters.length; i++) parameters[i] = random.normal();
  const state = kernel.createState(parameters, hyperparameters);
  const gradient = new Float32Array(parameters.length);
  const ahead = new Float32Array(parameters.length);
  let seen: number[] = [];
  for (let step = 1; step <= steps; step++) {
    for (let i = 0; i < gradient.length; i++) gradient[i] = (parameters[i] ?? 0) + random.normal();
    kernel.lookAhead?.(parameters, gradient, state, hyperparameters, step, ahead);
    for (let i = 0; i < gradient.length; i++) gradient[i] = random.normal() * 10 ** -random.below(9);
    kernel.update(parameters, gradient, state, hyperparameters, step);
    if (step % 50 === 0 || step < 5) seen = seen.concat([...parameters], [...ahead]);
  }
  for (const tensor of state.tensors) seen = seen.concat([...tensor]);
  return Float32Array.from([...seen, ...state.scalars]);
}

describe.each(Object.entries(rules))('%s', (_, rule) => {
  test('has the same bits over hundreds of steps', () => {
    const tensors = [7, 1, 40, 3, 0, 64, 13];
    const size = 128;
    const expected = trajectory(compileFloat32(rule, tensors), rule, new Float32Array(size), 400);
    expectSameBits(trajectory(wasmKernel(rule, tensors), rule, new Float32Array(size), 400), expected);
    expect(expected.every((value) => Number.isFinite(value))).toBe(true);
  });

  test.each(Array.from({ length: 18 }, (_, n) => n))('has the same bits for %d parameters', (n) => {
    const expected = trajectory(compileFloat32(rule, [n]), rule, new Float32Array(n), 20);
    expectSameBits(trajectory(wasmKernel(rule, [n]), rule, new Float32Array(n), 20), expected);
  });

  test('has the same bits for 10,000 parameters', () => {
    const expected = trajectory(compileFloat32(rule, [9_997, 3]), rule, new Float32Array(10_000), 5);
    expectSameBits(trajectory(wasmKernel(rule, [9_997, 3]), rule, new Float32Array(10_000), 5), expected);
  });

  test('computes the same in its memory as on vectors outside', () => {
    const [inside, outside] = [wasmKernel(rule, [9, 4]), wasmKernel(rule, [9, 4])];
    const expected = trajectory(outside, rule, new Float32Array(13), 20);
    expectSameBits(trajectory(inside, rule, inside.parameters, 20), expected);
    expect(inside.createState(inside.parameters, defaultsOf(rule)).tensors.every(isIn(inside))).toBe(true);
    expect(outside.createState(new Float32Array(13), defaultsOf(rule)).tensors.some(isIn(outside))).toBe(
      false,
    );
  });
});

function isIn({ parameters }: WasmKernel) {
  return ({ buffer }: Float32Array) => buffer === parameters.buffer;
}

test('all tensors share scratch tensors as long as the longest', () => {
  const rule = rules['LAMB'];
  if (!rule) expect.fail('no rule');
  const tensors = [16_384, 16_384, 5];
  const kernel = wasmKernel(rule, tensors);
  // Parameters, gradient and two states take a little more than two pages each, scratch takes one.
  expect(kernel.parameters.buffer.byteLength).toBe(10 * 65_536);
  const expected = trajectory(compileFloat32(rule, tensors), rule, new Float32Array(32_773), 2);
  expectSameBits(trajectory(kernel, rule, new Float32Array(32_773), 2), expected);
});

test('a state that is copied away continues like the one that stayed', () => {
  const rule = rules['NAdam'];
  if (!rule) expect.fail('no rule');
  const kernel = wasmKernel(rule, [5]);
  const gradient = Float32Array.of(1, -2, 3, -4, 5);
  const parameters = new Float32Array(5);
  const state = kernel.createState(parameters, defaultsOf(rule));
  kernel.update(parameters, gradient, state, defaultsOf(rule), 1);
  const saved = structuredClone({ parameters, state });
  kernel.update(parameters, gradient, state, defaultsOf(rule), 2);
  const other = wasmKernel(rule, [5]);
  other.update(saved.parameters, gradient, saved.state, defaultsOf(rule), 2);
  expectSameBits(saved.parameters, parameters);
  expect(saved.state).toEqual(state);
});
