/** Where paths lie on each other. */
import { describe, expect, it } from 'vitest';
import { Coinciding, type Covered } from '../../../webview/shared/landscape/coinciding.ts';

/** A straight way in pieces of three pixels, which is as finely as the search looks. */
function walk(
  search: Coinciding,
  path: number,
  from: readonly [number, number],
  to: readonly [number, number],
) {
  return search.add(path, ...from, ...to);
}

const kindsOf = (pieces: readonly Covered[]) => pieces.map(({ path, depth }) => `${path}:${depth}`);
const lengthOf = (pieces: readonly Covered[]) =>
  pieces.reduce((sum, { x0, y0, x1, y1 }) => sum + Math.hypot(x1 - x0, y1 - y0), 0);

/** A search that knows path 0 along a line, long enough for all that follows. */
function along(degrees: number): {
  search: Coinciding;
  at: (distance: number, aside?: number) => [number, number];
} {
  const [cos, sin] = [Math.cos((degrees / 180) * Math.PI), Math.sin((degrees / 180) * Math.PI)];
  const at = (distance: number, aside = 0): [number, number] => [
    500 + distance * cos - aside * sin,
    500 + distance * sin + aside * cos,
  ];
  const search = new Coinciding();
  walk(search, 0, at(-300), at(300));
  return { search, at };
}

const everyWay = Array.from({ length: 16 }, (_, i) => i * 22.5 + 3);

describe('a path along another', () => {
  it.each(everyWay)('covers all of it, in every direction and back, at %d degrees', (degrees) => {
    for (const [from, to] of [
      [-90, 90],
      [90, -90],
    ] as const) {
      const { search, at } = along(degrees);
      const found = walk(search, 1, at(from), at(to));
      expect(new Set(kindsOf(found))).toEqual(new Set(['0:1']));
      expect(lengthOf(found)).toBeCloseTo(180, 6);
    }
  });

  it.each(everyWay)('covers it from a pixel aside, and not from ten, at %d degrees', (degrees) => {
    const { search, at } = along(degrees);
    expect(lengthOf(walk(search, 1, at(-90, 1), at(90, 1)))).toBeCloseTo(180, 6);
    expect(walk(search, 2, at(-90, 10), at(90, 10))).toEqual([]);
  });

  it('is given only when it has run along for seven cells, and then from its begin', () => {
    const { search, at } = along(0);
    for (let cell = 0; cell < 6; cell++)
      expect(walk(search, 1, at(3 * cell), at(3 * cell + 3)), `${cell}`).toEqual([]);
    const seventh = walk(search, 1, at(18), at(21));
    expect(seventh).toHaveLength(7);
    expect(seventh.map(({ x0, x1 }) => [x0, x1])).toEqual(
      Array.from({ length: 7 }, (_, i) => [at(3 * i)[0], at(3 * i + 3)[0]]),
    );
    expect(walk(search, 1, at(21), at(24))).toHaveLength(1);
  });

  it('goes on where it was away for two cells, and begins anew after three', () => {
    const together = (away: number) => {
      const { search, at } = along(0);
      walk(search, 1, at(-60), at(0));
      for (let cell = 0; cell < away; cell++) walk(search, 1, at(3 * cell, 40), at(3 * cell + 3, 40));
      return walk(search, 1, at(30), at(33)).length;
    };
    expect([0, 1, 2, 3, 4].map(together)).toEqual([1, 1, 1, 0, 0]);
  });

  it('that was away for three cells has lost what it had not given yet', () => {
    const { search, at } = along(0);
    walk(search, 1, at(0), at(18));
    for (let cell = 0; cell < 3; cell++) walk(search, 1, at(3 * cell, 40), at(3 * cell + 3, 40));
    expect(walk(search, 1, at(60), at(78))).toEqual([]);
    expect(walk(search, 1, at(78), at(81))).toHaveLength(7);
  });

  it('counts the cells that it is away anew each time', () => {
    const { search, at } = along(0);
    walk(search, 1, at(-60), at(0));
    for (let turn = 0; turn < 4; turn++) {
      for (let cell = 0; cell < 2; cell++) walk(search, 1, at(3 * cell, 40), at(3 * cell + 3, 40));
      expect(walk(search, 1, at(6 * turn), at(6 * turn + 3))).toHaveLength(1);
    }
  });
});

describe('how many lie on a path', () => {
  it('is said up to two, the deepest path first', () => {
    const { search, at } = along(10);
    const found = [1, 2, 3].map((path) => new Set(kindsOf(walk(search, path, at(-60), at(60)))));
    expect(found[0]).toEqual(new Set(['0:1']));
    expect(found[1]).toEqual(new Set(['0:2', '1:1']));
    expect(found[2]).toEqual(new Set(['0:2', '1:2', '2:1']));
    const { search: other, at: place } = along(10);
    walk(other, 1, place(-60), place(60));
    const first = walk(other, 2, place(-60), place(-57));
    expect(first).toEqual([]);
    expect(kindsOf(walk(other, 2, place(-57), place(-36))).slice(0, 2)).toEqual(['0:2', '1:1']);
  });

  it('is the same for paths with far numbers, up to 30', () => {
    const search = new Coinciding();
    search.add(30, 0, 50, 300, 50);
    search.add(29, 0, 50, 300, 50);
    expect(new Set(kindsOf(search.add(0, 0, 50, 300, 50)))).toEqual(new Set(['0:2', '29:1']));
  });
});

describe('what is not covered', () => {
  it('is a path that crosses, at any angle of more than two directions', () => {
    for (const angle of [60, 90, 120]) {
      const { search, at } = along(0);
      const [dx, dy] = [Math.cos((angle / 180) * Math.PI), Math.sin((angle / 180) * Math.PI)];
      const [x, y] = at(0);
      expect(search.add(1, x - 60 * dx, y - 60 * dy, x + 60 * dx, y + 60 * dy), `${angle}`).toEqual([]);
    }
  });

  it('is a path by itself, however often it runs the same way', () => {
    const search = new Coinciding();
    for (let turn = 0; turn < 5; turn++) expect(search.add(3, 0, 0, 200, 0)).toEqual([]);
  });

  it('is what comes after 20,000 cells of a path', () => {
    const search = new Coinciding();
    search.add(0, 0, 0, 300, 0);
    const found = () => search.add(1, 0, 0, 300, 0).length;
    for (let turn = 0; turn < 199; turn++) expect(found()).toBe(100);
    expect(found()).toBe(100);
    expect(found()).toBe(0);
    // Another path still has all of its own.
    expect(search.add(2, 0, 0, 300, 0).length).toBeGreaterThan(100);
  });
});

it('a leap is looked at in 500 places at most, and a step of no length in one', () => {
  const search = new Coinciding();
  search.add(0, 0, 50, 30_000, 50);
  const found = search.add(1, 0, 50, 30_000, 50);
  expect(found).toHaveLength(500);
  expect(found[0]).toMatchObject({ x0: 0, x1: 60, y0: 50, y1: 50 });
  expect(lengthOf(found)).toBeCloseTo(30_000, 6);
  const still = new Coinciding();
  still.add(0, 5, 5, 5, 5);
  for (let i = 0; i < 6; i++) expect(still.add(1, 5, 5, 5, 5)).toEqual([]);
  expect(still.add(1, 5, 5, 5, 5)).toHaveLength(7);
});
