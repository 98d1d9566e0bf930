import { beforeEach, describe, expect, test } from 'vitest';
import { Pace } from '../../../core/engine/pace.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import type { Speed } from '../../../core/race/phase.ts';
import { createRunners, fakeClock } from './runs.ts';

const never = Number.POSITIVE_INFINITY;
const race = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  steps: 1000,
};
/** Runs of 400 and of 13 × 8 steps. */
const unequal = {
  problem: { data: 'spirals' },
  optimizers: [{ optimizer: 'sgd' }],
  lr: [0.01],
  batch_size: [8, 32],
  epochs: 8,
};

let clock = fakeClock();
let runners: Runner[] = [];

async function start(experiment: object, speed: Speed, tick = 0): Promise<Pace> {
  clock = fakeClock(tick);
  runners = await createRunners(experiment, clock);
  return new Pace(runners, { speed, now: clock.now });
}

const steps = () => runners.map(({ stepsDone }) => stepsDone);

async function play(pace: Pace, milliseconds: number): Promise<void> {
  clock.goOn(milliseconds);
  await pace.advance(never);
}

describe('at speed 1', () => {
  let pace: Pace;
  beforeEach(async () => {
    pace = await start(race, 1);
  });

  test('a race takes five seconds, all runs side by side', async () => {
    await play(pace, 0);
    expect(steps()).toEqual([0, 0]);
    await play(pace, 1000);
    expect(steps()).toEqual([200, 200]);
    await play(pace, 3995);
    expect(steps()).toEqual([999, 999]);
    await play(pace, 5);
    expect(runners.every(({ ended }) => ended)).toBe(true);
  });

  test('a paused race stands, however long, and goes on from there', async () => {
    await play(pace, 1000);
    pace.pause();
    expect(pace.paused).toBe(true);
    await play(pace, 60_000);
    expect(steps()).toEqual([200, 200]);
    pace.resume();
    expect(pace.paused).toBe(false);
    await play(pace, 0);
    expect(steps()).toEqual([200, 200]);
    await play(pace, 500);
    expect(steps()).toEqual([300, 300]);
  });

  test('a paused race can be stepped, and goes on from the step', async () => {
    await play(pace, 1000);
    pace.pause();
    await pace.stepTo(201);
    await pace.stepTo(205);
    expect(steps()).toEqual([205, 205]);
    pace.resume();
    await play(pace, 102);
    expect(steps()).toEqual([225, 225]);
  });

  test('another speed counts from now on', async () => {
    await play(pace, 1000);
    pace.setSpeed(4);
    await play(pace, 100);
    expect(steps()).toEqual([280, 280]);
    pace.setSpeed(0.25);
    await play(pace, 1000);
    expect(steps()).toEqual([330, 330]);
  });

  test('a change of speed does not wake a paused race', async () => {
    pace.pause();
    pace.setSpeed('max');
    await play(pace, 1000);
    expect(steps()).toEqual([0, 0]);
  });

  test('a run that was stopped alone does not hold up the others', async () => {
    await runners[0]?.stop();
    await play(pace, 500);
    pace.pause();
    pace.resume();
    await play(pace, 500);
    expect(steps()).toEqual([0, 200]);
  });

  test('a race that has ended can be paused, resumed and stepped in vain', async () => {
    await play(pace, 10_000);
    pace.pause();
    await pace.stepTo(5000);
    pace.resume();
    pace.setSpeed('max');
    clock = fakeClock(1);
    await play(pace, 10);
    expect(steps()).toEqual([1000, 1000]);
  });
});

test('runs of unequal length reach their ends together', async () => {
  const pace = await start(unequal, 1);
  await play(pace, 2500);
  expect(steps()).toEqual([200, 52]);
  await play(pace, 2500);
  expect(steps()).toEqual([400, 104]);
});

test('a race that is behind its time stops for the deadline and catches up', async () => {
  const pace = await start(unequal, 4, 1);
  clock.goOn(600);
  await pace.advance(clock.now() + 20);
  expect(steps()[0]).toBeGreaterThan(0);
  expect(steps()[0]).toBeLessThan(30);
  await pace.advance(never);
  expect(steps()[0]).toBeGreaterThan(180);
});

