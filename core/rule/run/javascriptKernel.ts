/** A resolved rule -> a kernel that runs, in JavaScript. Safe for rules from anywhere: see the JavaScript target. */

import { plan } from '../plan/plan.ts';
import { readsGradientFirst } from '../plan/resolve.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import { float32Source } from '../targets/javascript/float32.ts';
import { float64Source } from '../targets/javascript/float64.ts';
import { createState, type Kernel, rangesOf, type Vector } from './kernel.ts';
import { createOneMinusPower, type OneMinusPower } from './oneMinusPower.ts';
import { inGroups, type ParameterGroups, rangesOfGroups, type TensorRange } from './parameterGroups.ts';

/**
 * A kernel in double precision.
 * @param tensors Lengths of the parameter tensors. Default: all parameters are one tensor.
 * @param groups Of these tensors. Default: all have the learning rate that a step is given.
 */
export function compileFloat64(
  rule: ResolvedRule,
  tensors?: readonly number[],
  groups?: ParameterGroups | null,
): Kernel {
  const source = float64Source(plan(rule), Boolean(groups));
  return link(rule, source, (size): Float64Array => new Float64Array(size), tensors, groups);
}

/** A kernel in single precision, which computes what the WebAssembly and WGSL kernels compute. */
export function compileFloat32(
  rule: ResolvedRule,
  tensors?: readonly number[],
  groups?: ParameterGroups | null,
): Kernel<Float32Array> {
  const source = float32Source(plan(rule, { reciprocals: true }), Boolean(groups));
  return link(rule, source, (size): Float32Array => new Float32Array(size), tensors, groups);
}

function link<V extends Vector>(
  rule: ResolvedRule,
  source: string,
  create: (size: number) => V,
  tensors?: readonly number[],
  groups?: ParameterGroups | null,
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
    tensors: (size: number) => readonly TensorRange[],
    scratch: (index: number, size: number) => V,
    oneMinusPower: OneMinusPower,
  ) => Pick<Kernel<V>, 'update' | 'lookAhead'>;
  const ranges = tensors && rangesOf(tensors);
  let chosen = ranges;
  const kernel: Kernel<V> = {
    createState: (parameters, hyperparameters) => createState(rule, parameters, hyperparameters, create),
    needsGradientFirst: readsGradientFirst(rule),
    ...createMethods((size) => chosen ?? [[0, size]], scratchOf, createOneMinusPower()),
  };
  if (!groups || !ranges) return kernel;
  const ofGroups = rangesOfGroups(groups, ranges);
  return inGroups(kernel, groups, (group) => {
    chosen = ofGroups[group] ?? [];
  });
}
