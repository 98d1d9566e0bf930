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

function start(experiment: object, speed: Speed, tick = 0): Pace {
  clock = fakeClock(tick);
  runners = createRunners(experiment, clock.now);
  return new Pace(runners, { speed, now: clock.now });
}

const steps = () => runners.map(({ stepsDone }) => stepsDone);

function play(pace: Pace, milliseconds: number): void {
  clock.goOn(milliseconds);
  pace.advance(never);
}

describe('at speed 1', () => {
  let pace: Pace;
  beforeEach(() => {
    pace = start(race, 1);
  });

  test('a race takes five seconds, all runs side by side', () => {
    play(pace, 0);
    expect(steps()).toEqual([0, 0]);
    play(pace, 1000);
    expect(steps()).toEqual([200, 200]);
    play(pace, 3995);
    expect(steps()).toEqual([999, 999]);
    play(pace, 5);
    expect(runners.every(({ ended }) => ended)).toBe(true);
  });

  test('a paused race stands, however long, and goes on from there', () => {
    play(pace, 1000);
    pace.pause();
    expect(pace.paused).toBe(true);
    play(pace, 60_000);
    expect(steps()).toEqual([200, 200]);
    pace.resume();
    expect(pace.paused).toBe(false);
    play(pace, 0);
    expect(steps()).toEqual([200, 200]);
    play(pace, 500);
    expect(steps()).toEqual([300, 300]);
  });

  test('a paused race can be stepped, and goes on from the step', () => {
    play(pace, 1000);
    pace.pause();
    pace.stepTo(201);
    pace.stepTo(205);
    expect(steps()).toEqual([205, 205]);
    pace.resume();
    play(pace, 102);
    expect(steps()).toEqual([225, 225]);
  });

  test('another speed counts from now on', () => {
    play(pace, 1000);
    pace.setSpeed(4);
    play(pace, 100);
    expect(steps()).toEqual([280, 280]);
    pace.setSpeed(0.25);
    play(pace, 1000);
    expect(steps()).toEqual([330, 330]);
  });

  test('a change of speed does not wake a paused race', () => {
    pace.pause();
    pace.setSpeed('max');
    play(pace, 1000);
    expect(steps()).toEqual([0, 0]);
  });

  test('a run that was stopped alone does not hold up the others', () => {
    runners[0]?.stop();
    play(pace, 500);
    pace.pause();
    pace.resume();
    play(pace, 500);
    expect(steps()).toEqual([0, 200]);
  });

  test('a race that has ended can be paused, resumed and stepped in vain', () => {
    play(pace, 10_000);
    pace.pause();
    pace.stepTo(5000);
    pace.resume();
    pace.setSpeed('max');
    clock = fakeClock(1);
    play(pace, 10);
    expect(steps()).toEqual([1000, 1000]);
  });
});

test('runs of unequal length reach their ends together', () => {
  const pace = start(unequal, 1);
  play(pace, 2500);
  expect(steps()).toEqual([200, 52]);
  play(pace, 2500);
  expect(steps()).toEqual([400, 104]);
});

test('a race that is behind its time stops for the deadline and catches up', () => {
  const pace = start(unequal, 4, 1);
  clock.goOn(600);
  pace.advance(clock.now() + 20);
  expect(steps()[0]).toBeGreaterThan(0);
  expect(steps()[0]).toBeLessThan(30);
  pace.advance(never);
  expect(steps()[0]).toBeGreaterThan(180);
});

describe('at full speed', () => {
  test.each([
    ['of equal length', race],
    ['of unequal length', unequal],
  ])('runs %s keep together', (_, experiment) => {
    const pace = start(experiment, 'max', 0.25);
    let turns = 0;
    while (runners.some(({ ended }) => !ended)) {
      pace.advance(clock.now() + 8);
      const shares = runners.map(({ stepsDone, spec }) => stepsDone / spec.steps);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(0.02);
      turns++;
    }
    expect(turns).toBeGreaterThan(4);
  });

  test('ends at once where every run has ended', () => {
    const pace = start(race, 'max');
    // With a clock that stands, only the runs' ends can end this.
    pace.advance(1);
    expect(steps()).toEqual([1000, 1000]);
    pace.advance(2);
  });

  test('from there, speed 1 goes on from the run that is last', () => {
    const pace = start(race, 'max', 0.25);
    pace.advance(clock.now() + 8);
    const before = Math.min(...steps());
    pace.setSpeed(1);
    play(pace, 50);
    expect(before).toBeGreaterThan(0);
    expect(Math.min(...steps()) - before).toBeGreaterThanOrEqual(10);
    expect(Math.min(...steps()) - before).toBeLessThanOrEqual(12);
  });
});

test('a step of its own for each run, however unlike they are', () => {
  const pace = start(unequal, 1);
  play(pace, 1000);
  pace.pause();
  const before = steps();
  pace.stepEach();
  expect(steps()).toEqual(before.map((each) => each + 1));
  expect(new Set(before).size).toBe(2);
});

test('a group that starts late catches up with the race', () => {
  clock = fakeClock();
  runners = createRunners(race, clock.now);
  clock.goOn(1000);
  play(new Pace(runners, { speed: 1, now: clock.now, begin: clock.now() - 300 }), 700);
  expect(steps()).toEqual([200, 200]);
});

describe('beside other threads', () => {
  function startBeside(slowest: () => number, speed: Speed): Pace {
    clock = fakeClock();
    runners = createRunners(race, clock.now);
    return new Pace(runners, { speed, now: clock.now, slowest });
  }

  test.each(['max', 4] as const)(
    'at speed %s, no run goes further than a little ahead of the slowest',
    (speed) => {
      let slowest = 0;
      const pace = startBeside(() => slowest, speed);
      clock.goOn(10_000);
      for (slowest of [0, 0.25, 0.5]) {
        expect(pace.advance(never)).toBe('waiting');
        for (const share of steps().map((each) => each / 1000)) {
          expect(share).toBeGreaterThan(slowest);
          expect(share).toBeLessThan(slowest + 0.02);
        }
      }
      slowest = 1;
      expect(pace.advance(never)).toBe('nothing');
      expect(steps()).toEqual([1000, 1000]);
    },
  );

  test('after a pause the clock goes on from the slowest of all', () => {
    const pace = startBeside(() => 0.1, 1);
    pace.pause();
    pace.resume();
    play(pace, 25);
    expect(steps()).toEqual([105, 105]);
  });

  test('says what there is to do after a slice of time', () => {
    const pace = start(race, 1, 0.25);
    clock.goOn(1000);
    expect(pace.advance(clock.now() + 1)).toBe('more');
    expect(pace.advance(never)).toBe('nothing');
    pace.pause();
    expect(pace.advance(never)).toBe('nothing');
  });
});

test('a run that is behind its time has no advantage over others that are', () => {
  const pace = start(unequal, 4, 1);
  clock.goOn(1000);
  pace.advance(clock.now() + 100);
  const [first = 0, second = 0] = runners.map(({ stepsDone, spec }) => stepsDone / spec.steps);
  expect(second).toBeGreaterThan(0.05);
  expect(Math.abs(first - second)).toBeLessThan(0.02);
});

test('takes a run that has not begun to its start, whatever the speed', () => {
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
  expect(pace.advance(never)).toBe('nothing');
  expect(advanced).toEqual([0]);
});
