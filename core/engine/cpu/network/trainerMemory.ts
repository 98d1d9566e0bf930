/**
 * Memories in which trainers work. The trainers of a thread that learn from the same examples share a memory, so that the
 * examples are in it once; each has a region of its own, which the next one gets when it has ended.
 */
import type { LossName } from '../../../problems/models/losses/index.ts';
import type { Examples } from '../../../problems/models/mlp.ts';
import { createArena, createMemory, memoryBegin, memoryLimit } from './memory.ts';
import { type PlacedExamples, placeExamples } from './placeExamples.ts';
import { Regions } from './regions.ts';

/** What trainers need to have in common to share a memory. */
export interface ExamplesOfTrainer {
  readonly training: Examples;
  readonly validation?: Examples | undefined;
  readonly loss: LossName;
  /** Numbers of an example, and of what it is to give. */
  readonly shape: readonly [number, number];
}

export interface PlacedExampleSets {
  readonly training: PlacedExamples;
  readonly validation: PlacedExamples | null;
}

export interface Region {
  readonly memory: WebAssembly.Memory;
  readonly examples: PlacedExampleSets;
  /** All zeros from here on. A multiple of 64. */
  readonly begin: number;
  /** The memory is for others from now on. */
  release(): void;
}

/**
 * A memory for one trainer alone.
 * @param purpose For errors.
 * @throws {RangeError} if the examples are faulty, or there isn't so much memory.
 */
export function createOwnMemory(examples: ExamplesOfTrainer, bytes: number, purpose: string): Region {
  const { placed, end } = layOutExamples(examples);
  const memory = createMemory(end + bytes, purpose);
  writeExamples(placed, memory);
  return { memory, examples: placed, begin: end, release() {} };
}

/** For the trainers of one thread. */
export class TrainerMemories {
  #shared: SharedMemory[] = [];

  /** As `createOwnMemory`, in a memory that has the examples already where there is room in one. */
  take(examples: ExamplesOfTrainer, bytes: number, purpose: string): Region {
    this.#shared = this.#shared.filter((each) => each.isInUse || each.has(examples));
    for (const each of this.#shared) {
      const region = each.has(examples) ? each.take(bytes) : null;
      if (region) return region;
    }
    const shared = createShared(examples, bytes);
    const region = shared?.take(bytes);
    if (!shared || !region) return createOwnMemory(examples, bytes, purpose);
    this.#shared.push(shared);
    return region;
  }
}

/** null where there is not so much memory, or none that could grow. */
function createShared(examples: ExamplesOfTrainer, bytes: number): SharedMemory | null {
  const { placed, end } = layOutExamples(examples);
  if (end + bytes > memoryLimit) return null;
  try {
    return new SharedMemory(examples, placed, end);
  } catch {
    return null;
  }
}

class SharedMemory {
  readonly #of: ExamplesOfTrainer;
  readonly #examples: PlacedExampleSets;
  readonly #memory: WebAssembly.Memory;
  readonly #regions: Regions;
  /** The end of all that was ever used. */
  #used: number;

  constructor(of: ExamplesOfTrainer, examples: PlacedExampleSets, end: number) {
    this.#of = of;
    this.#examples = examples;
    this.#memory = createMemory(end, 'the examples', memoryLimit);
    this.#regions = new Regions(end);
    this.#used = end;
    writeExamples(examples, this.#memory);
  }

  get isInUse(): boolean {
    return this.#regions.isInUse;
  }

  has({ training, validation, loss, shape }: ExamplesOfTrainer): boolean {
    const of = this.#of;
    return (
      of.loss === loss &&
      of.shape.every((count, index) => count === shape[index]) &&
      isSame(of.training, training) &&
      isSame(of.validation, validation)
    );
  }

  /** null where there is no room. */
  take(bytes: number): Region | null {
    const begin = this.#regions.take(bytes);
    if (!this.#growTo(begin + bytes)) {
      this.#regions.release(begin);
      return null;
    }
    // What nobody has used is zero, and takes no memory before somebody does.
    const used = Math.min(begin + bytes, this.#used);
    if (begin < used) new Uint8Array(this.#memory.buffer, begin, used - begin).fill(0);
    this.#used = Math.max(this.#used, begin + bytes);
    let isTaken = true;
    return {
      memory: this.#memory,
      examples: this.#examples,
      begin,
      release: () => {
        if (isTaken) this.#regions.release(begin);
        isTaken = false;
      },
    };
  }

  #growTo(bytes: number): boolean {
    if (bytes > memoryLimit) return false;
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing <= 0) return true;
    try {
      this.#memory.grow(Math.ceil(missing / 65_536));
      return true;
    } catch {
      return false;
    }
  }
}

/** Whether both have the same numbers, in the same place. */
export function isSame(one: Examples | undefined, other: Examples | undefined): boolean {
  return one?.inputs === other?.inputs && one?.labels === other?.labels && one?.targets === other?.targets;
}

function layOutExamples({ training, validation, loss, shape }: ExamplesOfTrainer) {
  const arena = createArena(memoryBegin);
  const place = (name: string, examples: Examples) => placeExamples(name, examples, shape, loss, arena);
  const placed: PlacedExampleSets = {
    training: place('training', training),
    validation: validation ? place('validation', validation) : null,
  };
  return { placed, end: Math.ceil(arena.end / 64) * 64 };
}

function writeExamples({ training, validation }: PlacedExampleSets, { buffer }: WebAssembly.Memory): void {
  training.write(buffer);
  validation?.write(buffer);
}
