import { expect, test } from 'vitest';
import { stepRate } from '../../../../core/engine/gpu/stepRate.ts';

/** Steps that take a time each, and more for each go; the clock is theirs. */
function stepper(milliseconds: number, perGo: number, most = Number.POSITIVE_INFINITY) {
  let time = 0;
  const goes: number[] = [];
  const take = (asked: number) => {
    const steps = Math.min(asked, most);
    goes.push(steps);
    time += milliseconds * steps + perGo;
    return steps;
  };
  return { take, goes, now: () => time };
}

test('as many steps are taken in one go as training takes, and those of the beginning don’t count', async () => {
  const { take, goes, now } = stepper(0.1, 2);
  expect(await stepRate(take, now)).toBeCloseTo(1000 / (0.1 + 2 / 140), -2);
  expect(goes[0]).toBe(1);
  expect(goes.at(-1)).toBe(goes.at(-2));
  expect(now()).toBeLessThan(900);
});

test('what takes long alone is taken once', async () => {
  const { take, goes, now } = stepper(900, 100);
  expect(await stepRate(take, now)).toBe(1);
  expect(goes).toEqual([1]);
});

test('steps count that were taken, and not those that were asked for', async () => {
  const { take, now } = stepper(1, 0, 3);
  expect(await stepRate(take, now)).toBeCloseTo(1000);
});

test('a device that answers later is waited for', async () => {
  const { take, now } = stepper(1, 0);
  const later = async (steps: number) => {
    await Promise.resolve();
    return take(steps);
  };
  expect(await stepRate(later, now)).toBeCloseTo(1000);
});
