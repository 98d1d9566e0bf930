import { readsGradientFirst } from '../plan/resolve.ts';
import type { Slot } from '../plan/stage.ts';
import type { HyperparameterValues, ResolvedRule } from '../syntax/rule.ts';
import { compileWasm, type WasmFallback, type WasmFunction } from '../targets/wasm/wasm.ts';
import { createState, type Kernel, rangesOf } from './kernel.ts';
import { compileUniforms } from './uniforms.ts';
import { createMemory, keyOf, type RuleMemory } from './wasmMemory.ts';

/**
 * A rule compiled to WebAssembly, with a memory of its own.
 *
 * `parameters`, `gradient` and the state that is created for these parameters lie in that memory and are computed there.
 * Other vectors are copied there and back in each call, in place of what is there: a kernel works either in its memory
 * or on its caller's vectors.
 */
export interface WasmKernel extends Kernel<Float32Array> {
  readonly kind: 'kernel';
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
}

/** A kernel for parameter tensors of these lengths. `createMemory` says how its memory is laid out. */
export function createWasmKernel(rule: ResolvedRule, tensors: readonly number[]): WasmKernel | WasmFallback {
  const compiled = compileWasm(rule);
  if (compiled.kind === 'fallback') return compiled;
  const { bytes, update, lookAhead } = compiled;
  const memory = createMemory(lookAhead ? [lookAhead, update] : [update], tensors);
  const exports = memory.instantiate(bytes);
  const callUpdate = createCall(rule, update, exports['update'], memory, tensors);
  const callLookAhead = lookAhead && createCall(rule, lookAhead, exports['lookAhead'], memory, tensors);
  const [own, ownGradient] = [memory.vectorOf(parametersSlot), memory.vectorOf(gradientSlot)];
  return {
    kind: 'kernel',
    parameters: own,
    gradient: ownGradient,
    needsGradientFirst: readsGradientFirst(rule),
    createState(parameters, hyperparameters) {
      const vectors = rule.state.map((_, index) => memory.vectorOf({ kind: 'state', index })).values();
      return createState(rule, parameters, hyperparameters, (size) => {
        const vector = parameters === own ? vectors.next().value : undefined;
        return vector ?? new Float32Array(size);
      });
    },
    ...(callLookAhead && {
      lookAhead(parameters, gradient, state, hyperparameters, step, ahead) {
        const vectors = {
          parameters: [parameters],
          gradient: [gradient],
          ahead: [ahead],
          state: state.tensors,
        };
        callLookAhead(vectors, state.scalars, hyperparameters, step);
      },
    }),
    update(parameters, gradient, state, hyperparameters, step) {
      const vectors = { parameters: [parameters], gradient: [gradient], state: state.tensors };
      callUpdate(vectors, state.scalars, hyperparameters, step);
    },
  };
}

const parametersSlot: Slot = { kind: 'parameters', index: 0 };
const gradientSlot: Slot = { kind: 'gradient', index: 0 };

/** A caller's vectors, by the kind and index of their slots. */
type Vectors = Readonly<Partial<Record<Slot['kind'], readonly Float32Array[]>>>;

type Call = (
  vectors: Vectors,
  scalars: Float64Array,
  hyperparameters: HyperparameterValues,
  step: number,
) => void;

/** @param run The function as the module exports it. */
function createCall(
  rule: ResolvedRule,
  { stage, tensors: slots }: WasmFunction,
  run: unknown,
  { uniforms, list, vectorOf }: RuleMemory,
  tensors: readonly number[],
): Call {
  if (typeof run !== 'function') throw new TypeError('the module lacks a function');
  const writeUniforms = compileUniforms(rule, stage);
  const gradient = vectorOf(gradientSlot);
  const stored = new Set(stage.passes.flatMap(({ stores }) => stores.map(({ slot }) => keyOf(slot))));
  const moves = slots.map((slot) => ({ slot, place: vectorOf(slot), isStored: stored.has(keyOf(slot)) }));
  const calls = rangesOf(tensors).map(([start, end]) => [
    end - start,
    ...moves.map(({ slot, place }) => place.byteOffset + (slot.kind === 'scratch' ? 0 : 4 * start)),
  ]);
  return (vectors, scalars, hyperparameters, step) => {
    for (const { slot, place } of moves) {
      const vector = vectors[slot.kind]?.[slot.index];
      if (vector && vector !== place) place.set(vector);
    }
    writeUniforms(hyperparameters, scalars, step, uniforms);
    if (stage.globalNorm !== null) uniforms[stage.uniforms.length] = norm(gradient);
    for (const values of calls) {
      list.set(values);
      run(list.byteOffset, uniforms.byteOffset);
    }
    for (const { slot, place, isStored } of moves) {
      const vector = vectors[slot.kind]?.[slot.index];
      if (isStored && vector && vector !== place) vector.set(place);
    }
  };
}

function norm(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
