/** The median and the middle half of several curves, beside what a plain computation makes of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { middleOf } from '../../../core/statistics/quantile.ts';
import type { Curve } from '../../../webview/shared/curves/curve.ts';
import { EvaluationCurve } from '../../../webview/shared/curves/evaluationCurve.ts';
import { type Member, MiddleCurve } from '../../../webview/shared/curves/middleCurve.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import { curveOf } from './scenes.ts';

const { POSITIVE_INFINITY: infinite } = Number;

const over = (curve: Curve): Member => ({ curve, units: [1, 1] as const, end: () => 'over' });
const lost = (curve: Curve): Member => ({ curve, units: [1, 1] as const, end: () => 'lost' });
const goesOn = (curve: Curve): Member => ({ curve, units: [1, 1] as const, end: () => null });

function pointsOf({ median, low, high }: MiddleCurve): number[][] {
  return Array.from({ length: median.length }, (_, i) => [
    median.stepOf(i),
    low.at(i),
    median.at(i),
    high.at(i),
  ]);
}

/** A run whose points come bit by bit. */
class Growing {
  readonly #record = new RunRecord();
  readonly curve = new RecordedCurve(this.#record, 'loss');
  readonly #points: readonly (readonly [step: number, loss: number])[];
  end: 'over' | 'lost' | null = null;

  constructor(points: readonly (readonly [step: number, loss: number])[]) {
    this.#points = points;
  }

  get rest(): number {
    return this.#points.length - this.curve.length;
  }

  advance(count: number): void {
    const firstPoint = this.curve.length;
    const points = this.#points.slice(firstPoint, firstPoint + count);
    const [step, loss] = [0, 1].map((k) => Float64Array.from(points, (point) => point[k] ?? Number.NaN));
    if (step && loss)
      this.#record.append({ firstPoint, points: { step, loss }, evaluations: [], state: beforeStart });
  }
}

/** What a member is worth after so many steps, worst last; undefined: it begins later. */
function plainValue(points: readonly (readonly [number, number])[], end: 'over' | 'lost', step: number) {
  const before = points.filter((point) => point[0] <= step);
  const last = points.at(-1);
  if (end === 'lost' && (!last || step > last[0])) return infinite;
  return before.at(-1)?.[1];
}

describe('the middle of several curves', () => {
  it('is at each of their steps what lies in the middle of their values', () => {
    const middle = new MiddleCurve(
      [
        [4, 1],
        [5, 2],
        [6, 9],
        [7, 3],
        [8, 0],
      ].map((each) => goesOn(curveOf(each))),
    );
    expect(pointsOf(middle.grow())).toEqual([
      [0, 5, 6, 7],
      [1, 1, 2, 3],
    ]);
    expect([middle.median.last, middle.lostAt, middle.reached]).toEqual([2, null, null]);
  });

  it('goes as far as all have come that go on', () => {
    const [short, long] = [curveOf([3, 2]), curveOf([5, 4, 3, 2])];
    expect(pointsOf(new MiddleCurve([goesOn(short), goesOn(long)]).grow())).toHaveLength(2);
    expect(pointsOf(new MiddleCurve([goesOn(short), over(long)]).grow())).toHaveLength(2);
    expect(pointsOf(new MiddleCurve([goesOn(curveOf([])), over(long)]).grow())).toHaveLength(0);
    const middle = new MiddleCurve([over(short), goesOn(long)]).grow();
    expect(middle.median.at(3), 'it keeps its last value').toBe(2);
  });

  it('opens to the top where a run has diverged, and is lost where most have', () => {
    const [one, two] = [curveOf([3, 9]), curveOf([3])];
    const rest = [1, 2, 3].map((k) => over(curveOf([k, k, k])));
    expect(pointsOf(new MiddleCurve([lost(one), ...rest]).grow())[2]).toEqual([2, 1.75, 2.5, infinite]);
    const middle = new MiddleCurve([lost(one), lost(two), over(curveOf([3, 2, 1]))]).grow();
    expect(pointsOf(middle).map(([, , median]) => median)).toEqual([3, 9, infinite]);
    expect(middle.lostAt).toBe(2);
  });

  it('counts what is not a number, and a run that diverged at once, as infinite; a run without values as none', () => {
    const odd = new MiddleCurve([over(curveOf([Number.NaN, 1])), over(curveOf([1, 3]))]).grow();
    expect(pointsOf(odd)).toEqual([
      [0, infinite, infinite, infinite],
      [1, 1.5, 2, 2.5],
    ]);
    expect(odd.lostAt).toBeNull();
    const steady = over(curveOf([5]));
    expect(new MiddleCurve([lost(curveOf([])), steady, steady]).grow().high.last).toBe(infinite);
    expect(new MiddleCurve([over(curveOf([])), steady, steady]).grow().high.last).toBe(5);
  });

  it('is lost at the bottom where the larger is the better', () => {
    const members = [over(curveOf([0.5, 0.9])), over(curveOf([0.6, 0.8])), lost(curveOf([0.4]))];
    const middle = new MiddleCurve(members, { largerIsBetter: true }).grow();
    expect(pointsOf(middle)[0]).toEqual([0, 0.45, 0.5, 0.55]);
    expect(pointsOf(middle)[1]?.slice(1, 3)).toEqual([-infinite, 0.8]);
    expect(middle.high.at(1)).toBeCloseTo(0.85);
  });

  it('knows when its median reached a target first', () => {
    const members = [
      [3, 1, 3, 0],
      [3, 3, 1, 0],
      [3, 1, 1, 0],
    ].map((each) => over(curveOf(each)));
    expect(new MiddleCurve(members, { target: 1 }).grow().reached).toBe(1);
    expect(new MiddleCurve(members, { target: -1 }).grow().reached).toBeNull();
  });

  it('begins where the last of them begins, with the values before', () => {
    const late = curveOf([8, 6], [3, 5]);
    const early = curveOf([9, 4], [0, 4]);
    expect(
      pointsOf(new MiddleCurve([over(late), over(early)]).grow()).map(([step, , median]) => [step, median]),
    ).toEqual([
      [3, 8.5],
      [4, 6],
      [5, 5],
    ]);
  });

  it('lays epochs of unequal length on each other', () => {
    const [four, two] = [curveOf([4, 4, 4, 4, 2]), curveOf([6, 6, 0])];
    const middle = new MiddleCurve([over(four), { ...over(two), units: [1, 2] as const }]).grow();
    expect(pointsOf(middle).map(([step, , median]) => [step, median])).toEqual([
      [0, 5],
      [1, 5],
      [2, 5],
      [3, 5],
      [4, 1],
    ]);
  });

  it('takes evaluations, which may lack a number', () => {
    const of = (...values: readonly (number | undefined)[]) =>
      over(
        new EvaluationCurve(
          values.map((accuracy, i) => ({
            step: 10 * i,
            loss: 1,
            ...(accuracy === undefined ? {} : { accuracy }),
          })),
          ({ accuracy }) => accuracy,
        ),
      );
    const middle = new MiddleCurve([of(0.5, 0.7), of(0.3, 0.8), of(0.4, undefined)]).grow();
    expect(pointsOf(middle).map(([step, , median]) => [step, median])).toEqual([
      [0, 0.4],
      [10, 0.8],
    ]);
  });

  it('is what a plain computation finds, however the values came in', () => {
    const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(Number.NaN, infinite));
    const points = fc
      .uniqueArray(fc.tuple(fc.nat(25), value), { selector: ([step]) => step, maxLength: 20 })
      .map((each) => each.sort((a, b) => a[0] - b[0]));
    const runs = fc.array(fc.record({ points, end: fc.constantFrom('over' as const, 'lost' as const) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        runs,
        fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 7 })), { maxLength: 30 }),
        (all, pieces) => {
          const growing = all.map((run) => new Growing(run.points));
          const middle = new MiddleCurve(
            growing.map((run) => ({ curve: run.curve, units: [1, 1] as const, end: () => run.end })),
          );
          for (const [number, count] of pieces) {
            growing[number % growing.length]?.advance(count);
            middle.grow();
          }
          for (const [i, run] of growing.entries()) {
            run.advance(run.rest);
            middle.grow();
            run.end = all[i]?.end ?? null;
            middle.grow();
          }
          const steps = [...new Set(all.flatMap((run) => run.points.map(([step]) => step)))].sort(
            (a, b) => a - b,
          );
          const counted = all.filter((run) => run.points.length > 0 || run.end === 'lost');
          const expected = steps.flatMap((step) => {
            const values = counted.map((run) => plainValue(run.points, run.end, step));
            if (values.includes(undefined)) return [];
            const { low, median, high } = middleOf(values.map((each) => each ?? Number.NaN));
            return [[step, low, median, high]];
          });
          expect(pointsOf(middle)).toEqual(expected);
          for (const curve of [middle.median, middle.low, middle.high]) {
            const finite = Array.from({ length: curve.length }, (_, i) => curve.at(i)).filter(
              Number.isFinite,
            );
            expect(curve.extremes(0, curve.length)).toEqual([
              finite.reduce((a, b) => Math.min(a, b), infinite),
              finite.reduce((a, b) => Math.max(a, b), -infinite),
            ]);
            expect(curve.indexFrom(7)).toBe(expected.filter(([step = 0]) => step < 7).length);
          }
        },
      ),
    );
  });
});
