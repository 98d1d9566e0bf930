import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace, type Paced } from '../../../core/engine/pace.ts';
import { fakeClock } from './runs.ts';

const never = Number.POSITIVE_INFINITY;

/** Runs in turn, and the most that had begun and not ended at any moment. */
function createTurns(steps: readonly number[], tick = 0) {
  const clock = fakeClock(tick);
  let most = 0;
  const order: number[] = [];
  const runs: (Paced & { stepsDone: number })[] = steps.map((each, index) => ({
    spec: { steps: each },
    stepsDone: -1,
    get ended() {
      return this.stepsDone === each;
    },
    async advance(step, deadline) {
      if (this.ended) return;
      if (this.stepsDone < 0) order.push(index);
      this.stepsDone = Math.max(this.stepsDone, 0);
      most = Math.max(most, begun());
      while (this.stepsDone < Math.min(step, each) && clock.now() < deadline) this.stepsDone++;
    },
  }));
  const begun = () => runs.filter((run) => run.stepsDone >= 0 && !run.ended).length;
  return { clock, runs, order, most: () => most, begun, done: () => runs.map((run) => run.stepsDone) };
}

test('at most so many runs go on at any moment, and all come to their ends', async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('max' as const, 4 as const, 1 as const),
      fc.integer({ min: 1, max: 50 }),
      async (steps, atOnce, speed, slice) => {
        const { clock, runs, order, most, done } = createTurns(steps, 0.1);
        const pace = new Pace(runs, { speed, now: clock.now, atOnce });
        let turns = 0;
        while (runs.some(({ ended }) => !ended)) {
          if (turns % 11 === 5) pace.pause();
          if (turns % 11 === 5) await pace.stepEach();
          if (turns % 11 === 6) await pace.stepTo(turns);
          if (turns % 11 === 7) pace.resume();
          clock.goOn(30);
          await pace.advance(clock.now() + slice);
          expect(++turns).toBeLessThan(50_000);
        }
        expect(most()).toBeLessThanOrEqual(atOnce);
        expect(done()).toEqual(steps);
        // Each in its turn, as far as there is room for some at the same time.
        expect(order.every((run, turn) => run < turn + atOnce)).toBe(true);
        expect(order.length).toBe(steps.length);
      },
    ),
    { numRuns: 50 },
  );
});

describe('with three at once of eight', () => {
  const start = (speed: 1 | 'max', slowest?: () => number) => {
    const turns = createTurns(Array.from({ length: 8 }, () => 100));
    const options = { speed, now: turns.clock.now, atOnce: 3, ...(slowest && { slowest }) };
    return { ...turns, pace: new Pace(turns.runs, options) };
  };

  test('the first three begin, and go side by side', async () => {
    const { pace, clock, done } = start(1);
    clock.goOn(1000);
    expect(await pace.advance(never)).toBe('nothing');
    expect(done()).toEqual([20, 20, 20, -1, -1, -1, -1, -1]);
  });

  test('the next one begins when one has ended', async () => {
    const { pace, runs, clock, done } = start(1);
    clock.goOn(1000);
    await pace.advance(never);
    await runs[1]?.advance(100, never);
    await pace.advance(never);
    expect(done()).toEqual([20, 100, 20, 20, -1, -1, -1, -1]);
  });

  test('a step is one of those that have begun, and of those whose turn it is', async () => {
    const { pace, done } = start(1);
    pace.pause();
    await pace.stepEach();
    expect(done()).toEqual([0, 0, 0, -1, -1, -1, -1, -1]);
    await pace.stepEach();
    expect(done()).toEqual([1, 1, 1, -1, -1, -1, -1, -1]);
  });

  test('a step that all take to the same place begins no others', async () => {
    const { pace, done } = start(1);
    pace.pause();
    await pace.stepTo(5);
    expect(done()).toEqual([5, 5, 5, -1, -1, -1, -1, -1]);
  });

  test('none waits for other threads to come level', async () => {
    const { pace, done } = start('max', () => 0);
    expect(await pace.advance(never)).toBe('nothing');
    expect(done()).toEqual([100, 100, 100, 100, 100, 100, 100, 100]);
  });

  test('after a pause, those that have begun go on from where they are', async () => {
    const { pace, clock, done } = start(1, () => 0);
    clock.goOn(2500);
    await pace.advance(never);
    pace.pause();
    clock.goOn(60_000);
    pace.resume();
    clock.goOn(500);
    await pace.advance(never);
    expect(done().slice(0, 4)).toEqual([60, 60, 60, -1]);
  });
});

test('a run that ends as it begins makes room at once', async () => {
  const { clock, runs, done } = createTurns([100, 100, 100]);
  const failing = runs.map((run, index) => ({
    ...run,
    spec: run.spec,
    stepsDone: -1,
    ended: false,
    async advance(step: number) {
      if (index < 2) this.ended = true;
      else this.stepsDone = step;
    },
  }));
  await new Pace(failing, { speed: 'max', now: clock.now, atOnce: 1 }).advance(never);
  expect(failing.map(({ ended }) => ended)).toEqual([true, true, false]);
  expect(failing[2]?.stepsDone).toBe(100);
  expect(done()).toEqual([-1, -1, -1]);
});
