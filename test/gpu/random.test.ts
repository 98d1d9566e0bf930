/** WGSL gives what float32 JavaScript gives, whatever the rule. */
import fc from 'fast-check';
import { describe } from 'vitest';
import type { Kernel } from '../../core/rule/run/kernel.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { randomLines } from '../unit/rule/randomRules.ts';
import { expectSameBits } from '../unit/rule/sameBits.ts';
import { ruleOf } from '../unit/rule/wasmRules.ts';
import { test } from './device.ts';
import { flush, flushingUpdate } from './flushing.ts';
import { createGpuKernel, type GpuKernel } from './gpuKernel.ts';

/** NaN, infinities, zeros of both signs, and numbers of every size. */
const float = fc
  .oneof(fc.float(), fc.float({ min: -2, max: 2 }), fc.constantFrom(0, -0, 1, -1, 2 ** -126))
  .map(flush);

const given = fc.record({
  values: fc.array(fc.tuple(float, float, float), { minLength: 1, maxLength: 19 }),
  hyperparameters: fc.record({ lr: fc.float(), momentum: fc.float() }),
  step: fc.integer({ min: 1, max: 1000 }),
});
type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

/** Parameters and state after one step. */
async function step(
  update: GpuKernel['update'] | Kernel<Float32Array>['update'],
  rule: ResolvedRule,
  { values, hyperparameters, step }: Given,
): Promise<Float32Array> {
  const vectorOf = (index: 0 | 1 | 2) => Float32Array.from(values, (triple) => triple[index]);
  const parameters = vectorOf(0);
  const tensors = rule.state.map(() => vectorOf(2));
  await update(parameters, vectorOf(1), { tensors, scalars: new Float64Array(0) }, hyperparameters, step);
  return Float32Array.of(...parameters, ...tensors.flatMap((tensor) => [...tensor]));
}

/** `RULES=1000 npm run test:gpu random` tries more. */
const rules = Number(process.env['RULES'] ?? 40);

const isReduction = (line: string) => /= (sum|mean|norm)\(/.test(line);

describe('random rules give the same bits', () => {
  test.for([
    ['element by element', false],
    ['tensor by tensor', true],
  ] as const)('%s', async ([, reduced], { device }) => {
    await fc.assert(
      fc.asyncProperty(randomLines({ reduced: false }), given, async (random, given) => {
        const lines = random
          .map((line) => line.replaceAll('1e-42', '1e-37'))
          .filter((line) => reduced || !isReduction(line));
        const rule = ruleOf(...lines);
        const tensors = [1, given.values.length - 1];
        const expected = await step(flushingUpdate(rule, tensors), rule, given);
        const gpu = await createGpuKernel(device, rule, tensors, { convert: flush });
        expectSameBits(await step(gpu.update, rule, given), expected);
      }),
      { numRuns: rules },
    );
  });
});
