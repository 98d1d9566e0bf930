/**
 * A rule as a WebAssembly module: SIMD code for four floats at once, which gives the bits of the float32 JavaScript.
 *
 * The module imports `env.memory` and exports `update` and, where the rule looks ahead, `lookAhead`. One call computes a
 * step of one parameter tensor. It takes the address of a list and that of the uniforms. The list is of i32: the number of
 * elements; the address of the tensor's first element in the parameters, the gradient, for `lookAhead` the point that it
 * writes, each state, and each scratch tensor. So all rules are called alike, which kernels that are compiled once need.
 * Addresses are bytes and multiples of 4; tensors don't overlap. All numbers are floats.
 *
 * Scratch tensors are as long as the others; what is in them matters only during a call. The uniforms are the values of
 * `stage.uniforms` in that order (see `compileUniforms`), then the norm of all gradients where `stage.globalNorm` has a
 * name. `update` and `lookAhead` have uniforms of their own.
 */
import { type Plan, plan } from '../../plan/plan.ts';
import type { Slot, Stage } from '../../plan/stage.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import { writeModule } from './module.ts';
import { stageFunction } from './stageFunction.ts';
import { unsupportedIn } from './unsupported.ts';

/** An exported function. */
export interface WasmFunction {
  readonly stage: Stage;
  /** The tensors whose addresses it takes, in that order, behind the number of elements. */
  readonly tensors: readonly Slot[];
}

export interface WasmModule {
  readonly kind: 'module';
  /** To be given to `new WebAssembly.Module`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly update: WasmFunction;
  /** Null where the rule takes the gradient at the parameters. */
  readonly lookAhead: WasmFunction | null;
}

/** Says why a rule can't run as WebAssembly; float32 JavaScript computes it instead. */
export interface WasmFallback {
  readonly kind: 'fallback';
  /** A sentence without a full stop: `line 12 needs tanh for each parameter, which WebAssembly doesn't have`. */
  readonly reason: string;
}

export interface WasmOptions {
  /** Whether the memory that the module imports is shared between threads. Default: false. */
  readonly sharedMemory?: boolean;
}

export function compileWasm(
  rule: ResolvedRule,
  { sharedMemory = false }: WasmOptions = {},
): WasmModule | WasmFallback {
  const planned = plan(rule, { reciprocals: true });
  const reason = unsupportedIn(planned);
  if (reason !== null) return { kind: 'fallback', reason };
  const { update, lookAhead } = functionsOf(planned);
  const functions = [
    ...(lookAhead ? [{ name: 'lookAhead', ...lookAhead }] : []),
    { name: 'update', ...update },
  ];
  const bytes = writeModule(
    functions.map(({ name, stage, tensors }) => ({
      name,
      body: stageFunction(stage, tensors),
    })),
    sharedMemory,
  );
  return { kind: 'module', bytes: Uint8Array.from(bytes), update, lookAhead };
}

function functionsOf({ rule, update, lookAhead }: Plan): Pick<WasmModule, 'update' | 'lookAhead'> {
  const tensorsOf = (stage: Stage, ahead: readonly Slot[]): readonly Slot[] => [
    { kind: 'parameters', index: 0 },
    { kind: 'gradient', index: 0 },
    ...ahead,
    ...rule.state.map((_, index) => ({ kind: 'state', index }) as const),
    ...Array.from({ length: stage.scratch }, (_, index) => ({ kind: 'scratch', index }) as const),
  ];
  return {
    update: { stage: update, tensors: tensorsOf(update, []) },
    lookAhead: lookAhead && {
      stage: lookAhead,
      tensors: tensorsOf(lookAhead, [{ kind: 'ahead', index: 0 }]),
    },
  };
}
