import { expect, test, vi } from 'vitest';
import { sweepLine } from '../../../../core/sweep/sweepFigures.ts';
import { WorkerLog } from '../../../../node/cli/sweep/workerLog.ts';
import { LastUsed } from '../../../../node/sweep/lastUsed.ts';
import { SweepProgress } from '../../../../node/sweep/sweepProgress.ts';

test('speed and time left are of what is computed, not of what was there', () => {
  let now = 1000;
  const progress = new SweepProgress([100, 100, 100, 100, 100], () => now);
  progress.found(0);
  progress.begin();
  expect(progress.figures).toMatchObject({ runs: 5, done: 1, found: 1, share: 0.2, secondsLeft: null });
  now += 4000;
  progress.ended(1);
  progress.started(2);
  progress.shared(2, 0.5);
  const { share, runsPerSecond, secondsLeft } = progress.figures;
  expect(share).toBe(0.5);
  expect(runsPerSecond).toBe(0.25);
  // 150 steps took 4 s, and 250 are left.
  expect(secondsLeft).toBeCloseTo((4 * 250) / 150);
  progress.ended(2);
  expect(progress.figures.share).toBe(0.6);
});

test('speed is that of the last quarter of a minute', () => {
  let now = 0;
  const progress = new SweepProgress([1, 1, 1, 1], () => now);
  progress.begin();
  progress.ended(0);
  progress.ended(1);
  now = 10_000;
  progress.ended(2);
  expect(progress.figures.runsPerSecond).toBeCloseTo(0.3);
  now = 20_000;
  expect(progress.figures.runsPerSecond).toBeCloseTo(1 / 15);
});

test('a sweep as a line', () => {
  const figures = { runs: 1000, done: 312, found: 0, share: 0.3125, runsPerSecond: 52.04, secondsLeft: 13.2 };
  expect(sweepLine(figures, 4)).toBe('312 of 1000 runs (31.3 %), 52 runs/s, 4 workers, 13.2 s left');
  expect(sweepLine({ ...figures, runsPerSecond: 0, secondsLeft: null }, 0)).toBe(
    '312 of 1000 runs (31.3 %), no worker yet',
  );
  expect(sweepLine({ ...figures, done: 1000, share: 1, secondsLeft: 0 }, null)).toBe(
    '1000 of 1000 runs (100.0 %), 52 runs/s',
  );
});

test('a worker counts what it has done, and tells what failed', () => {
  vi.useFakeTimers();
  try {
    const lines: string[] = [];
    const log = new WorkerLog((line) => void lines.push(line.replace(/^\S+ /, '')));
    vi.advanceTimersByTime(10_000);
    expect(lines).toEqual([]);
    for (let i = 0; i < 3; i++) log.done('computed', 0.1);
    log.done('known', 0.001);
    log.done('computed', 75);
    log.failed('no memory');
    vi.advanceTimersByTime(10_000);
    log.end();
    expect(lines).toEqual([
      'a run took 1 min 15 s',
      'a run failed: no memory',
      expect.stringMatching(/^6 runs: 4 computed, 1 in the store before, 1 failed; \S+ runs\/s$/),
    ]);
  } finally {
    vi.useRealTimers();
  }
});

test('what was asked for last is kept', () => {
  const made: string[] = [];
  const last = new LastUsed<string>(2);
  const make = (name: string) => {
    made.push(name);
    return name;
  };
  const get = (name: string) => last.get(name, () => make(name));
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) expect(get(name)).toBe(name);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  last.forget('b');
  get('b');
  expect(made.at(-1)).toBe('b');
  expect(made).toHaveLength(5);
});
