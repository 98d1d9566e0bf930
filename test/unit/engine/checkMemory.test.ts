import { describe, expect, test } from 'vitest';
import {
  checkMemory,
  type MemoryNeed,
  memoryOf,
  noteOnMemory,
  runsThatFit,
} from '../../../core/engine/checkMemory.ts';
import { memoryOfExamples, memoryOfRun } from '../../../core/engine/memoryOfRun.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);
/** 64 runs of Adam on 17 million parameters. */
const large = {
  problem: { data: 'digits', hidden: [4096, 4096] },
  optimizers: [{ optimizer: 'adam' }],
  seed: seeds(64),
  epochs: 1,
};
const parsed = (changes: object) => parseExperiment(onDigits(changes));
const messages = (changes: object, free: number) =>
  checkMemory(parsed(changes), undefined, free).map(({ message }) => message);

test('is that of the largest run, of the data and of what is recorded', () => {
  const experiment = parsed({
    problem: { data: 'digits', hidden: [64] },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    batch_size: [8, 'full'],
    record: 'score',
  });
  const specs = expandExperiment(experiment);
  const { largestRun, examples, loaded, shared, runs } = memoryOf(experiment);
  expect(runs).toBe(4);
  expect(largestRun).toBe(Math.max(...specs.map((spec) => memoryOfRun(spec))));
  expect(examples).toBe(specs[0] && memoryOfExamples(specs[0]));
  // Each thread loads what ships.
  expect(loaded).toBe(8 * 1797 * 65);
  expect(shared).toBeGreaterThan(4 * 20_000);
  expect(shared).toBeLessThan(4 * 30_000);
  // Five million points, in the extension and in the panel.
  const long = memoryOf(parsed({ batch_size: [1], seed: seeds(20), record: 'thinned', epochs: 1000 })).shared;
  const all = memoryOf(parsed({ batch_size: [1], seed: seeds(20), record: 'score', epochs: 1000 })).shared;
  expect(long - all).toBeGreaterThan(20 * 10_000 * 80 - 1e4);
});

describe('what can never fit is refused, with what would:', () => {
  test('one run that takes more than is free', () => {
    expect(messages(large, 2e9)).toEqual([]);
    expect(messages(large, 3e8)).toEqual([
      expect.stringMatching(
        /^problem\.hidden = \[4096,4096\] — expected less memory: a run needs 4\d\d MB and about 300 MB is free; hidden \[2048,2048\] would fit$/,
      ),
    ]);
    expect(messages(large, 5e7)[0]).toMatch(/; hidden \[1024,1024\] would fit$/);
    expect(messages(large, 1e5)[0]).toMatch(/; fewer rows would fit$/);
    // The network that is proposed does fit.
    const smaller = { ...large, problem: { data: 'digits', hidden: [2048, 2048] } };
    expect(messages(smaller, 3e8)).toEqual([]);
  });

  test('data that WebAssembly has no room for, whatever is free', () => {
    const problem = { csv: 'a.csv', target: 'y', hidden: [16] };
    const shape = { rows: 10_000_000, features: 200, classes: 0 };
    const messagesOf = (engine: string) =>
      checkMemory(parsed({ problem, epochs: 1, engine }), shape, 1e13).map(({ message }) => message);
    expect(messagesOf('auto')).toEqual([
      'problem.hidden = [16] — expected less memory: a run needs 8.1 GB and about 4.3 GB WebAssembly can address; fewer rows would fit',
    ]);
    expect(messagesOf('float64')).toEqual([]);
  });

  test('the curves of surfaces', () => {
    const value = parseExperiment(onValley({ lr: [0.1, 0.2], steps: 1_000_000 }));
    expect(checkMemory(value, undefined, 1e9)).toEqual([]);
    expect(checkMemory(value, undefined, 1e7).map(({ message }) => message)).toEqual([
      'record = missing — expected "score" and less memory: a run needs 161 MB and about 10 MB is free',
    ]);
  });
});

test('all threads share what was read of a CSV file', () => {
  const problem = { csv: 'a.csv', target: 'y', hidden: [16] };
  const experiment = parsed({ problem, epochs: 1, record: 'score' });
  const { loaded, shared } = memoryOf(experiment, { rows: 100_000, features: 9, classes: 0 });
  expect(loaded).toBe(0);
  expect(shared).toBeGreaterThan(8e6);
  expect(shared).toBeLessThan(8e6 + 30_000);
});

