import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Regions } from '../../../core/engine/cpu/network/regions.ts';
import { TrainerMemories } from '../../../core/engine/cpu/network/trainerMemory.ts';
import { createMethod, createProblem, createTrainer, type Method, needsJavascript } from './networkTools.ts';

const problem = createProblem([7, 9, 3]);
const shape = [7, 3] as const;
const examples = { training: problem.examples, loss: 'cross_entropy', shape } as const;

describe('trainers on the same examples', () => {
  test('share a memory with these, each in a region of its own', () => {
    const memories = new TrainerMemories();
    const regions = Array.from({ length: 20 }, () => memories.take(examples, 100_000, 'a test'));
    expect(new Set(regions.map(({ memory }) => memory)).size).toBe(1);
    expect(new Set(regions.map((each) => each.examples.training.address)).size).toBe(1);
    const begins = regions.map(({ begin }) => begin);
    for (const [index, begin] of begins.toSorted((a, b) => a - b).entries())
      expect(begin - (begins[0] ?? 0)).toBeGreaterThanOrEqual(100_000 * index);
    expect(begins.every((begin) => begin % 64 === 0)).toBe(true);
  });

  test('give their region to the next, empty', () => {
    const memories = new TrainerMemories();
    const first = memories.take(examples, 10_000, 'a test');
    memories.take(examples, 10_000, 'a test');
    new Uint8Array(first.memory.buffer, first.begin, 10_000).fill(7);
    first.release();
    first.release();
    const next = memories.take(examples, 9000, 'a test');
    expect([next.memory, next.begin]).toEqual([first.memory, first.begin]);
    expect(new Uint8Array(next.memory.buffer, next.begin, 9000).every((byte) => byte === 0)).toBe(true);
    const { byteLength } = next.memory.buffer;
    for (let turn = 0; turn < 100; turn++) memories.take(examples, 50_000, 'a test').release();
    expect(next.memory.buffer.byteLength).toBeLessThan(byteLength + 131_072);
  });

  test('compute what each computes alone, whichever was there before', () => {
    const methods = ['sgd', 'adam', 'lamb', 'sam', 'adadelta', needsJavascript].map((each) =>
      createMethod(each),
    );
    const alone = methods.map((method) => createTrainer('simd', problem, 16, method));
    for (const trainer of alone) trainer.run(30);
    const memories = new TrainerMemories();
    const used = methods
      .toReversed()
      .map((method) => createTrainer('simd', problem, 32, method, { memories }));
    for (const trainer of used) trainer.run(20);
    for (const trainer of used) trainer.dispose();
    const together = methods.map((method) => createTrainer('simd', problem, 16, method, { memories }));
    for (let step = 0; step < 30; step++) for (const trainer of together) trainer.run(1);
    for (const [index, trainer] of together.entries()) {
      expect(trainer.parameters()).toEqual(alone[index]?.parameters());
      expect(trainer.evaluate('training')).toEqual(alone[index]?.evaluate('training'));
    }
    const buffers = together.map(({ packedParameters }) => packedParameters.byteOffset);
    expect(new Set(buffers).size).toBe(methods.length);
  });
});

test('others have a memory of their own', () => {
  const memories = new TrainerMemories();
  const others = [
    examples,
    { ...examples, training: { ...problem.examples, inputs: Float64Array.from(problem.examples.inputs) } },
    { ...examples, validation: problem.examples },
    { ...examples, loss: 'mse', training: { ...problem.examples, targets: new Float64Array(240) } } as const,
  ];
  const all = others.map((each) => memories.take(each, 1000, 'a test').memory);
  expect(new Set(all).size).toBe(others.length);
  // And find it again.
  expect(others.map((each) => memories.take(each, 1000, 'a test').memory)).toEqual(all);
});

test('one that helpers join has a memory of its own, since they may look at it when it has ended', () => {
  const memories = new TrainerMemories();
  const take = vi.spyOn(memories, 'take');
  for (const count of [2, 1])
    createTrainer('simd', problem, 16, createMethod('sgd'), { memories, threads: { count, start() {} } });
  expect(take).toHaveBeenCalledTimes(1);
});

test('one that cannot be made leaves its region to the next', () => {
  const memories = new TrainerMemories();
  const take = vi.spyOn(memories, 'take');
  const begins = () => take.mock.results.map(({ value }) => value.begin);
  const fail = () => {
    throw new Error('no rate');
  };
  const create = (method: Method) => createTrainer('simd', problem, 16, method, { memories });
  create(createMethod('sgd'));
  for (let turn = 0; turn < 3; turn++)
    expect(() => create({ ...createMethod('adam'), hyperparametersAt: fail })).toThrow('no rate');
  create(createMethod('adam'));
  const [first, ...others] = begins();
  expect(new Set(others).size).toBe(1);
  expect(others[0]).toBeGreaterThan(first);
});

test('what WebAssembly can’t address is refused, with how much it is', () => {
  const take = () => new TrainerMemories().take(examples, 2 ** 32, 'a network');
  expect(take).toThrow(/^a network needs 4\.00 GiB of memory — expected at most 4\.00 GiB/);
});

test('a gap that is large enough is used again', () => {
  const regions = new Regions(0);
  expect([100, 100, 100].map((bytes) => regions.take(bytes))).toEqual([0, 128, 256]);
  regions.release(128);
  expect([129, 128, 1].map((bytes) => regions.take(bytes))).toEqual([384, 128, 576]);
});

test('regions never overlap', () => {
  const actions = fc.array(fc.tuple(fc.boolean(), fc.nat(1000), fc.nat(50)), { maxLength: 60 });
  fc.assert(
    fc.property(actions, (list) => {
      const regions = new Regions(128);
      const taken: { begin: number; end: number }[] = [];
      for (const [isTake, bytes, index] of list) {
        if (!isTake) {
          const [gone] = taken.splice(index % Math.max(1, taken.length), 1);
          if (gone) regions.release(gone.begin);
          continue;
        }
        const begin = regions.take(bytes + 1);
        const end = begin + bytes + 1;
        expect(begin).toBeGreaterThanOrEqual(128);
        expect(begin % 64).toBe(0);
        for (const each of taken) expect(end <= each.begin || begin >= each.end).toBe(true);
        taken.push({ begin, end });
      }
      expect(regions.isInUse).toBe(taken.length > 0);
    }),
  );
});
