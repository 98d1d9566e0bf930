/** One step of an optimizer: what the compiler makes of its rule, and a loop written by hand. */
import { createRandom } from '../../core/random.ts';
import { compileFloat32, compileFloat64 } from '../../core/rule/run/javascriptKernel.ts';
import type { Kernel, State, Vector } from '../../core/rule/run/kernel.ts';
import { createWasmKernel } from '../../core/rule/run/wasmKernel.ts';
import type { Case, Work } from './measure.ts';
import { hyperparameters, type Optimizer, optimizers } from './optimizers.ts';

/** What is compared, with the sizes at which it is. */
interface Comparison {
  readonly group: string;
  readonly sizes: readonly number[];
  target?(optimizer: Optimizer, size: number): Case['target'];
  prepare(optimizer: Optimizer, size: number): ReturnType<Case['prepare']>;
}

const comparisons: readonly Comparison[] = [
  {
    group: 'generated float64 JavaScript : loop by hand over Float64Array',
    sizes: [2, 1_000, 10_000, 100_000],
    target: () => ({ time: 1.2 }),
    prepare(optimizer, size) {
      const { kernel, data } = float64(optimizer, size);
      return { measured: stepsOf(kernel, data), comparedWith: byHand(optimizer, data) };
    },
  },
  {
    group: 'WebAssembly : loop by hand over Float32Array',
    sizes: [2, 1_000, 10_000, 100_000],
    target: ({ name }, size) => (name === 'Adam' && size === 10_000 ? { speed: 5 } : undefined),
    prepare: (optimizer, size) => ({
      measured: wasm(optimizer, size),
      comparedWith: byHand(optimizer, float32(optimizer, size).data),
    }),
  },
  {
    group: 'WebAssembly : generated float64 JavaScript',
    sizes: [10_000],
    prepare(optimizer, size) {
      const { kernel, data } = float64(optimizer, size);
      return { measured: wasm(optimizer, size), comparedWith: stepsOf(kernel, data) };
    },
  },
  {
    group: 'WebAssembly : generated float32 JavaScript',
    sizes: [10_000],
    prepare(optimizer, size) {
      const { kernel, data } = float32(optimizer, size);
      return { measured: wasm(optimizer, size), comparedWith: stepsOf(kernel, data) };
    },
  },
];

export const kernels: readonly Case[] = comparisons.flatMap(({ group, sizes, target, prepare }) =>
  optimizers.flatMap((optimizer) =>
    sizes.map((size) => ({
      group,
      name: `${optimizer.name}, n = ${size.toLocaleString('en')}`,
      target: target?.(optimizer, size),
      prepare: () => prepare(optimizer, size),
    })),
  ),
);

interface Data<V extends Vector> {
  readonly parameters: V;
  readonly gradient: V;
  readonly state: State<V>;
}

function float64({ rule }: Optimizer, size: number) {
  const kernel = compileFloat64(rule);
  const create = (bytes: ArrayBuffer, offset: number) => new Float64Array(bytes, offset, size);
  return { kernel, data: dataOf(kernel, apart(8 * size, create)) };
}

function float32({ rule }: Optimizer, size: number) {
  const kernel = compileFloat32(rule);
  const create = (bytes: ArrayBuffer, offset: number) => new Float32Array(bytes, offset, size);
  return { kernel, data: dataOf(kernel, apart(4 * size, create)) };
}

function wasm({ rule }: Optimizer, size: number): Work {
  const kernel = createWasmKernel(rule, [size]);
  if (kernel.kind === 'fallback') throw new Error(kernel.reason);
  const { parameters, gradient } = kernel;
  fill(parameters, gradient);
  return stepsOf(kernel, { parameters, gradient, state: kernel.createState(parameters, hyperparameters) });
}

/** Takes the vectors for parameters, gradient and each state from `vectors`. */
function dataOf<V extends Vector>(kernel: Kernel<V>, vectors: () => V): Data<V> {
  const [parameters, gradient] = [vectors(), vectors()];
  fill(parameters, gradient);
  const { tensors, scalars } = kernel.createState(parameters, hyperparameters);
  const moved = tensors.map((tensor) => {
    const vector = vectors();
    vector.set(tensor);
    return vector;
  });
  return { parameters, gradient, state: { tensors: moved, scalars } };
}

/**
 * Vectors that lie a quarter of a page apart from each other's place in their pages: a processor takes equal places for
 * the same memory at first, which would make the time depend on where vectors happen to lie.
 */
function apart<V extends Vector>(bytes: number, create: (memory: ArrayBuffer, offset: number) => V): () => V {
  const page = 4096;
  const stride = Math.ceil(bytes / page) * page + page / 4;
  const memory = new ArrayBuffer(8 * stride);
  let count = 0;
  return () => create(memory, stride * count++);
}

function fill(...vectors: readonly Vector[]): void {
  const { normal } = createRandom(1);
  for (const vector of vectors) for (let i = 0; i < vector.length; i++) vector[i] = normal();
}

function stepsOf<V extends Vector>(kernel: Kernel<V>, data: Data<V>): Work {
  return stepping(data, ({ parameters, gradient, state }, step) =>
    kernel.update(parameters, gradient, state, hyperparameters, step),
  );
}

function byHand({ rule, byHand: update }: Optimizer, { parameters, gradient, state }: Data<Vector>): Work {
  const named = Object.fromEntries(
    rule.state.flatMap(({ name }, index) => {
      const tensor = state.tensors[index];
      return tensor ? [[name, tensor]] : [];
    }),
  );
  return stepping({ parameters, gradient, named }, (data, step) =>
    update(data.parameters, data.gradient, data.named, hyperparameters, step),
  );
}

/** Counts the steps up to 1000 and begins anew, so that `beta1**t` stays as far from 0 as in a real run. */
function stepping<Given>(data: Given, update: (data: Given, step: number) => void): Work {
  let step = 0;
  // From an array, since an engine compiles vectors that it takes for constants into code that no real run has.
  const given = [data];
  return () => {
    step = (step % 1000) + 1;
    for (const each of given) update(each, step);
  };
}
