/** Curves of evaluations, their parts in pixel columns, and the smallest of many values, beside plain searches. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnParts, isSamePlacing, type Placing } from '../../../webview/shared/chart/placing.ts';
import { Smallest } from '../../../webview/shared/chart/smallest.ts';
import { EvaluationCurve } from '../../../webview/shared/curves/evaluationCurve.ts';
import { curveOf } from './scenes.ts';

describe('a curve of evaluations', () => {
  const evaluations = [
    { step: 0, loss: 4 },
    { step: 10, loss: 2, accuracy: 0.5 },
    { step: 20, loss: Number.POSITIVE_INFINITY },
    { step: 25, loss: 3 },
  ];
  const losses = new EvaluationCurve(evaluations, ({ loss }) => loss);

  it('has the values and their steps', () => {
    expect(losses.length).toBe(4);
    expect(losses.last).toBe(3);
    expect([0, 1, 3].map((i) => [losses.stepOf(i), losses.at(i)])).toEqual([
      [0, 4],
      [10, 2],
      [25, 3],
    ]);
    expect([losses.at(4), losses.stepOf(4), losses.at(-1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const accuracies = new EvaluationCurve(evaluations, ({ accuracy }) => accuracy);
    expect([accuracies.at(0), accuracies.at(1), accuracies.last]).toEqual([Number.NaN, 0.5, Number.NaN]);
    expect(new EvaluationCurve([], ({ loss }) => loss).last).toBeNaN();
  });

  it('finds the first value from a step on', () => {
    expect([-5, 0, 1, 10, 11, 25, 26].map((step) => losses.indexFrom(step))).toEqual([0, 0, 1, 1, 2, 3, 4]);
  });

  it('knows the finite extremes between two indexes', () => {
    expect(losses.extremes(0, 4)).toEqual([2, 4]);
    expect(losses.extremes(2, 9)).toEqual([3, 3]);
    expect(losses.extremes(-3, 1)).toEqual([4, 4]);
    const [low, high] = losses.extremes(2, 3);
    expect(low).toBeGreaterThan(high);
  });
});

describe('the columns of a curve', () => {
  const placing = (count: number, change: Partial<Placing> = {}): Placing => ({
    curve: curveOf(Array.from({ length: count }, (_, i) => i)),
    ...{ stepsPerUnit: 1, columns: 10, logY: false },
    axis: { kind: 'step', log: false, min: 0, max: 100, quantum: 1 },
    ...change,
  });
  const partsOf = (of: Placing) => {
    const parts = new ColumnParts(of);
    const full = [];
    for (let part = parts.nextFull(); part; part = parts.nextFull()) full.push([part.from, part.to]);
    return { full, rest: [parts.rest.from, parts.rest.to] };
  };

  it('are full when a value beyond them has come', () => {
    expect(partsOf(placing(35))).toEqual({
      full: [
        [0, 10],
        [10, 20],
        [20, 30],
      ],
      rest: [30, 35],
    });
    expect(partsOf(placing(30)).full).toHaveLength(2);
    expect(partsOf(placing(31)).full).toHaveLength(3);
    expect(partsOf(placing(0))).toEqual({ full: [], rest: [0, 0] });
  });

  it('end with the axis, where the last value is in the rest', () => {
    const { full, rest } = partsOf(placing(101));
    expect(full).toHaveLength(10);
    expect(rest).toEqual([100, 101]);
    // What is beyond the axis by more than a column is left out.
    expect(partsOf(placing(300)).rest).toEqual([100, 110]);
  });

  it('take each value once, in order, on any axis', () => {
    const axis = fc.record({
      log: fc.boolean(),
      min: fc.integer({ min: 1, max: 9 }),
      max: fc.integer({ min: 20, max: 300 }),
    });
    fc.assert(
      fc.property(
        axis,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (given, columns, stepsPerUnit) => {
          const min = given.log ? given.min : 0;
          const of = placing(given.max * stepsPerUnit + 1, {
            ...{ columns, stepsPerUnit },
            axis: { kind: 'step', log: given.log, min, max: given.max, quantum: 1 },
          });
          const { full, rest } = partsOf(of);
          const all = [...full, rest];
          expect(all[0]?.[0]).toBe(min * stepsPerUnit);
          for (const [i, [from = 0, to = 0]] of all.entries()) {
            expect(to).toBeGreaterThanOrEqual(from);
            if (i > 0) expect(from).toBe(all[i - 1]?.[1]);
          }
          expect(rest[1]).toBe(given.max * stepsPerUnit + 1);
          for (const [column, [from = 0, to = 0]] of full.entries())
            for (let i = from; i < to; i++) {
              const x = i / stepsPerUnit;
              const share = given.log ? Math.log(x / min) / Math.log(given.max / min) : x / given.max;
              expect(share * columns).toBeGreaterThanOrEqual(column - 1e-6);
              expect(share * columns).toBeLessThan(column + 1 + 1e-6);
            }
        },
      ),
    );
  });

  it('are the same as long as all that they depend on is', () => {
    const one = placing(5);
    expect(isSamePlacing(one, { ...one, axis: { ...one.axis, quantum: 7 } })).toBe(true);
    const others: Partial<Placing>[] = [
      { curve: curveOf([1]) },
      { stepsPerUnit: 2 },
      { columns: 11 },
      { logY: true },
      { axis: { ...one.axis, log: true } },
      { axis: { ...one.axis, min: 1 } },
      { axis: { ...one.axis, max: 99 } },
    ];
    for (const change of others) expect(isSamePlacing(one, { ...one, ...change })).toBe(false);
  });
});

it('the smallest of many are those of a sorted list', () => {
  const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (values, most) => {
      const smallest = new Smallest(most);
      for (const value of values) smallest.take(value);
      const sorted = [...values].sort((a, b) => a - b).slice(0, most);
      expect(smallest.count).toBe(values.length);
      for (let rank = 0; rank < 12; rank++)
        expect(smallest.at(rank)).toBe(sorted[Math.min(rank, sorted.length - 1)] ?? Number.POSITIVE_INFINITY);
    }),
  );
});
