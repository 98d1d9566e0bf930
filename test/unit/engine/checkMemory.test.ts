import { describe, expect, test } from 'vitest';
import { checkMemory, memoryOf, noteOnMemory, runsThatFit } from '../../../core/engine/checkMemory.ts';
import { memoryOfRun } from '../../../core/engine/memoryOfRun.ts';
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
  const { largestRun, shared, runs } = memoryOf(experiment);
  expect(runs).toBe(4);
  expect(largestRun).toBe(Math.max(...specs.map((spec) => memoryOfRun(spec))));
  expect(shared).toBeGreaterThan(8 * 1797 * 65);
  expect(shared).toBeLessThan(8 * 1797 * 65 + 4 * 30_000);
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
      'problem.hidden = [16] — expected less memory: a run needs 8.2 GB and about 4.3 GB WebAssembly can address; fewer rows would fit',
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

test('runs that have no room side by side wait, and that is said', () => {
  const need = memoryOf(parsed(large));
  expect(runsThatFit(need, 1e12)).toBe(64);
  expect(runsThatFit(need, need.shared + 20.5 * need.largestRun)).toBe(20);
  expect(runsThatFit(need, need.shared)).toBe(0);
  expect(runsThatFit(need, 0)).toBe(0);
  expect(noteOnMemory(parsed(large), undefined, 1e12)).toBeNull();
  expect(noteOnMemory(parsed(large), undefined, need.shared + 20.5 * need.largestRun)).toMatch(
    /^All 64 runs at once would need 3\d\.\d GB, and about \d\.\d GB is free: 20 at a time\.$/,
  );
});