/** The fewest bytes in which so many runs have room, by halving. */
function leastRoom(need: MemoryNeed, count: number, threads: number): number {
  let [tooFew, enough] = [0, 2 ** 50];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (runsThatFit(need, middle, threads) >= count) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** So many runs have room in so many bytes, and no more than one fewer in a byte less. */
function expectExactly(need: MemoryNeed, count: number, threads: number, bytes: number): void {
  expect(runsThatFit({ ...need, atOnce: count }, bytes, threads)).toBe(count);
  expect(runsThatFit({ ...need, atOnce: count }, bytes - 1, threads)).toBeLessThan(count);
}

describe('runs side by side', () => {
  const need: MemoryNeed = {
    largestRun: 10e6,
    examples: 100e6,
    loaded: 50e6,
    shared: 1e6,
    atOnce: 64,
    runs: 64,
  };

  test.each([
    [1, 1, 161e6],
    [1, 4, 161e6],
    // Two of a thread have the data once, two of two threads twice.
    [2, 1, 171e6],
    [2, 4, 321e6],
    [4, 4, 641e6],
    [64, 4, 1241e6],
    [64, 1, 791e6],
  ])('%d of %d threads', (count, threads, bytes) => {
    expectExactly(need, count, threads, bytes);
  });

  test('have the data again in another memory where one is full', () => {
    const wide = { ...need, largestRun: 1e9 };
    // WebAssembly addresses 4.29 GB: the data and 4 of them.
    expectExactly(wide, 4, 1, 1e6 + 50e6 + 100e6 + 4e9);
    expectExactly(wide, 5, 1, 1e6 + 50e6 + 200e6 + 5e9);
    expectExactly(wide, 10, 2, 1e6 + 100e6 + 400e6 + 10e9);
  });

  test('are as many as there is memory for', () => {
    expect(runsThatFit(need, 1241e6, 4)).toBe(64);
    expect(runsThatFit(need, 1240e6, 4)).toBe(63);
    expect(runsThatFit(need, 641e6, 4)).toBe(4);
    expect(runsThatFit(need, 640e6, 4)).toBe(3);
    expect(runsThatFit(need, 161e6, 4)).toBe(1);
    expect(runsThatFit(need, 160e6, 4)).toBe(0);
    expect(runsThatFit(need, 1e12, 4)).toBe(64);
  });

  test('of large data are not refused for copies that nobody makes', () => {
    const problem = { csv: 'a.csv', target: 'y', hidden: [16] };
    const shape = { rows: 5_000_000, features: 20, classes: 0 };
    const experiment = parsed({ problem, epochs: 1, record: 'score', batch_size: [64], seed: seeds(20) });
    // 0.84 GB in double and 0.42 GB in single precision.
    expect(noteOnMemory(experiment, shape, 2.5e9, 2)).toBeNull();
    expect(noteOnMemory(experiment, shape, 2.0e9, 2)).toMatch(/: \d+ at a time\.$/);
  });
});

test('runs that have no room side by side wait, and that is said', () => {
  const need = memoryOf(parsed(large));
  const threads = 8;
  expect(runsThatFit(need, 1e12, threads)).toBe(64);
  const free = leastRoom(need, 20, threads) + need.largestRun / 2;
  expect(runsThatFit(need, free, threads)).toBe(20);
  expect(runsThatFit(need, need.shared, threads)).toBe(0);
  expect(runsThatFit(need, 0, threads)).toBe(0);
  expect(noteOnMemory(parsed(large), undefined, 1e12, threads)).toBeNull();
  expect(noteOnMemory(parsed(large), undefined, free, threads)).toMatch(
    /^All 64 runs at once would need 3\d\.\d GB, and about \d\.\d GB is free: 20 at a time\.$/,
  );
  // One goes on in any case.
  expect(noteOnMemory(parsed(large), undefined, 0, threads)).toMatch(/ is free: 1 at a time\.$/);
});

test('of more runs than go on together, only as many count', () => {
  const many = { ...large, lr: [0.01, 0.02], seed: seeds(50) };
  const need = memoryOf(parsed(many));
  expect([need.atOnce, need.runs]).toEqual([64, 100]);
  expect(noteOnMemory(parsed(many), undefined, leastRoom(need, 64, 8), 8)).toBeNull();
  expect(noteOnMemory(parsed(many), undefined, leastRoom(need, 63, 8), 8)).toMatch(
    /^64 of 100 runs at once would need .*: 63 at a time\.$/,
  );
});
