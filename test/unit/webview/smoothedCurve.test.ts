import { describe, expect, it } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import { SmoothedCurve } from '../../../webview/shared/curves/smoothedCurve.ts';
import { curveOf } from './scenes.ts';

const valuesOf = (curve: SmoothedCurve) => Array.from({ length: curve.length }, (_, i) => curve.at(i));

describe('a smoothed curve', () => {
  it('has the mean of the last steps, at the begin of as many as there are', () => {
    const curve = new SmoothedCurve(curveOf([4, 2, 6, 0, 3]), 3);
    expect(valuesOf(curve)).toEqual([4, 3, 4, 8 / 3, 3]);
    expect([curve.length, curve.last, curve.stepOf(3), curve.indexFrom(2)]).toEqual([5, 3, 3, 2]);
  });

  it('goes back by steps, however many points are kept of them', () => {
    const raw = curveOf([8, 6, 4, 2, 1], [0, 10, 11, 12, 100]);
    expect(valuesOf(new SmoothedCurve(raw, 3))).toEqual([8, 6, 5, 4, 1]);
  });

  it('keeps the digits of small losses after large ones', () => {
    const losses = Array.from({ length: 4000 }, (_, i) => 10 ** (6 - i / 200));
    const curve = new SmoothedCurve(curveOf(losses), 50);
    for (const i of [100, 1999, 3999]) {
      const mean = losses.slice(i - 49, i + 1).reduce((sum, loss) => sum + loss, 0) / 50;
      expect(curve.at(i) / mean).toBeCloseTo(1, 13);
    }
  });

  it('is finite again when what is not has gone by', () => {
    const curve = new SmoothedCurve(curveOf([1, Number.POSITIVE_INFINITY, 1, 3, Number.NaN, 1, 1]), 2);
    expect(valuesOf(curve)).toEqual([1, Infinity, Infinity, 2, Number.NaN, Number.NaN, 1]);
    expect(curve.extremes(0, 7)).toEqual([1, 2]);
  });

  it('grows with the losses', () => {
    const record = new RunRecord();
    const losses = Float64Array.from({ length: 500 }, (_, i) => 2 + Math.sin(i));
    const growing = new SmoothedCurve(new RecordedCurve(record, 'loss'), 7);
    for (let from = 0; from < 500; from += 60) {
      const loss = losses.slice(from, from + 60);
      record.append({ firstPoint: from, points: { loss }, evaluations: [], state: beforeStart });
      expect(growing.length).toBe(from + loss.length);
      growing.extremes(0, growing.length);
    }
    const whole = new SmoothedCurve(curveOf(losses), 7);
    expect(valuesOf(growing)).toEqual(valuesOf(whole));
    const some = valuesOf(whole).slice(40, 400);
    expect(growing.extremes(40, 400)).toEqual([Math.min(...some), Math.max(...some)]);
  });
});
