import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptPoints } from '../../../core/log/keptPoints.ts';
import { LogColumn } from '../../../core/log/logColumn.ts';

const someSteps = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
  { maxLength: 40 },
);

test('later points replace those from their step on, however they come', () => {
  fc.assert(
    fc.property(fc.array(someSteps, { maxLength: 6 }), (pieces) => {
      const column = new LogColumn('');
      const steps: number[] = [];
      const points = new KeptPoints(column, (index) => steps[index] ?? Number.NaN);
      let kept: { step: number; value: number }[] = [];
      let [restarts, replaced] = [0, 0];
      for (const piece of pieces) {
        const before = kept;
        for (const step of piece) {
          column.add(steps.length, 100 + steps.length);
          steps.push(step);
          if (!Number.isFinite(step)) continue;
          if (step < (kept.at(-1)?.step ?? -1)) restarts++;
          const earlier = kept.filter((point) => point.step < step);
          replaced += kept.length - earlier.length;
          kept = [...earlier, { step, value: 99 + steps.length }];
        }
        const same = points.update();
        // Nothing behind is promised: what is said to be the same is.
        expect(kept.slice(0, same)).toEqual(before.slice(0, same));
        const first = before.findIndex((point, index) => point !== kept[index]);
        expect(same).toBe(first < 0 ? before.length : first);
      }
      const all = Array.from({ length: points.length }, (_, point) => ({
        step: points.step(point),
        value: points.value(point),
      }));
      expect(all).toEqual(kept);
      expect([points.restarts, points.replaced]).toEqual([restarts, replaced]);
      expect(points.lastStep).toBe(kept.at(-1)?.step ?? Number.NEGATIVE_INFINITY);
      for (let step = -1; step < 14; step++)
        expect(points.firstFrom(step)).toBe(kept.filter((point) => point.step < step).length);
    }),
  );
});
