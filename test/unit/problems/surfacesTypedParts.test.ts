/** What a typed surface is described by, part by part. */
import { describe, expect, test } from 'vitest';
import { notFiniteAt } from '../../../core/problems/surfaces/finiteAt.ts';
import type { PlaneFunction, Point, Window } from '../../../core/problems/surfaces/surface.ts';
import { chooseStarts } from '../../../core/problems/surfaces/typed/chooseStarts.ts';
import { isStable, stableRate } from '../../../core/problems/surfaces/typed/descend.ts';
import { describeSurface } from '../../../core/problems/surfaces/typed/describeSurface.ts';
import { findMinima } from '../../../core/problems/surfaces/typed/findMinima.ts';
import {
  along,
  cells,
  measureHeights,
  quantile,
  sortedHeights,
} from '../../../core/problems/surfaces/typed/heights.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';
import {
  descendByNewton,
  descendByTrial,
  isLowestAround,
} from '../../../core/problems/surfaces/typed/refine.ts';

const square: Window = { x: [-5, 5], y: [-5, 5] };
const minimaOf = (text: string, window = square) => {
  const surface = parseSurface(text);
  return findMinima(surface, measureHeights(surface, window));
};
const near = (found: Point | undefined, wanted: Point, distance: number) => {
  expect(found).toBeDefined();
  expect(Math.abs((found?.[0] ?? Number.NaN) - wanted[0])).toBeLessThan(distance);
  expect(Math.abs((found?.[1] ?? Number.NaN) - wanted[1])).toBeLessThan(distance);
};

describe('heights', () => {
  test('are those of a grid over the window, its border included', () => {
    const window: Window = { x: [0, 64], y: [100, 228] };
    const heights = measureHeights(parseSurface('x + 1000*y'), window);
    expect(heights.values.length).toBe((cells + 1) ** 2);
    expect(heights.point(0, 0)).toEqual([0, 100]);
    expect(heights.point(cells, cells)).toEqual([64, 228]);
    expect(heights.point(3, 5)).toEqual([3, 110]);
    expect(heights.at(3, 5)).toBe(110_003);
    expect([heights.values[0], heights.values[1], heights.values[cells + 1]]).toEqual([
      100_000, 100_001, 102_000,
    ]);
    expect(heights.at(0, cells + 1)).toBeNaN();
  });

  test('are sorted without those that are none', () => {
    const values = Float64Array.of(3, Number.NaN, -1, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY);
    expect([...sortedHeights(values)]).toEqual([-1, 2, 3]);
  });

  test('have quantiles that are heights', () => {
    const sorted = Float64Array.of(10, 20, 30, 40, 50);
    expect([0, 0.1, 0.2, 0.5, 0.9, 1].map((share) => quantile(sorted, share))).toEqual([
      10, 10, 20, 30, 50, 50,
    ]);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });

  test('a share of a side is as far from its lower end', () => {
    expect([0, 0.25, 1].map((share) => along([-2, 6], share))).toEqual([-2, 0, 6]);
  });
});

describe('starts', () => {
  test('lie at shares of the heights, beside axes and whole numbers', () => {
    const starts = chooseStarts(parseSurface('x**2 + 3*y**2'), square);
    expect(starts.map(({ label }) => label)).toEqual([
      'on the slope',
      'high up',
      'close to the lowest point',
    ]);
    const places = [-4.2, -3.2, -2.2, -1.2, -0.2, 0.8, 1.8, 2.8, 3.8];
    const heights = places.flatMap((x) => places.map((y) => x * x + 3 * y * y)).sort((a, b) => a - b);
    for (const [index, share] of [0.5, 0.85, 0.1].entries()) {
      const [x = Number.NaN, y = Number.NaN] = starts[index]?.at ?? [];
      expect(places).toContain(x);
      expect(places).toContain(y);
      expect(x * x + 3 * y * y).toBeCloseTo(heights[Math.round(share * 80)] ?? Number.NaN, 10);
    }
  });

  test('have a slope', () => {
    for (const { at } of chooseStarts(parseSurface('max(x, 0)'), square)) expect(at[0]).toBeGreaterThan(0);
    for (const { at } of chooseStarts(parseSurface('y + log(x)'), square)) expect(at[0]).toBeGreaterThan(0);
  });

  test.each([
    ['in a corner', 'sqrt(x-4.9)+y'],
    ['at one corner alone', 'log(x - 4.99) + log(y - 4.99)'],
    ['in a narrow strip', 'log(0.02 - (x - 0.625)**2) + y**2'],
  ])('are where the function is finite %s', (_, formula) => {
    const surface = parseSurface(formula);
    const starts = chooseStarts(surface, square);
    expect(starts.length).toBeGreaterThan(0);
    for (const { at } of starts) expect(notFiniteAt(surface, at)).toBeNull();
  });

  test('are one on flat ground, in the middle if it can be', () => {
    expect(chooseStarts(parseSurface('3'), square)).toEqual([{ label: 'in the middle', at: [0, 0] }]);
    const [start, ...others] = chooseStarts(parseSurface('3 + 0*log(x - 1)'), square);
    expect(others).toEqual([]);
    expect(start?.label).toBe('on flat ground');
    expect(start?.at[0]).toBeGreaterThan(1);
  });

  test('are none where nothing is finite', () => {
    expect(chooseStarts(parseSurface('log(-1 - x**2)'), square)).toEqual([]);
    // Finite along a line alone, where no slope is.
    expect(chooseStarts(parseSurface('sqrt(x) + sqrt(-x) + y**2'), square)).toEqual([]);
  });

  test('may have a slope along one axis alone', () => {
    expect(chooseStarts(parseSurface('y'), square)).toHaveLength(3);
    expect(chooseStarts(parseSurface('x'), square)).toHaveLength(3);
  });
});

