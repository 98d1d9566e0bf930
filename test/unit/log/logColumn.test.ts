import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogColumn } from '../../../core/log/logColumn.ts';

function columnOf(...numbers: readonly (readonly [place: number, value: number, time?: number])[]) {
  const column = new LogColumn('loss');
  for (const [place, value, time] of numbers) column.add(place, value, time);
  return column;
}

const contentOf = (column: LogColumn) =>
  Array.from({ length: column.length }, (_, index) => [
    column.placeOf(index),
    column.valueAt(index),
    column.timeAt(index),
  ]);

test('keeps numbers with their places and times', () => {
  expect(contentOf(columnOf([5, 1], [6, 2]))).toEqual([
    [5, 1, Number.NaN],
    [6, 2, Number.NaN],
  ]);
  expect(contentOf(columnOf([5, 1], [6, 2, 10], [9, 3, 11], [9, 4, 12]))).toEqual([
    [5, 1, Number.NaN],
    [6, 2, 10],
    [9, 3, 11],
    [9, 4, 12],
  ]);
});

test('knows its largest number, and whether none was smaller than the one before', () => {
  const column = columnOf([0, -2]);
  expect([column.largest, column.isGrowing]).toEqual([-2, true]);
  column.add(1, -2);
  column.add(2, 5);
  column.add(3, Number.NaN);
  expect([column.largest, column.isGrowing]).toEqual([5, true]);
  column.add(4, 7);
  column.add(5, 6);
  expect([column.largest, column.isGrowing]).toEqual([7, false]);
});

test('finds the last number up to a place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 })),
      fc.integer({ min: -3, max: 35 }),
      (places, place) => {
        const sorted = places.toSorted((a, b) => a - b);
        const column = columnOf(...sorted.map((each) => [each, 1] as const));
        expect(column.lastUpTo(place)).toBe(sorted.filter((each) => each <= place).length - 1);
      },
    ),
  );
});

test('finds it also where each row has a number', () => {
  const column = columnOf([3, 1], [4, 1], [5, 1]);
  expect([1, 2, 3, 4, 5, 6].map((place) => column.lastUpTo(place))).toEqual([-1, -1, 0, 1, 2, 2]);
  expect(new LogColumn('').lastUpTo(3)).toBe(-1);
  expect([column.valueAt(-1), column.valueAt(3)]).toEqual([Number.NaN, Number.NaN]);
});

describe('dropping from a place', () => {
  test('drops what is at it and behind it, in whatever order', () => {
    const column = columnOf([1, 10, 100], [5, 50, 500], [2, 20, 200], [3, 30, 300]);
    column.dropFrom(3);
    expect(contentOf(column)).toEqual([
      [1, 10, 100],
      [2, 20, 200],
    ]);
    expect(column.dropped).toBe(2);
    column.add(3, 31, 301);
    column.dropFrom(3);
    expect([column.length, column.dropped]).toEqual([2, 3]);
    column.add(4, 40, 400);
    expect(contentOf(column).at(-1)).toEqual([4, 40, 400]);
  });

  test('changes nothing where there is nothing', () => {
    const column = columnOf([1, 10], [2, 20]);
    column.dropFrom(3);
    expect([column.dropped, contentOf(column)]).toEqual([0, contentOf(columnOf([1, 10], [2, 20]))]);
  });
});
