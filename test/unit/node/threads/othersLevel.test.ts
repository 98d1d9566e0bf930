import { expect, test } from 'vitest';
import { OthersLevel } from '../../../../threads/race/othersLevel.ts';

test('others stand where they begin until something is told of them', () => {
  const level = new OthersLevel(0.25, 1000);
  expect([level.at(1000), level.at(5000)]).toEqual([0.25, 0.25]);
});

test('they are taken to go on as before, for as long as a message may be late', () => {
  const level = new OthersLevel(0, 1000);
  level.hear(0.2, 1100);
  expect(level.at(1100)).toBe(0.2);
  expect(level.at(1150)).toBeCloseTo(0.3, 12);
  // The same once more says that the slowest was not heard of again.
  level.hear(0.2, 1150);
  expect(level.at(1160)).toBeCloseTo(0.32, 12);
  expect(level.at(9000)).toBeCloseTo(0.4, 12);
  level.hear(0.35, 1250);
  expect(level.at(1260)).toBeCloseTo(0.36, 12);
});

test('none is further than at its end, and who begins again goes back', () => {
  const level = new OthersLevel(0, 0);
  level.hear(0.9, 100);
  expect(level.at(200)).toBe(1);
  level.hear(0.1, 200);
  expect([level.at(200), level.at(300)]).toEqual([0.1, 0.1]);
});