describe('gradient descent is stable', () => {
  const bowl = parseSurface('x**2 + y**2');
  const at = (
    rate: number,
    {
      start = [1, 1],
      steps = 50,
      window = square,
      surface = bowl,
    }: {
      start?: Point;
      steps?: number;
      window?: Window;
      surface?: PlaneFunction;
    } = {},
  ) => isStable(surface, start, window, rate, steps);

  test('where the loss goes down', () => {
    expect([0.01, 0.3, 0.7].map((rate) => at(rate))).toEqual([true, true, true]);
  });
  test('but not where it goes up, or stays', () => {
    expect([1, 1.1, -0.1, 0].map((rate) => at(rate))).toEqual([false, false, false, false]);
    expect(at(0.1, { steps: 0 })).toBe(false);
    expect(at(0.1, { start: [0, 0] })).toBe(false);
  });
  test('nor where a step is longer than 15 % of a side', () => {
    const [slope, across] = [parseSurface('x'), parseSurface('y')];
    for (const surface of [slope, across]) {
      expect(at(1.5, { surface, steps: 1 })).toBe(true);
      expect(at(1.51, { surface, steps: 1 })).toBe(false);
    }
    const wide: Window = { x: [-50, 50], y: [-5, 5] };
    expect(at(15, { surface: slope, window: wide, steps: 1 })).toBe(true);
    expect(at(1.51, { surface: across, window: wide, steps: 1 })).toBe(false);
  });
  test('whatever comes outside of the window', () => {
    // Down to x = -7, and up beyond.
    const surface = parseSurface('max(x, -100*(x + 7))');
    const from = (start: Point, window: Window) => at(1, { surface, start, window });
    expect(from([-4.5, 0], square)).toBe(true);
    expect(from([-4.5, 0], { x: [-8, 2], y: [-5, 5] })).toBe(false);
    expect(from([-4.5, 0], { x: [-8, 2], y: [1, 9] })).toBe(false);
    expect(at(0.3, { start: [6, 0] })).toBe(false);
  });
  test('at a kink, where it rises by a hundredth of the way down', () => {
    const kink = parseSurface('abs(x)');
    expect(at(0.02, { surface: kink, start: [1.01, 0], steps: 60 })).toBe(true);
    expect(at(0.2, { surface: kink, start: [1.1 - 0.05, 0], steps: 60 })).toBe(false);
  });
  test('not where the loss is no number', () => {
    expect(at(0.5, { surface: parseSurface('log(x)'), start: [0.3, 0], steps: 10 })).toBe(false);
  });
  test('the largest of the round rates is taken', () => {
    expect(stableRate(bowl, [1, 1], square, 50)).toBe(0.5);
    expect(stableRate(parseSurface('50*x**2 + y**2'), [1, 1], square, 50)).toBe(0.01);
    expect(stableRate(parseSurface('1e-3*(x**2 + y**2)'), [1, 1], square, 50)).toBe(1);
    expect(stableRate(parseSurface('1e12*x**2'), [1, 1], square, 50)).toBeUndefined();
  });
});

describe('a rate for all starts', () => {
  test('is not the rate of a start that is far below the first', () => {
    const { learningRate, starts } = describeSurface(parseSurface('x**4 + y**4 - 10*x*y'));
    expect(starts[0]?.label).toBe('on the slope');
    expect(learningRate).toBeGreaterThan(0);
  });
  test('leaves out starts at which it is not stable', () => {
    const surface = describeSurface(parseSurface('exp(3*x) + exp(-3*x) + y**2'));
    for (const { at } of surface.starts.slice(1))
      expect(isStable(surface, at, surface.window, surface.learningRate, surface.steps)).toBe(true);
  });
});

