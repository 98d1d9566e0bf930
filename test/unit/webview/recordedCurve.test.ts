import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';

function append(record: RunRecord, loss: Float64Array<ArrayBuffer>): void {
  record.append({ firstPoint: record.length, points: { loss }, evaluations: [], state: beforeStart });
}

it('finds the extremes that a plain search finds, however the numbers came in', () => {
  const value = fc.oneof(
    fc.double({ noDefaultInfinity: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
  );
  const pieces = fc.array(fc.float64Array({ maxLength: 90 }), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, fc.array(value, { maxLength: 5 }), fc.nat(600), fc.nat(600), (arrays, odd, a, b) => {
      const record = new RunRecord();
      const series = new RecordedCurve(record, 'loss');
      for (const piece of arrays) {
        append(record, Float64Array.from(piece));
        series.extremes(0, 20);
      }
      append(record, Float64Array.from(odd));
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const finite = [...arrays.flatMap((piece) => [...piece]), ...odd]
        .slice(from, to)
        .filter(Number.isFinite);
      const [low, high] = series.extremes(from, to);
      expect(low).toBe(finite.reduce((x, y) => Math.min(x, y), Number.POSITIVE_INFINITY));
      expect(high).toBe(finite.reduce((x, y) => Math.max(x, y), Number.NEGATIVE_INFINITY));
    }),
  );
});

it('has NaN beyond its end', () => {
  expect(new RecordedCurve(new RunRecord(), 'loss').last).toBeNaN();
});
