/** The pace of runs that a device computes, beside others that are computed here. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Pace, type Paced, type PaceOptions } from '../../../core/engine/pace.ts';
import { fakeClock } from './runs.ts';

const never = Number.POSITIVE_INFINITY;

interface FakeRun extends Paced {
  stepsDone: number;
  waits: boolean;
  /** The steps that it was brought to, one after the other. */
  readonly asked: number[];
}

/** Runs of so many steps, on a device unless said; those answer later, and do `perRequest` steps at most. */
function createRuns(
  steps: readonly number[],
  { here = [], perRequest = never }: { here?: readonly number[]; perRequest?: number } = {},
) {
  let [atOnce, most] = [0, 0];
  const events: string[] = [];
  const runs = steps.map(
    (each, index): FakeRun => ({
      spec: { steps: each },
      stepsDone: 0,
      waits: !here.includes(index),
      asked: [],
      get ended() {
        return this.stepsDone === each;
      },
      async advance(step) {
        this.asked.push(step);
        most = Math.max(most, ++atOnce);
        events.push(`begin ${index}`);
        if (this.waits) await setImmediate();
        this.stepsDone = Math.max(this.stepsDone, Math.min(step, each, this.stepsDone + perRequest));
        events.push(`end ${index}`);
        atOnce--;
      },
    }),
  );
  const clock = fakeClock(0.5);
  const paceAt = (options: Partial<PaceOptions> = {}) =>
    new Pace(runs, { speed: 'max', now: clock.now, ...options });
  return { runs, events, clock, paceAt, most: () => most, done: () => runs.map((run) => run.stepsDone) };
}

test('they are asked for together, a turn each', async () => {
  const { paceAt, most, done } = createRuns([1000, 1000, 500]);
  expect(await paceAt().advance(10)).toBe('more');
  expect(most()).toBe(3);
  expect(done()).toEqual([20, 20, 10]);
});

test('none gets further ahead of another than three turns', async () => {
  const { runs, paceAt, done } = createRuns([1000, 1000]);
  const [slow = expect.fail('there is none')] = runs;
  const { advance } = slow;
  slow.advance = async (step, deadline) => advance.call(slow, Math.min(step, slow.stepsDone + 1), deadline);
  const pace = paceAt();
  for (let turn = 0; turn < 10; turn++) {
    expect(await pace.advance(0)).toBe('more');
    const [first = 0, second = 0] = done();
    expect(second - first).toBeLessThanOrEqual(60);
  }
  expect(done()).toEqual([10, 60]);
});

test('they keep to the pace of the race, and to the other threads', async () => {
  const { paceAt, clock, done } = createRuns([1000, 100]);
  const pace = paceAt({ speed: 1 });
  clock.goOn(50);
  expect(await pace.advance(never)).toBe('nothing');
  expect(done()).toEqual([10, 1]);
  expect(await paceAt({ slowest: () => 0.01 }).advance(never)).toBe('more');
  let [last] = done();
  for (let turn = 0; turn < 10; turn++) {
    await paceAt({ slowest: () => 0.01 }).advance(never);
    [last] = done();
  }
  expect(last).toBe(70);
  expect(await paceAt({ slowest: () => 0.01 }).advance(never)).toBe('waiting');
});

test('others are computed while they are waited for', async () => {
  const { paceAt, events, done } = createRuns([1000, 1000], { here: [1] });
  expect(await paceAt().advance(5)).toBe('more');
  expect(events.slice(0, 3)).toEqual(['begin 0', 'begin 1', 'end 1']);
  expect(events.at(-1)).toBe('end 0');
  expect(done()[0]).toBe(20);
  expect(done()[1]).toBeGreaterThan(0);
});

test('all come to their ends, also those that a device hands back', async () => {
  const { runs, paceAt, done } = createRuns([100, 300, 7, 1], { here: [2] });
  const pace = paceAt();
  for (let turn = 0; runs.some(({ ended }) => !ended); turn++) {
    expect(turn).toBeLessThan(1000);
    const [, second] = runs;
    if (second && turn === 5) second.waits = false;
    expect(await pace.advance(0)).not.toBe(runs.some(({ ended }) => !ended) ? 'nothing' : 'waiting');
  }
  expect(done()).toEqual([100, 300, 7, 1]);
  expect(await pace.advance(0)).toBe('nothing');
});

describe('in turn', () => {
  test('no more than there may be have begun', async () => {
    const { runs, paceAt } = createRuns([100, 100, 100, 100]);
    for (const run of runs) run.stepsDone = -1;
    const pace = paceAt({ atOnce: 2 });
    await pace.advance(0);
    expect(runs.map(({ asked }) => asked.length)).toEqual([1, 1, 0, 0]);
    while (runs.some(({ ended }) => !ended)) await pace.advance(0);
    expect(runs.map(({ stepsDone }) => stepsDone)).toEqual([100, 100, 100, 100]);
  });
});

describe('a paused race', () => {
  test('asks for nothing', async () => {
    const { runs, paceAt } = createRuns([100]);
    expect(await paceAt({ paused: true }).advance(never)).toBe('nothing');
    expect(runs[0]?.asked).toEqual([]);
  });

  test('is stepped together', async () => {
    const { paceAt, most, done } = createRuns([100, 50, 100], { here: [2] });
    const pace = paceAt({ paused: true });
    await pace.stepEach();
    expect(done()).toEqual([1, 1, 1]);
    await pace.stepTo(7);
    expect(done()).toEqual([7, 7, 7]);
    expect(most()).toBe(3);
  });
});
