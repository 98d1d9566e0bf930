/** A resolved rule -> a kernel that runs, in JavaScript. Safe for rules from anywhere: see the JavaScript target. */

import { plan } from '../plan/plan.ts';
import { readsGradientFirst } from '../plan/resolve.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import { float32Source } from '../targets/javascript/float32.ts';
import { float64Source } from '../targets/javascript/float64.ts';
import { createState, type Kernel, rangesOf, type Vector } from './kernel.ts';
import { createOneMinusPower, type OneMinusPower } from './oneMinusPower.ts';

/** A kernel in double precision, for parameter tensors of these lengths; by default all parameters are one tensor. */
export function compileFloat64(rule: ResolvedRule, tensors?: readonly number[]): Kernel {
  return link(rule, float64Source(plan(rule)), (size): Float64Array => new Float64Array(size), tensors);
}

/** A kernel in single precision, which computes what the WebAssembly and WGSL kernels compute. */
export function compileFloat32(rule: ResolvedRule, tensors?: readonly number[]): Kernel<Float32Array> {
  const source = float32Source(plan(rule, { reciprocals: true }));
  return link(rule, source, (size): Float32Array => new Float32Array(size), tensors);
}

function link<V extends Vector>(
  rule: ResolvedRule,
  source: string,
  create: (size: number) => V,
  tensors?: readonly number[],
): Kernel<V> {
  const scratch: V[] = [];
  function scratchOf(index: number, size: number): V {
    const known = scratch[index];
    if (known?.length === size) return known;
    const vector = create(size);
    scratch[index] = vector;
    return vector;
  }
  const createMethods = new Function('tensors', 'scratch', 'oneMinusPower', source) as (
    tensors: (size: number) => readonly (readonly [start: number, end: number])[],
    scratch: (index: number, size: number) => V,
    oneMinusPower: OneMinusPower,
  ) => Pick<Kernel<V>, 'update' | 'lookAhead'>;
  const ranges = tensors && rangesOf(tensors);
  return {
    createState: (parameters, hyperparameters) => createState(rule, parameters, hyperparameters, create),
    needsGradientFirst: readsGradientFirst(rule),
    ...createMethods((size) => ranges ?? [[0, size]], scratchOf, createOneMinusPower()),
  };
}
