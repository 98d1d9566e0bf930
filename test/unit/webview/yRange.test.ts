import { describe, expect, it } from 'vitest';
import type { Line } from '../../../webview/shared/chart/scene.ts';
import { curveOf, laidOut, lineOf, sceneOf } from './scenes.ts';

const rangeOf = (lines: readonly Line[], change: Parameters<typeof sceneOf>[1] = {}) => {
  const last = Math.max(1, ...lines.map(({ curve }) => curve.length - 1));
  const axis = { kind: 'step', log: false, min: 0, max: last, quantum: 1 } as const;
  return laidOut(sceneOf(lines, { axis, ...change })).plot.range;
};

describe('the range of the y axis', () => {
  it('is not stretched by a line that diverges', () => {
    const curve = curveOf([4, 100, 1e6, Number.POSITIVE_INFINITY]);
    const lines = [lineOf(), lineOf({ key: '1', curve, divergedAt: 3 })];
    expect(rangeOf(lines)?.max).toBeLessThan(100);
    expect(rangeOf(lines, { logY: false })?.max).toBe(5);
  });

  it.each([{ logY: true }, { logY: false }, { isShare: true }])(
    'is none before there is a value, %j',
    (change) => {
      expect(rangeOf([], change)).toBeNull();
      expect(rangeOf([lineOf({ curve: curveOf([]) })], { target: 1, ...change })).toBeNull();
      expect(rangeOf([lineOf({ curve: curveOf([Number.NaN]) })], change)).toBeNull();
    },
  );

  it('is none on a logarithmic axis where every value is 0', () => {
    expect(rangeOf([lineOf({ curve: curveOf([0, 0, 0]) })])).toBeNull();
  });

  it('shows the target', () => {
    expect(rangeOf([lineOf()], { target: 0.001 })?.min).toBe(0.001);
  });

  it('shows where a line began and, when it has ended, where it ended', () => {
    const values = [1e6, ...Array.from({ length: 300 }, () => 1), 1e-9];
    const line = lineOf({ curve: curveOf(values), ended: false });
    const range = rangeOf([line]);
    expect([range?.max, range?.min]).toEqual([1e6, 1]);
    expect(rangeOf([{ ...line, ended: true }])?.min).toBe(1e-9);
  });

  it('is not stretched by a single 0, nor by a single value that is tiny', () => {
    for (const odd of [0, 1e-30]) {
      const values = Array.from({ length: 400 }, (_, i) => (i === 200 ? odd : 3 - i / 200));
      expect(rangeOf([lineOf({ curve: curveOf(values) })])?.min, String(odd)).toBe(1);
    }
  });

  describe('with outliers', () => {
    const values = Array.from({ length: 400 }, (_, i) => (i === 200 ? 1e-30 : 3 - i / 200));
    const diverged = lineOf({
      key: '1',
      curve: curveOf([4, 100, 1e6, Number.POSITIVE_INFINITY]),
      divergedAt: 3,
    });

    it('shows single values and where a line diverges', () => {
      const change = { ignoresOutliers: false };
      expect(rangeOf([lineOf({ curve: curveOf(values) })], change)?.min).toBeLessThanOrEqual(1e-30);
      expect(rangeOf([lineOf(), diverged], change)?.max).toBeGreaterThanOrEqual(1e6);
      expect(rangeOf([lineOf(), diverged])?.max).toBeLessThan(100);
    });
  });

  describe('of a part of the x axis', () => {
    const falling = Array.from({ length: 401 }, (_, i) => 10 ** (-i / 100));
    const rangeIn = (min: number, max: number, line = lineOf({ curve: curveOf(falling) })) =>
      laidOut(sceneOf([line], { axis: { kind: 'step', log: false, min, max, quantum: 1 } })).plot.range;

    it('is that of what is in view, whatever the line began and ended with', () => {
      expect(rangeIn(100, 200)).toMatchObject({ min: 0.01, max: 0.1 });
      expect(rangeIn(0, 100)?.max).toBe(1);
      expect(rangeIn(300, 400)?.min).toBe(1e-4);
    });

    it('is none where no line is', () => {
      expect(rangeIn(500, 600)).toBeNull();
    });
  });

  it('is exactly what the person has chosen, with round lines in it', () => {
    const chosen = (yLimits: { min: number; max: number }, logY: boolean) =>
      laidOut(sceneOf([lineOf()], { yLimits, logY })).plot.range;
    expect(chosen({ min: 0.33, max: 2.7 }, false)).toEqual({
      min: 0.33,
      max: 2.7,
      ticks: [0.5, 1, 1.5, 2, 2.5],
    });
    expect(chosen({ min: 0.003, max: 20 }, true)).toEqual({ min: 0.003, max: 20, ticks: [0.01, 0.1, 1, 10] });
    const narrow = chosen({ min: 2.31, max: 2.34 }, true)?.ticks ?? [];
    expect(narrow.length).toBeGreaterThan(1);
    expect(narrow.every((tick) => tick >= 2.31 && tick <= 2.34)).toBe(true);
  });

  describe('where a band is drawn', () => {
    const noisy = Array.from({ length: 600 }, (_, i) => [0.05, 2, 1][i % 3] ?? 1);
    const smooth = lineOf({ curve: curveOf(noisy.map(() => 1)), raw: curveOf(noisy) });

    it('has room for it', () => {
      expect(rangeOf([smooth])).toMatchObject({ min: 0.05, max: 2 });
      expect(rangeOf([{ ...smooth, raw: null }])?.min).toBeGreaterThan(0.5);
      expect(rangeOf([smooth], { logY: false })?.max).toBeGreaterThanOrEqual(2);
    });

    it('has none for where it is far from its usual', () => {
      const wide = noisy.map((value, i) => (i > 580 ? value / 1e6 : value));
      expect(rangeOf([{ ...smooth, raw: curveOf(wide) }])?.min).toBeGreaterThan(0.01);
    });

    it('has none for one that diverges', () => {
      const wild = noisy.map((_, i) => 10 ** (i / 20));
      const lines = [lineOf(), { ...smooth, key: '1', raw: curveOf(wild), divergedAt: 599 }];
      expect(rangeOf(lines)?.max).toBeLessThan(100);
    });
  });

  it('ends where rounding noise begins', () => {
    const values = Array.from({ length: 400 }, (_, i) => 10 ** -i);
    expect(rangeOf([lineOf({ curve: curveOf(values.slice(0, 320)) })])?.min).toBe(1e-35);
  });

  it('is fitted to shares', () => {
    const range = rangeOf([lineOf({ curve: curveOf([0.25, 0.75]) })], { isShare: true, logY: false });
    expect(range).toMatchObject({ min: 0.2, max: 0.8 });
  });
});
