import { expect, test } from 'vitest';
import { finestSize, type GridProgress, lossGrid } from '../../../core/networkPictures/lossGrid.ts';

const window = { x: [-1, 3], y: [10, 12] } as const;
const value = (x: number, y: number) => 100 * x + y;

/** All that is told, and where the loss was asked for. */
function computed(finest: number) {
  const asked: string[] = [];
  const told: GridProgress[] = [];
  for (const progress of lossGrid(window, finest, (x, y) => {
    asked.push([x, y].join());
    return value(x, y);
  }))
    told.push(progress);
  return { asked, told };
}

test('each grid has the loss at each of its points, corners included, from the lowest row on', () => {
  const { told } = computed(17);
  const grids = [...new Set(told.map(({ grid }) => grid))];
  expect(grids.map((grid) => grid?.size)).toEqual([undefined, 9, 17]);
  for (const grid of grids) {
    if (!grid) continue;
    const { size, values } = grid;
    const expected = Array.from({ length: size * size }, (_, place) =>
      value(-1 + (4 * (place % size)) / (size - 1), 10 + (2 * Math.floor(place / size)) / (size - 1)),
    );
    expect([...values]).toEqual(expected);
  }
});

test('no point is computed twice, and the count ends at all of them', () => {
  const { asked, told } = computed(33);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked).toHaveLength(33 * 33);
  expect(told.at(-1)).toMatchObject({ done: 33 * 33, total: 33 * 33, grid: { size: 33 } });
  expect(told[5]).toMatchObject({ done: 6, total: 33 * 33, grid: null });
});

test('the finest grid is coarser for larger networks and data, and never coarser than 17', () => {
  expect(finestSize(100, 500)).toBe(65);
  expect(finestSize(4810, 1437)).toBe(33);
  expect(finestSize(1e6, 1e5)).toBe(17);
});
