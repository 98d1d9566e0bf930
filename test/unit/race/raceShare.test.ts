import { expect, test } from 'vitest';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { shareDone } from '../../../core/race/raceShare.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from './pieces.ts';

const go = (race: Race, run: number, stepsDone: number, stepsPerSecond = 0) =>
  recordOf(race, run).append(pieceOf({ state: { stepsDone, stepsPerSecond } }));

test('is nothing at the start, and all at the end', () => {
  const race = raceOf(onValley({ lr: [1, 2], steps: 10 }));
  expect(shareDone(race)).toBe(0);
  for (const run of [0, 1]) go(race, run, 10);
  expect(shareDone(race)).toBe(1);
});

test('counts all runs, also those that wait', () => {
  const race = raceOf(onValley({ lr: [1, 2, 3, 4], steps: 10 }));
  go(race, 0, 10);
  go(race, 1, 5);
  expect(shareDone(race)).toBeCloseTo(1.5 / 4, 12);
});

test('a run that ended early is done', () => {
  const race = raceOf(onValley({ lr: [1, 2], steps: 10 }));
  go(race, 0, 3);
  const [first] = endChunks(race, { kind: 'stopped' }, [0]);
  if (first) recordOf(race, 0).append(first.piece);
  expect(shareDone(race)).toBeCloseTo(0.5, 12);
});

test('weighs runs by their examples, and by what a step takes beside them', () => {
  const race = raceOf(onDigits({ batch_size: [1, 'full'], epochs: 1 }));
  expect(race.runs.map(({ spec }) => spec.steps)).toEqual([1797, 1]);
  go(race, 1, 1);
  expect(shareDone(race)).toBeCloseTo((8 + 1797) / (8 + 1797 + 1797 * 9), 12);
});

test('a run that ends by the clock is as far as the clock', () => {
  const race = raceOf(onDigits({ stop: { seconds: 10 }, epochs: 100_000 }));
  go(race, 0, 500, 100);
  expect(shareDone(race)).toBeCloseTo(0.5, 12);
  go(race, 0, 2000, 100);
  expect(shareDone(race)).toBe(1);
});
