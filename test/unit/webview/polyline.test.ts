import { describe, expect, it } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { Band, type BandPoint } from '../../../webview/shared/chart/band.ts';
import type { Placing } from '../../../webview/shared/chart/placing.ts';
import { Polyline } from '../../../webview/shared/chart/polyline.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import { curveOf } from './scenes.ts';

function placing(values: Iterable<number>, change: Partial<Placing> = {}): Placing {
  const curve = curveOf(values);
  const axis = { kind: 'step', log: false, min: 0, max: Math.max(1, curve.length - 1), quantum: 1 } as const;
  return { curve, stepsPerUnit: 1, axis, columns: 100, logY: true, ...change };
}

function pointsOf(points: Polyline): [number, number][] {
  return Array.from({ length: points.length }, (_, i) => [points.x(i), points.y(i)]);
}

describe('the points that are drawn', () => {
  it('are all points of a short run', () => {
    expect(pointsOf(new Polyline(placing([5, 4, 3])).grow())).toEqual([
      [0, 5],
      [1, 4],
      [2, 3],
    ]);
  });

  it('are four a column of a million, and no spike is lost', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => (i === 333_333 ? 99 : Math.sin(i)));
    const points = pointsOf(new Polyline(placing(values, { columns: 800 })).grow());
    expect(points.length).toBeLessThanOrEqual(4 * 801);
    expect(Math.max(...points.map(([, y]) => y))).toBe(99);
    expect(points.at(-1)).toEqual([999_999, Math.sin(999_999)]);
    expect(points.every(([x], i) => i === 0 || x >= (points[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('leave out what is not a number', () => {
    expect(pointsOf(new Polyline(placing([1, Number.POSITIVE_INFINITY, Number.NaN])).grow())).toEqual([
      [0, 1],
    ]);
  });

  it.each([false, true])('are the same however the values came in, log x %s', (log) => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => 2 + Math.sin(i * i));
    const axis = { kind: 'step', log, min: log ? 1 : 0, max: 4999, quantum: 1 } as const;
    const whole = new Polyline(placing(values, { axis })).grow();
    const record = new RunRecord();
    const growing = new Polyline({ ...placing([], { axis }), curve: new RecordedCurve(record, 'loss') });
    for (let from = 0, size = 1; from < 5000; from += size, size = (size * 7) % 301) {
      const loss = values.slice(from, from + size);
      record.append({ firstPoint: from, points: { loss }, evaluations: [], state: beforeStart });
      const settled = pointsOf(growing).slice(0, growing.settled);
      growing.grow();
      expect(pointsOf(growing).slice(0, settled.length)).toEqual(settled);
    }
    expect(pointsOf(growing)).toEqual(pointsOf(whole));
  });
});

describe('a part of the axis that is in view', () => {
  const axis = { kind: 'step', log: false, min: 200, max: 300, quantum: 1 } as const;
  const values = Array.from({ length: 1000 }, (_, i) =>
    i === 150 ? 99 : i === 350 ? 0.01 : 2 + Math.sin(i),
  );

  it('has its points, and the two next to it, which the line comes from and goes to', () => {
    const points = pointsOf(new Polyline(placing(values, { axis })).grow());
    expect(points.map(([x]) => x)).toEqual(Array.from({ length: 103 }, (_, i) => 199 + i));
    const sparse = { ...placing([], { axis }), curve: curveOf([5, 4, 3, 2], [0, 100, 250, 900]) };
    expect(pointsOf(new Polyline(sparse).grow())).toEqual([
      [100, 4],
      [250, 3],
      [900, 2],
    ]);
  });

  it('has a range of its own', () => {
    const line = new Polyline(placing(values, { axis })).grow();
    for (const [low, high] of [line.range, line.wholeRange])
      expect([low > 0.9, low < 1.1, high > 2.9, high <= 3]).toEqual([true, true, true, true]);
    expect(new Polyline(placing(values)).grow().wholeRange).toEqual([0.01, 99]);
  });

  it('has no point before the line has come to it, nor from 0 on a logarithmic axis', () => {
    expect(new Polyline(placing(values.slice(0, 100), { axis })).grow().length).toBe(0);
    const log = { ...axis, log: true, min: 1, max: 3 };
    expect(pointsOf(new Polyline(placing([5, 4, 3, 2, 1], { axis: log })).grow()).map(([x]) => x)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('has the same points however the values came in', () => {
    const record = new RunRecord();
    const growing = new Polyline({
      ...placing([], { axis, columns: 10 }),
      curve: new RecordedCurve(record, 'loss'),
    });
    for (let from = 0; from < 1000; from += 37) {
      const loss = Float64Array.from(values.slice(from, from + 37));
      record.append({ firstPoint: from, points: { loss }, evaluations: [], state: beforeStart });
      growing.grow();
    }
    expect(pointsOf(growing)).toEqual(pointsOf(new Polyline(placing(values, { axis, columns: 10 })).grow()));
  });
});

describe('the range of a line', () => {
  const falling = Array.from({ length: 1000 }, (_, i) => 100 * 0.98 ** i);

  it('is that of its values where they fall steadily, to the very end', () => {
    const [low, high] = new Polyline(placing(falling)).grow().range;
    expect(high).toBe(100);
    expect(low / (falling[989] ?? 0)).toBeLessThan(1.01);
  });

  it.each([1e-300, 1e-30])('has no place for a single value of %s', (odd) => {
    const values = falling.map((value, i) => (i === 500 ? odd : value));
    const [low] = new Polyline(placing(values)).grow().range;
    expect(low).toBeGreaterThan(1e-8);
  });

  it('has no place for 0 on a logarithmic axis, and has on a linear one', () => {
    const values = falling.map((value, i) => (i >= 900 ? 0 : value));
    expect(new Polyline(placing(values)).grow().range[0]).toBeGreaterThan(1e-8);
    expect(new Polyline(placing(values, { logY: false })).grow().range[0]).toBe(0);
  });

  it('has no place for a single value far above the others', () => {
    const values = falling.map((value, i) => (i === 500 ? 1e12 : value));
    for (const logY of [true, false])
      expect(new Polyline(placing(values, { logY })).grow().range[1], String(logY)).toBe(100);
  });

  it('keeps what takes more than three hundredths of the width', () => {
    const values = falling.map((value, i) => (i >= 500 && i < 560 ? 1e-30 : value));
    expect(new Polyline(placing(values)).grow().range[0]).toBe(1e-30);
  });

  it('has no place for a few values far from the others, and has for the nearest of the others', () => {
    const waves = (needles: number) =>
      Array.from({ length: 200 }, (_, i) => (i >= 150 && (i - 150) % 12 < needles ? 1e-28 : 1 + (i % 7)));
    const rangeOf = (needles: number) => {
      const axis = { kind: 'step', log: false, min: 0, max: 199, quantum: 1 } as const;
      return new Polyline(placing(waves(needles), { axis, columns: 780 })).grow().range;
    };
    expect(rangeOf(1)).toEqual([1, 7]);
    expect(rangeOf(2)).toEqual([1e-28, 7]);
  });

  it('has what has come of the column that is not full, but nothing of it that is far', () => {
    const axis = { kind: 'step', log: false, min: 0, max: 2000, quantum: 1 } as const;
    const rangeOf = (next: readonly number[], logY: boolean) =>
      new Polyline(placing([...falling, ...next], { axis, logY })).grow().range;
    const last = falling.at(-1) ?? 0;
    expect(rangeOf([last / 9, last / 3], true)).toEqual([last / 9, 100]);
    expect(rangeOf([last, 100 * 9], true)).toEqual([last, 900]);
    expect(rangeOf([last / 9, 1e-30, 1e30], true)).toEqual([last / 9, 100]);
    expect(rangeOf([-20, 130], false)).toEqual([-20, 130]);
    expect(rangeOf([-120, 130], false)[0]).toBe(last);
  });

  it('has the few values that there are', () => {
    expect(new Polyline(placing([3, 1e-20, 2])).grow().range).toEqual([1e-20, 3]);
    const [low, high] = new Polyline(placing([0, 0])).grow().range;
    expect(low).toBeGreaterThan(high);
  });
});

describe('the band of noisy values', () => {
  const noisy = Array.from({ length: 10_000 }, (_, i) => 1 + 0.5 * Math.sin(i * 2.4));

  it('is their middle in each part, whatever single ones are', () => {
    const values = noisy.map((value, i) => (i % 50 === 0 ? 1e-9 : i % 50 === 1 ? 1e9 : value));
    const band = wholeOf(new Band(placing(values)).grow());
    expect(band).toHaveLength(27);
    for (const { low, high } of band) {
      expect(low).toBeGreaterThan(0.4);
      expect(high).toBeLessThan(1.6);
      expect(high - low).toBeGreaterThan(0.5);
    }
  });

  it('does not reach down for values of exactly 0 on a logarithmic axis', () => {
    const values = noisy.map((value, i) => (i % 4 === 0 ? 0 : value));
    const lows = (logY: boolean) => {
      return wholeOf(new Band(placing(values, { logY })).grow()).map(({ low }) => low);
    };
    expect(Math.min(...lows(true))).toBeGreaterThan(0.4);
    expect(Math.max(...lows(false))).toBe(0);
  });

  it.each([40, 100, 240, 1000])('of a run of %i steps begins and ends with it, and follows it', (steps) => {
    const values = Array.from(
      { length: steps + 1 },
      (_, i) => 100 * 0.99 ** i * (1 + 0.5 * Math.sin(i * 2.4)),
    );
    const band = wholeOf(new Band(placing(values, { columns: 1000 })).grow());
    expect(band[0]?.x).toBe(0);
    expect(band.at(-1)?.x).toBe(steps);
    expect(band.length).toBeGreaterThanOrEqual(steps / 6);
    expect(band.length).toBeLessThanOrEqual(steps / 6 + 4);
    const xs = band.map(({ x }) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    for (const { x, low, high } of band) {
      const middle = 100 * 0.99 ** x;
      expect([low < middle, low > middle / 3, high > middle, high < middle * 2], `${x}`).toEqual(
        Array(4).fill(true),
      );
    }
  });

  it.each([false, true])('is the same however the values came in, log x %s', (log) => {
    const axis = { kind: 'step', log, min: log ? 1 : 0, max: 999, quantum: 1 } as const;
    const values = Float64Array.from({ length: 1000 }, (_, i) => 2 + Math.sin(i * i));
    const record = new RunRecord();
    const band = new Band({ ...placing([], { axis }), curve: new RecordedCurve(record, 'loss') });
    for (let from = 0, size = 1; from < 1000; from += size, size = (size * 7) % 31) {
      const loss = values.slice(from, from + size);
      record.append({ firstPoint: from, points: { loss }, evaluations: [], state: beforeStart });
      const before = [...band.settled];
      band.grow();
      expect(band.settled.slice(0, before.length)).toEqual(before);
      expect(band.tail.at(-1)?.x).toBe(record.length - 1);
    }
    expect(wholeOf(band)).toEqual(wholeOf(new Band(placing(values, { axis })).grow()));
  });

  it('has nothing before there is a value, and one place of a single one', () => {
    expect(wholeOf(new Band(placing([])).grow())).toEqual([]);
    for (const { x, low, high } of wholeOf(new Band(placing([3])).grow()))
      expect([x, low, high]).toEqual([0, 3, 3]);
  });
});

function wholeOf({ settled, tail }: Band): readonly BandPoint[] {
  return [...settled, ...tail];
}
