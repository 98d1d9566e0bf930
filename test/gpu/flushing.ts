/** Float32 JavaScript as a device computes it that has no numbers below the smallest normal one. */

import { plan } from '../../core/rule/plan/plan.ts';
import type { Kernel } from '../../core/rule/run/kernel.ts';
import { rangesOf } from '../../core/rule/run/kernel.ts';
import { createOneMinusPower } from '../../core/rule/run/oneMinusPower.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { float32Source } from '../../core/rule/targets/javascript/float32.ts';

const smallestNormal = 2 ** -126;

/** The value, or a zero of its sign where it is too small. */
export function flush(value: number): number {
  return Math.abs(value) < smallestNormal ? value * 0 : value;
}

/** The `update` of a rule for tensors of these lengths, with every result flushed. */
export function flushingUpdate(
  rule: ResolvedRule,
  tensors: readonly number[],
): Kernel<Float32Array>['update'] {
  const math = Object.create(Math, { fround: { value: (value: number) => flush(Math.fround(value)) } });
  const createMethods = new Function(
    'Math',
    'tensors',
    'scratch',
    'oneMinusPower',
    float32Source(plan(rule, { reciprocals: true })),
  );
  const scratch = new Map<number, Float32Array>();
  const scratchOf = (index: number, size: number) => {
    const vector = scratch.get(index) ?? new Float32Array(size);
    scratch.set(index, vector);
    return vector;
  };
  return createMethods(math, () => rangesOf(tensors), scratchOf, createOneMinusPower()).update;
}
