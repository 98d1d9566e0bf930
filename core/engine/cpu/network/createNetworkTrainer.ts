/**
 * Trains a fully connected network in WebAssembly, in single precision: forward, loss, backward and the rule's update of
 * many steps in one call. It computes what `createMlp` and the float64 kernel of the rule compute, but for rounding.
 */
import { findLoss } from '../../../problems/models/losses/index.ts';
import { createBatchTable } from './batchTable.ts';
import { pack, unpack } from './layout.ts';
import type { NetworkTrainer, NetworkTrainerOptions } from './networkTrainer.ts';
import { type PlacedTrainer, placeTrainer } from './placeTrainer.ts';
import { countThreads, isAborted, releaseHelpers } from './threadGroupFields.ts';

/** What the kernels export. Addresses are in bytes. */
interface KernelExports {
  begin(trainer: number): number;
  run(trainer: number, steps: number, limit: number): number;
  evaluate(trainer: number, examples: number, right: number): number;
  clear(begin: number, bytes: number): void;
}

/** @throws {RangeError} if numbers are missing, a label is no class, or the network doesn't fit into memory. */
export function createNetworkTrainer(options: NetworkTrainerOptions): NetworkTrainer {
  const placed = placeTrainer(options);
  try {
    return trainerAt(placed, options);
  } catch (error) {
    placed.release();
    throw error;
  }
}

function trainerAt(placed: PlacedTrainer, options: NetworkTrainerOptions): NetworkTrainer {
  const { kernels, hyperparametersAt, batches, from, loss = 'cross_entropy' } = options;
  const start = from?.parameters ?? options.start;
  const { memory, layout, rule, stepsPerRun } = placed;
  const { buffer } = memory;
  const floatsAt = (address: number, size: number) => new Float32Array(buffer, address, size);

  const packed = floatsAt(placed.parameters, layout.packedSize);
  const packedGradient = floatsAt(placed.gradient, layout.packedSize);
  const plain = rule.plainParameters === null ? null : floatsAt(rule.plainParameters, layout.plainSize);
  pack(layout, start, packed);
  plain?.set(start);
  const linked = rule.link(memory, hyperparametersAt, from);
  const { exports } = new WebAssembly.Instance(kernels.module, {
    env: { memory },
    rule: { ...linked.functions },
  });
  const { begin, run, evaluate, clear } = exports as unknown as KernelExports;

  const losses = new Float64Array(buffer, placed.losses, stepsPerRun);
  const right = new Int32Array(buffer, placed.right, 1);
  let table = createBatchTable(batches, placed, buffer);
  let lastLoss = begin(placed.trainer);
  let stepsDone = from?.stepsDone ?? 0;
  let lastRun = 0;
  let hasStopped = false;
  for (let helper = 1; helper < placed.threads; helper++) {
    const { trainer, group } = placed;
    options.threads?.start({ kernels: kernels.module, memory, rule: rule.module, trainer, group });
  }

  return {
    description: describe(kernels.name, rule.fallback),
    stepsPerRun,
    packedParameters: packed,
    get threads() {
      return countThreads(memory, placed.group);
    },
    get stepsDone() {
      return stepsDone;
    },
    get loss() {
      return lastLoss;
    },
    get losses() {
      return losses.subarray(0, lastRun);
    },
    run(steps, limit = Number.POSITIVE_INFINITY) {
      lastRun = 0;
      const count = Math.min(steps, stepsPerRun);
      if (hasStopped || count < 1) return 0;
      linked.prepare(stepsDone, count);
      table.advance(count);
      const taken = run(placed.trainer, count, limit);
      expectAll();
      lastRun = taken;
      lastLoss = losses[lastRun - 1] ?? Number.NaN;
      hasStopped = !(lastLoss <= limit);
      stepsDone += lastRun;
      return lastRun;
    },
    restart(another) {
      placed.reset(clear);
      pack(layout, another.start, packed);
      plain?.set(another.start);
      linked.restart();
      table = createBatchTable(another.batches, placed, buffer);
      lastLoss = begin(placed.trainer);
      stepsDone = 0;
      lastRun = 0;
      hasStopped = false;
    },
    parameters,
    checkpoint: () => ({ stepsDone, parameters: Float32Array.from(parameters()), state: linked.state() }),
    gradient: () => unpacked(packedGradient),
    evaluate(name) {
      const examples = placed.examples[name];
      if (!examples) throw new RangeError(`examples = ${name} — expected 'training': there are no others`);
      const mean = evaluate(placed.trainer, examples.address, right.byteOffset);
      expectAll();
      const answers = right[0] ?? 0;
      return findLoss(loss).isRight ? { loss: mean, accuracy: answers / examples.rows } : { loss: mean };
    },
    dispose() {
      releaseHelpers(memory, placed.group);
      placed.release();
    },
  };

  function expectAll(): void {
    if (!isAborted(memory, placed.group)) return;
    releaseHelpers(memory, placed.group);
    const what = 'a thread that helped with the training has ended or not answered for a minute';
    throw new Error(`${what}: all after step ${stepsDone} is lost — train again`);
  }

  function parameters(): Float64Array {
    return plain ? Float64Array.from(plain) : unpacked(packed);
  }

  function unpacked(numbers: Float32Array): Float64Array {
    const result = new Float64Array(layout.plainSize);
    unpack(layout, numbers, result);
    return result;
  }
}

function describe(kernels: string, fallback: string | null): string {
  const simd = kernels === 'relaxed' ? 'relaxed SIMD' : 'SIMD';
  const update = fallback === null ? '' : `; the update as JavaScript, since ${fallback}`;
  return `WebAssembly (${simd}), float32${update}`;
}
