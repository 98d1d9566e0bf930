import { describe, expect, test } from 'vitest';
import { Stopwatch, Stride } from '../../../core/engine/stopwatch.ts';

describe('a stopwatch', () => {
  let time = 1000;
  const at = (moment: number) => {
    time = moment;
  };
  const stopwatch = () => {
    at(1000);
    return new Stopwatch(() => time);
  };

  test('counts the time between starts and stops, and not the pauses', () => {
    const watch = stopwatch();
    at(1100);
    expect(watch.elapsed).toBe(0);
    watch.start();
    at(1130);
    expect(watch.elapsed).toBe(30);
    watch.stop();
    at(1500);
    expect(watch.elapsed).toBe(30);
    watch.start();
    at(1505);
    watch.stop();
    expect(watch.elapsed).toBe(35);
  });

  test('goes on where it is started twice, and counts nothing twice where it is stopped twice', () => {
    const watch = stopwatch();
    watch.start();
    at(1010);
    watch.start();
    at(1020);
    watch.stop();
    at(1050);
    watch.stop();
    expect(watch.elapsed).toBe(20);
  });
});

describe('the steps between two looks at the clock', () => {
  const stepsAfter = (...times: readonly number[]) => {
    const stride = new Stride();
    for (const milliseconds of times) stride.adapt(milliseconds);
    return stride.steps;
  };

  test('are one at first, twice as many after quick ones, half as many after slow ones', () => {
    expect(stepsAfter()).toBe(1);
    expect(stepsAfter(0.1, 0.1, 0.1)).toBe(8);
    expect(stepsAfter(0.1, 0.1, 0.1, 2)).toBe(4);
    expect(stepsAfter(0.1, 2, 2)).toBe(1);
    expect(stepsAfter(5)).toBe(1);
  });

  test('stay as they are where they take between a quarter of a millisecond and one', () => {
    expect(stepsAfter(0.1, 0.25, 0.6, 1)).toBe(2);
    expect(stepsAfter(0.1, 0.249)).toBe(4);
    expect(stepsAfter(0.1, 1.001)).toBe(1);
  });

  test('have a bound', () => {
    expect(stepsAfter(...new Array(16).fill(0))).toBe(65_536);
    expect(stepsAfter(...new Array(40).fill(0))).toBe(65_536);
  });
});

test('a stopwatch goes on from the time that was spent before', () => {
  let time = 0;
  const watch = new Stopwatch(() => time, 30);
  expect(watch.elapsed).toBe(30);
  watch.start();
  time = 5;
  watch.stop();
  expect(watch.elapsed).toBe(35);
});
