/** Dimensions of sets whose dimensions are known. */
import { describe, expect, test } from 'vitest';
import { boxDimension, edgeOf } from '../../../core/claims/boxCounting.ts';

/** A grid of the cells for which this holds. */
function gridOf(size: number, holds: (column: number, row: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: size * size }, (_, cell) =>
    Number(holds(cell % size, Math.floor(cell / size))),
  );
}

/** In the middle third in both directions, at this scale or a larger one. */
function isCut(column: number, row: number): boolean {
  if (column === 0 && row === 0) return false;
  return (column % 3 === 1 && row % 3 === 1) || isCut(Math.floor(column / 3), Math.floor(row / 3));
}

/** In the middle third, at this scale or a larger one. */
const isInCantor = (place: number, digits: number): boolean =>
  digits === 0 || (place % 3 !== 1 && isInCantor(Math.floor(place / 3), digits - 1));

/** Points on Koch's curve, from one corner to the other. */
function koch(depth: number): readonly (readonly [number, number])[] {
  let points: (readonly [number, number])[] = [
    [0, 0],
    [1, 0],
  ];
  for (let level = 0; level < depth; level++)
    points = points.flatMap((from, index) => {
      const to = points[index + 1];
      if (!to) return [from];
      const [dx, dy] = [(to[0] - from[0]) / 3, (to[1] - from[1]) / 3];
      const tip = [
        from[0] + 1.5 * dx - (Math.sqrt(3) / 2) * dy,
        from[1] + 1.5 * dy + (Math.sqrt(3) / 2) * dx,
      ] as const;
      return [from, [from[0] + dx, from[1] + dy], tip, [from[0] + 2 * dx, from[1] + 2 * dy]] as const;
    });
  return points;
}

describe('the box-counting dimension', () => {
  test.each([
    ['a horizontal line', gridOf(256, (_, row) => row === 100), 256, 2, 1],
    ['a diagonal', gridOf(256, (column, row) => column === row), 256, 2, 1],
    ['a filled square', gridOf(256, () => true), 256, 2, 2],
    [
      'Sierpinski’s carpet',
      gridOf(243, (column, row) => !isCut(column, row)),
      243,
      3,
      Math.log(8) / Math.log(3),
    ],
    [
      'Cantor’s dust',
      gridOf(243, (column, row) => isInCantor(column, 5) && isInCantor(row, 5)),
      ...([243, 3, Math.log(4) / Math.log(3)] as const),
    ],
  ])('of %s', (_, marked, size, factor, expected) => {
    expect(boxDimension(marked, size, factor)).toBeCloseTo(expected, 12);
  });

  test('of Koch’s curve is near log 4 / log 3', () => {
    const size = 1024;
    const marked = new Uint8Array(size * size);
    for (const [x, y] of koch(8)) marked[Math.floor(y * (size - 1)) * size + Math.floor(x * (size - 1))] = 1;
    const dimension = boxDimension(marked, size);
    expect(Math.abs(dimension - Math.log(4) / Math.log(3))).toBeLessThan(0.05);
  });

  test('of a slanted line and of a circle is near 1', () => {
    const slanted = edgeOf(
      gridOf(256, (column, row) => 3 * row < 40 + 2 * column),
      256,
    );
    const circle = edgeOf(
      gridOf(256, (column, row) => Math.hypot(column - 128, row - 128) < 90),
      256,
    );
    for (const edge of [slanted, circle]) expect(Math.abs(boxDimension(edge, 256) - 1)).toBeLessThan(0.06);
  });

  test('of nothing is none', () => {
    expect(boxDimension(new Uint8Array(64 * 64), 64)).toBeNaN();
  });
});

test('the edge goes to the rim', () => {
  const edge = edgeOf(
    gridOf(4, (column) => column > 1),
    4,
  );
  expect([...edge]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
  expect([
    ...edgeOf(
      gridOf(2, (_, row) => row > 0),
      2,
    ),
  ]).toEqual([1, 1, 0, 0]);
});

test('the edge is where a neighbour to the right or in the next row is on the other side', () => {
  const sides = gridOf(4, (column, row) => column === 2 && row === 1);
  expect([...edgeOf(sides, 4)]).toEqual([0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
