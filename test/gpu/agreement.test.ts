/** WGSL gives what float32 JavaScript gives, step by step. */
import { describe, expect } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../core/rule/run/kernel.ts';
import { expectSameBits } from '../unit/rule/sameBits.ts';
import { test } from './device.ts';
import { createGpuKernel, type GpuKernel } from './gpuKernel.ts';
import { type Variant, variants } from './variants.ts';

/** Neither they nor their sum are multiples of the threads of a workgroup. */
const tensors = [7, 1, 0, 40, 3, 64, 100, 13];
const size = 228;
/** `STEPS=60 npm run test:gpu agreement` takes more. */
const steps = Number(process.env['STEPS'] ?? 20);

/** What a step changes. */
interface Outcome {
  readonly vectors: Readonly<Record<string, Float32Array>>;
  readonly scalars: Float64Array;
}

/** Takes each step with both kernels from what float32 JavaScript left. */
async function takeSteps(
  { rule, hyperparameters }: Variant,
  gpu: GpuKernel,
  compare: (actual: Outcome, expected: Outcome) => void,
): Promise<void> {
  const random = createRandom(7);
  const javascript = compileFloat32(rule, tensors);
  const parameters = Float32Array.from({ length: size }, () => random.normal());
  const state = javascript.createState(parameters, hyperparameters);

  for (let step = 1; step <= steps; step++) {
    const first = parameters.map((parameter) => parameter + random.normal());
    const gradient = parameters.map(() => random.normal() * 10 ** -random.below(9));
    const takeStep = async (
      kernel: GpuKernel | Kernel<Float32Array>,
      p: Float32Array,
      own: typeof state,
    ): Promise<Outcome> => {
      const ahead = new Float32Array(size);
      await kernel.lookAhead?.(p, first, own, hyperparameters, step, ahead);
      await kernel.update(p, gradient, own, hyperparameters, step);
      const states = own.tensors.map((tensor, index) => [rule.state[index]?.name, tensor]);
      return { vectors: { ahead, p, ...Object.fromEntries(states) }, scalars: own.scalars };
    };
    const actual = await takeStep(gpu, parameters.slice(), structuredClone(state));
    compare(actual, await takeStep(javascript, parameters, state));
  }
  // NaN would agree with NaN.
  expect(parameters.every((parameter) => Number.isFinite(parameter))).toBe(true);
}

/** Expects vectors whose difference is at most a millionth as long. */
function expectClose(actual: Float32Array, expected: Float32Array, where: string): void {
  const difference = actual.map((value, index) => value - (expected[index] ?? Number.NaN));
  const [error, length] = [Math.hypot(...difference), Math.hypot(...expected)];
  if (!(error <= 1e-6 * length)) expect.fail(`${where} is off by ${error}, with a length of ${length}`);
}

const sumsUp = ({ rule }: Variant) => rule.lines.some((line) => /\b(norm|sum|mean|global_norm)\(/.test(line));

const cases = {
  'gives the same bits': { expectAlike: expectSameBits, of: variants.filter((variant) => !sumsUp(variant)) },
  'gives the same but for the order of sums': { expectAlike: expectClose, of: variants.filter(sumsUp) },
};

describe.for(Object.entries(cases))('%s', ([, { expectAlike, of }]) => {
  test.for(of.map((variant) => [variant.name, variant] as const))('%s', async ([, variant], { device }) => {
    const gpu = await createGpuKernel(device, variant.rule, tensors);
    await takeSteps(variant, gpu, (actual, expected) => {
      for (const [name, vector] of Object.entries(expected.vectors)) {
        expectAlike(actual.vectors[name] ?? new Float32Array(), vector, name);
      }
      expect(actual.scalars).toEqual(expected.scalars);
    });
  });
});