describe('at full speed', () => {
  test.each([
    ['of equal length', race],
    ['of unequal length', unequal],
  ])('runs %s keep together', async (_, experiment) => {
    const pace = await start(experiment, 'max', 0.25);
    let turns = 0;
    while (runners.some(({ ended }) => !ended)) {
      await pace.advance(clock.now() + 8);
      const shares = runners.map(({ stepsDone, spec }) => stepsDone / spec.steps);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(0.02);
      turns++;
    }
    expect(turns).toBeGreaterThan(4);
  });

  test('ends at once where every run has ended', async () => {
    const pace = await start(race, 'max');
    // With a clock that stands, only the runs' ends can end this.
    await pace.advance(1);
    expect(steps()).toEqual([1000, 1000]);
    await pace.advance(2);
  });

  test('from there, speed 1 goes on from the run that is last', async () => {
    const pace = await start(race, 'max', 0.25);
    await pace.advance(clock.now() + 8);
    const before = Math.min(...steps());
    pace.setSpeed(1);
    await play(pace, 50);
    expect(before).toBeGreaterThan(0);
    expect(Math.min(...steps()) - before).toBeGreaterThanOrEqual(10);
    expect(Math.min(...steps()) - before).toBeLessThanOrEqual(12);
  });
});

test('a step of its own for each run, however unlike they are', async () => {
  const pace = await start(unequal, 1);
  await play(pace, 1000);
  pace.pause();
  const before = steps();
  await pace.stepEach();
  expect(steps()).toEqual(before.map((each) => each + 1));
  expect(new Set(before).size).toBe(2);
});

test('a group that starts late catches up with the race', async () => {
  clock = fakeClock();
  runners = await createRunners(race, clock);
  clock.goOn(1000);
  await play(new Pace(runners, { speed: 1, now: clock.now, begin: clock.now() - 300 }), 700);
  expect(steps()).toEqual([200, 200]);
});

describe('beside other threads', () => {
  async function startBeside(slowest: () => number, speed: Speed): Promise<Pace> {
    clock = fakeClock();
    runners = await createRunners(race, clock);
    return new Pace(runners, { speed, now: clock.now, slowest });
  }

  test.each(['max', 4] as const)(
    'at speed %s, no run goes further than a little ahead of the slowest',
    async (speed) => {
      let slowest = 0;
      const pace = await startBeside(() => slowest, speed);
      clock.goOn(10_000);
      for (slowest of [0, 0.25, 0.5]) {
        expect(await pace.advance(never)).toBe('waiting');
        for (const share of steps().map((each) => each / 1000)) {
          expect(share).toBeGreaterThan(slowest);
          expect(share).toBeLessThan(slowest + 0.02);
        }
      }
      slowest = 1;
      expect(await pace.advance(never)).toBe('nothing');
      expect(steps()).toEqual([1000, 1000]);
    },
  );

  test('after a pause the clock goes on from the slowest of all', async () => {
    const pace = await startBeside(() => 0.1, 1);
    pace.pause();
    pace.resume();
    await play(pace, 25);
    expect(steps()).toEqual([105, 105]);
  });

  test('says what there is to do after a slice of time', async () => {
    const pace = await start(race, 1, 0.25);
    clock.goOn(1000);
    expect(await pace.advance(clock.now() + 1)).toBe('more');
    expect(await pace.advance(never)).toBe('nothing');
    pace.pause();
    expect(await pace.advance(never)).toBe('nothing');
  });
});

test('a run that is behind its time has no advantage over others that are', async () => {
  const pace = await start(unequal, 4, 1);
  clock.goOn(1000);
  await pace.advance(clock.now() + 100);
  const [first = 0, second = 0] = runners.map(({ stepsDone, spec }) => stepsDone / spec.steps);
  expect(second).toBeGreaterThan(0.05);
  expect(Math.abs(first - second)).toBeLessThan(0.02);
});

test('takes a run that has not begun to its start, whatever the speed', async () => {
  const advanced: number[] = [];
  const run = {
    spec: { steps: 1000 },
    stepsDone: -1,
    ended: false,
    advance(step: number) {
      this.stepsDone = step;
      advanced.push(step);
    },
  };
  const pace = new Pace([run], { speed: 1, now: () => 0 });
  expect(await pace.advance(never)).toBe('nothing');
  expect(advanced).toEqual([0]);
});