describe('from a point near a minimum to the minimum', () => {
  const cell: Point = [0.2, 0.1];
  test('by Newton’s method, of a smooth function', () => {
    near(
      descendByNewton(
        parseSurface('(x - 1.07)**2 + 3*(y + 0.53)**2 + (x - 1.07)*(y + 0.53)'),
        [1, -0.5],
        cell,
      ),
      [1.07, -0.53],
      1e-13,
    );
    near(
      descendByNewton(parseSurface('cosh(x - 0.05) + cosh(2*(y - 0.03))'), [0, 0], cell),
      [0.05, 0.03],
      1e-11,
    );
  });
  test.each([
    ['a saddle', 'x**2 - y**2'],
    ['a saddle the other way', 'y**2 - x**2'],
    ['a maximum', '-x**2 - y**2'],
    ['a saddle across', 'x**2 + y**2 + 3*x*y'],
    ['a trough', 'x**2'],
    ['a slope', 'x + y'],
    ['a minimum more than a cell away to the right', '(x - 0.3)**2 + y**2'],
    ['a minimum more than a cell away above', 'x**2 + (y - 0.15)**2'],
    ['a function without numbers', 'log(x - 5)'],
  ])('not to %s', (_, text) => {
    expect(descendByNewton(parseSurface(text), [0, 0], cell)).toBeUndefined();
  });

  test('by trial, over kinks', () => {
    near(
      descendByTrial(parseSurface('abs(x - 0.123) + 2*abs(y + 0.07)'), [0, 0], cell),
      [0.123, -0.07],
      1e-8,
    );
    near(descendByTrial(parseSurface('max(x + 2*y, -x) + y**2'), [0.4, -0.4], cell), [0.5, -0.5], 1e-4);
    expect(descendByTrial(parseSurface('3'), [0.3, 0.2], cell)).toEqual([0.3, 0.2]);
  });

  test('which is one where all around is higher', () => {
    const isLowest = (text: string, at: Point = [0, 0]) => isLowestAround(parseSurface(text), at, cell);
    expect(isLowest('abs(x) + abs(y)')).toBe(true);
    expect(isLowest('x**2 + y**2')).toBe(true);
    expect(isLowest('x**2')).toBe(false);
    expect(isLowest('y**2')).toBe(false);
    expect(isLowest('3')).toBe(false);
    expect(isLowest('abs(x - y)')).toBe(false);
    expect(isLowest('abs(x) + abs(y)', [0.01, 0])).toBe(false);
    expect(isLowest('log(x)')).toBe(false);
  });
});

describe('minima', () => {
  test('are found in each cell, the lowest first', () => {
    const { lowest, others } = minimaOf('sin(2*x)**2 + 0.1*x + y**2', { x: [-4, 4], y: [-1, 1] });
    expect(lowest).toHaveLength(1);
    const heights = others.map(([x]) => Math.sin(2 * x) ** 2 + 0.1 * x);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(others.length).toBeGreaterThanOrEqual(3);
  });

  test('of twelve all are told, of more none', () => {
    const count = (side: number) =>
      minimaOf(`sin(pi*x)**2 + y**2`, { x: [0.5, 0.5 + side], y: [-1, 1] }).lowest.length;
    expect([count(1), count(3), count(12), count(13)]).toEqual([1, 3, 12, 0]);
  });

  test('that are equally low but for rounding are both the lowest', () => {
    expect(minimaOf('(x**2 - 4)**2 + y**2').lowest).toHaveLength(2);
    const { lowest, others } = minimaOf('(x**2 - 4)**2 + 0.001*x + y**2');
    expect([lowest.length, others.length]).toEqual([1, 1]);
    expect(lowest[0]?.[0]).toBeLessThan(0);
  });

  test('on the border are none, however near they are', () => {
    expect(minimaOf('(x - 5)**2 + y**2').lowest).toEqual([]);
    expect(minimaOf('x**2 + (y + 5)**2').lowest).toEqual([]);
    expect(minimaOf('(x - 4.9)**2 + y**2').lowest).toHaveLength(1);
  });

  test('that two corners lead to are one', () => {
    expect(minimaOf('abs(x - 0.078125) + abs(y - 0.078125)').lowest).toHaveLength(1);
    expect(minimaOf('(x - 0.078125)**2 + (y - 0.078125)**2').lowest).toHaveLength(1);
  });

  test('beside holes without numbers', () => {
    near(minimaOf('(sqrt(x) - 1)**2 + y**2').lowest[0], [1, 0], 1e-9);
  });
});
