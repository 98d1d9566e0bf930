/** What rules are compiled to in these tests. */
import { compileFloat32, compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel, Vector } from '../../../core/rule/run/kernel.ts';
import { createWasmKernel } from '../../../core/rule/run/wasmKernel.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';

export interface Target<V extends Vector> {
  readonly name: string;
  compile(rule: ResolvedRule, tensors?: readonly number[]): Kernel<V>;
  /** A vector of these values. */
  vector(values: ArrayLike<number>): V;
}

export const float64: Target<Float64Array> = {
  name: 'JavaScript in float64',
  compile: compileFloat64,
  vector: (values) => Float64Array.from(values),
};

const float32: Target<Float32Array> = {
  name: 'JavaScript in float32',
  compile: compileFloat32,
  vector: (values) => Float32Array.from(values),
};

/** A built-in rule that can't be compiled to WebAssembly is a mistake: then this throws. */
const wasm: Target<Float32Array> = {
  name: 'WebAssembly',
  compile(rule, tensors = []) {
    const kernel = createWasmKernel(rule, tensors);
    if (kernel.kind === 'fallback') throw new Error(`${rule.name}: ${kernel.reason}`);
    return kernel;
  },
  vector: (values) => Float32Array.from(values),
};

/** Targets in single precision, each held to float64: one line each. `test/gpu` holds WGSL to float32. */
export const singlePrecision: readonly Target<Float32Array>[] = [float32, wasm];
