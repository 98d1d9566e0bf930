import { describe, expect, it } from 'vitest';
import { tickLabel } from '../../../webview/shared/chart/labels.ts';
import { pushApart } from '../../../webview/shared/chart/pushApart.ts';
import {
  linearRange,
  logRange,
  roundTicks,
  scaleTicks,
  stepTicks,
} from '../../../webview/shared/chart/ticks.ts';

describe('pushApart', () => {
  it('leaves labels alone that have room', () => {
    expect(pushApart([10, 50, 90], 18, 0, 100)).toEqual([10, 50, 90]);
  });

  it('moves two close ones by equal parts', () => {
    expect(pushApart([50, 52], 18, 0, 100)).toEqual([42, 60]);
  });

  it('keeps the order, the gap and the bounds', () => {
    const wanted = [95, 3, 96, 4, 97, 50];
    const moved = pushApart(wanted, 16, 0, 100);
    const ranked = wanted.map((value, i) => ({ value, at: moved[i] ?? 0 })).sort((a, b) => a.value - b.value);
    ranked.forEach(({ at }, i) => {
      if (i > 0) expect(at - (ranked[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(100);
    });
  });
});

describe('ticks', () => {
  it('steps by 1, 2 or 5, in no more parts than there is room for', () => {
    const stepOf = (high: number, count: number) => roundTicks(0, high, count)[1];
    expect([stepOf(200, 4), stepOf(3.04, 4), stepOf(13.8, 4), stepOf(0.7, 7)]).toEqual([50, 1, 5, 0.1]);
    for (let high = 0.01; high < 1e4; high *= 1.07)
      for (let count = 1; count < 12; count++)
        expect(roundTicks(0, high, count).length, `${high} in ${count}`).toBeLessThanOrEqual(count + 1);
  });

  it('keeps to what a window shows', () => {
    expect(roundTicks(-1.5, 3.2, 4)).toEqual([0, 2]);
    expect(roundTicks(0.05, 0.31, 4)).toEqual([0.1, 0.2, 0.3]);
    expect(roundTicks(-4.5, 4.5, 4)).toEqual([0]);
  });

  it('has two numbers or more, in more parts only where fewer have none', () => {
    expect(scaleTicks(-4.5, 4.5, 4)).toEqual([-4, -2, 0, 2, 4]);
    expect(scaleTicks(0.05, 0.31, 4)).toEqual([0.1, 0.2, 0.3]);
    for (let low = -20; low < 20; low += 0.37)
      for (let width = 0.01; width < 1e4; width *= 1.9)
        expect(scaleTicks(low, low + width, 4).length, `${low} and ${width} more`).toBeGreaterThan(1);
  });

  it('has a range around a single value', () => {
    const { min, max } = linearRange(5, 5, 6);
    expect(min).toBeLessThanOrEqual(5);
    expect(max).toBeGreaterThan(5);
    expect(linearRange(0, 0, 4)).toMatchObject({ min: 0 });
  });

  it('draws the valley from 1e-8 with a line every two decades', () => {
    const range = logRange(1.285e-8, 316, 7);
    expect(range.min).toBe(1e-8);
    expect(range.max).toBe(500);
    expect(range.ticks).toEqual([1e-8, 1e-6, 1e-4, 0.01, 1, 100]);
  });

  it('uses 1, 2, 5 for losses of few decades', () => {
    expect(logRange(0.088, 2.6, 8)).toEqual({ min: 0.05, max: 5, ticks: [0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
  });

  it('uses even steps within a part of a decade', () => {
    expect(logRange(2.15, 4, 6)).toEqual({ min: 2, max: 4, ticks: [2, 2.5, 3, 3.5, 4] });
  });

  it('encloses the data from zero on a linear axis', () => {
    expect(linearRange(0, 102, 6)).toEqual({ min: 0, max: 120, ticks: [0, 20, 40, 60, 80, 100, 120] });
  });

  it('ends the x axis at the last step, uncrowded', () => {
    expect(stepTicks(0, 200, 5, false)).toEqual([0, 50, 100, 150, 200]);
    expect(stepTicks(0, 2250, 5, false)).toEqual([0, 500, 1000, 1500, 2250]);
    expect(stepTicks(1, 200, 5, true)).toEqual([1, 10, 200]);
    // Of a part of the axis both ends are told.
    expect(stepTicks(137, 363, 5, false)).toEqual([137, 200, 250, 300, 363]);
    expect(stepTicks(195, 363, 5, false)[1]).toBe(250);
    expect(stepTicks(120, 480, 5, true)).toEqual([120, 200, 300, 400, 480]);
  });

  it('writes small and large ticks short', () => {
    expect([0, 0.01, 0.30000000000000004, 100, 1e-4, 1e5].map(tickLabel)).toEqual([
      '0',
      '0.01',
      '0.3',
      '100',
      '1e-4',
      '1e5',
    ]);
  });
});
