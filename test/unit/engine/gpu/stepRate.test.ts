import { expect, test } from 'vitest';
import { stepRate } from '../../../../core/engine/gpu/stepRate.ts';

/** Steps that take a time each, and more for each go; the clock is theirs. Goes have these lengths, and then the last of them. */
function stepper(milliseconds: number, perGo: number, lengths: readonly number[]) {
  let time = 0;
  const goes: number[] = [];
  const take = (steps: number) => {
    goes.push(steps);
    time += milliseconds * steps + perGo;
    return steps;
  };
  return {
    goes,
    first: () => ({ steps: take(1), milliseconds }),
    go: () => take(lengths[goes.length - 1] ?? lengths.at(-1) ?? 0),
    now: () => time,
  };
}

test('goes of the beginning don’t count', async () => {
  const stepping = stepper(0.1, 2, [4, 16, 64, 140]);
  expect(await stepRate(stepping)).toBeCloseTo(1000 / (0.1 + 2 / 140));
  expect(stepping.now()).toBeLessThan(900);
});

test('where few go in that time, longer ones are waited for', async () => {
  const stepping = stepper(0.01, 100, [4, 4, 16, 16, 64, 64, 256, 4, 1024, 1024, 4096]);
  expect(await stepRate(stepping)).toBeCloseTo(1000 / (0.01 + 100 / 4096));
});

test('what takes a while alone is soon over', async () => {
  const stepping = stepper(450, 0, [1]);
  expect(await stepRate(stepping)).toBeCloseTo(1 / 0.45);
  expect(stepping.now()).toBeLessThan(8000);
});

test('what takes long alone is taken once, and the way to it doesn’t count', async () => {
  const stepping = stepper(800, 200, [4]);
  expect(await stepRate(stepping)).toBe(1.25);
  expect(stepping.goes).toEqual([1]);
});

test('a short step far away is no long one', async () => {
  expect(await stepRate(stepper(1, 600, [4, 16, 64]))).toBeCloseTo(64 / 0.664);
});

test('a device that answers later is waited for', async () => {
  const { first, go, now } = stepper(1, 0, [4]);
  const later = async () => {
    await Promise.resolve();
    return go();
  };
  expect(await stepRate({ first, go: later, now })).toBeCloseTo(1000);
});
