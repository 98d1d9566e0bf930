/** Lesson 3, on Nesterov: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import type { RecordedRun } from '../engine/runs.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, signChanges, textOf } from './shipped.ts';

describe('lesson 3', async () => {
  const text = textOf('3-nesterov.lesson.md');
  const [slowMomentum, slowNesterov] = await runsOf(text, 'slow');
  const [momentum, fastMomentum, nesterov, fastNesterov] = await runsOf(text, 'faster');
  const [boldMomentum, boldNesterov] = await runsOf(text, 'too-fast');
  const [below, above] = await runsOf(text, 'limits');

  /** How far the first parameter is away from 0 at most, from step 50 on. */
  const largestFrom50 = (run: RecordedRun | undefined) =>
    Math.max(
      ...points(run)
        .slice(50)
        .map(([w0 = 0]) => Math.abs(w0)),
    );

  const computed: Readonly<Record<string, unknown>> = {
    '0.725': lossOf(slowMomentum).toPrecision(3),
    '0.758': lossOf(slowNesterov).toPrecision(3),
    '7.74e-9': lossOf(nesterov).toPrecision(3),
    '2.55e-7': lossOf(momentum).toPrecision(3),
    '3.23e-9': lossOf(fastNesterov).toPrecision(3),
    '1.59e-8': lossOf(fastMomentum).toPrecision(3),
    '36': signChanges(momentum),
    '37': signChanges(nesterov),
    '68': signChanges(fastMomentum),
    '0.0701': largestFrom50(momentum).toPrecision(3),
    '8.38e-6': largestFrom50(nesterov).toExponential(2),
    '8.12e-8': lossOf(boldMomentum).toPrecision(3),
    '1.01e-15': lossOf(below).toPrecision(3),
    '120': divergedAt(above),
    '3.8': (2 + 2 * 0.9).toFixed(1),
    '2.8': (1 + 2 * 0.9).toFixed(1),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas, of the start, of the lesson before, and years.
    holdNumbers(text, computed, ['1', '2', '3', '10', '50', '100', '1983', '2013']);
  });

  test('is right about who brakes, and where that breaks', () => {
    const { largestCurvature = 0, start } = surfaceOf({ surface: 'valley' }) ?? {};
    expect([start, largestCurvature]).toEqual([[1, 10], 100]);
    expect(
      points(fastNesterov)
        .slice(1)
        .every(([w0]) => w0 === 0),
    ).toBe(true);
    expect([divergedAt(boldMomentum), divergedAt(boldNesterov)]).toEqual([null, expect.any(Number)]);
    const [bound, ofMomentum] = [3.8 / 2.8 / largestCurvature, 3.8 / largestCurvature];
    expect(bound).toBeGreaterThan(0.0134);
    expect(bound).toBeLessThan(0.0138);
    expect(ofMomentum / bound).toBeCloseTo(2.8, 12);
    expect(lossOf(below)).toBeLessThan(1);
    expect(lossOf(above)).toBeGreaterThan(below?.losses[0] ?? 0);
  });

  test('has a rule to begin with that is momentum, and looks ahead by what the lesson says', async () => {
    const [shipped, beginning] = await runsOf(text, 'compare');
    expect(
      points(beginning)
        .at(-1)
        ?.map((value) => value.toPrecision(9)),
    ).toEqual(
      points(fastMomentum)
        .at(-1)
        ?.map((value) => value.toPrecision(9)),
    );
    const done = /```optimizer mine\n([\s\S]*?)```/
      .exec(text)?.[1]
      ?.replace('update\n', 'update\n  g = gradient at p + momentum * v\n');
    const [, mine] = await runsOf(text, 'compare', done);
    expect(mine?.losses).toEqual(shipped?.losses);
  });
});
