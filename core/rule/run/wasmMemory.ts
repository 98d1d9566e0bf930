/** A WebAssembly memory with all that the functions of one rule work on. */
import type { Slot } from '../plan/stage.ts';
import type { WasmFunction } from '../targets/wasm/wasm.ts';

export interface RuleMemory {
  /** What the module exports that works on this memory. */
  instantiate(bytes: Uint8Array<ArrayBuffer>): Readonly<Record<string, unknown>>;
  readonly uniforms: Float32Array;
  /** Room for the list of a call. */
  readonly list: Int32Array;
  /** The vector of a slot that one of the functions takes. */
  vectorOf(slot: Slot): Float32Array;
}

const pageSize = 65_536;
/** A line of the processor's cache. */
const alignment = 64;

/**
 * Lays out, each at a multiple of 64 bytes: the uniforms, as many as the function with the most takes; the list that a call
 * takes; for every slot that isn't scratch one vector with one tensor after the other; scratch tensors as long as the
 * longest tensor.
 */
export function createMemory(functions: readonly WasmFunction[], tensors: readonly number[]): RuleMemory {
  const total = tensors.reduce((sum, length) => sum + length, 0);
  const lengths = new Map<string, number>();
  for (const slot of functions.flatMap((each) => each.tensors)) {
    lengths.set(keyOf(slot), slot.kind === 'scratch' ? Math.max(0, ...tensors) : total);
  }
  const uniformsLength = Math.max(...functions.map(({ stage }) => stage.uniforms.length + 1));
  const listLength = Math.max(...functions.map((each) => 1 + each.tensors.length));
  const size = [uniformsLength, listLength, ...lengths.values()].reduce(
    (sum, length) => sum + alignedSize(length),
    0,
  );
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(size / pageSize)) });
  let end = 0;
  function allocate(length: number): Float32Array {
    const vector = new Float32Array(memory.buffer, end, length);
    end += alignedSize(length);
    return vector;
  }
  const uniforms = allocate(uniformsLength);
  const { buffer, byteOffset } = allocate(listLength);
  const vectors = new Map([...lengths].map(([key, length]) => [key, allocate(length)]));
  return {
    instantiate: (bytes) =>
      new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports,
    uniforms,
    list: new Int32Array(buffer, byteOffset, listLength),
    vectorOf(slot) {
      const vector = vectors.get(keyOf(slot));
      if (!vector) throw new RangeError(`${keyOf(slot)} is no tensor of this rule`);
      return vector;
    },
  };
}

/** The same text for slots that are the same. */
export function keyOf({ kind, index }: Slot): string {
  return `${kind} ${index}`;
}

function alignedSize(length: number): number {
  return Math.ceil((length * Float32Array.BYTES_PER_ELEMENT) / alignment) * alignment;
}
