/** Lesson 3, on Nesterov: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { bestCell } from '../../../core/map/mapMeasure.ts';
import { runAt } from '../../../core/map/runAt.ts';
import { largestRateOf } from '../../../core/map/stabilityBound.ts';
import { minimize } from '../../../core/minimize.ts';
import type { RecordedRun } from '../engine/runs.ts';
import { mapIn } from './lessonMaps.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, signChanges, tableIn, textOf } from './shipped.ts';

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

  /** Of the valley at a momentum of 0.9. */
  const stepsAt = (lr: number) =>
    minimize({
      ...{ optimizer: 'nesterov', hyperparameters: { lr, form: 'tutorial' }, start: [1, 10], steps: 200 },
      value: ([w0 = 0, w1 = 0]) => (100 * w0 ** 2 + w1 ** 2) / 2,
      gradient: ([w0 = 0, w1 = 0]) => [100 * w0, w1],
    }).values.findIndex((loss) => loss <= 0.1);

  const plane = mapIn(text, 'plane', 'float64');
  const runsOfPlane = await plane.grid(() => true);
  const best = bestCell(runsOfPlane, 'forGood') ?? -1;
  const [bestRate, bestMomentum] = plane.valuesOf(best);
  const planeOfMomentum = mapIn(textOf('2-momentum.lesson.md'), 'plane', 'float64');
  const runsOfMomentum = await planeOfMomentum.grid(() => true);
  const bestOfMomentum = bestCell(runsOfMomentum, 'forGood') ?? -1;
  /** The fewest steps for good at a momentum of 0.9, over the rates of the map. */
  const usual = async (map: typeof plane) => {
    const found: number[] = [];
    for (const lr of map.columns.values) found.push((await map.score(lr, 0.9)).forGood);
    return Math.min(...found.filter((steps) => steps > 0));
  };

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
    '24': stepsAt(0.01),
    '21': stepsAt(0.012),
    '69': stepsAt(0.0134),
    '18': runsOfPlane.forGood[best],
    '0.0125': bestRate.toPrecision(3),
    '0.894': bestMomentum.toPrecision(3),
    '0.701': planeOfMomentum.valuesOf(bestOfMomentum)[1].toPrecision(3),
    '17': runsOfMomentum.forGood[bestOfMomentum],
    '19': await usual(plane),
    '35': await usual(planeOfMomentum),
    '0.02': largestRateOf(runAt(plane.spec, 0.01, 0)),
    '3.8': (2 + 2 * 0.9).toFixed(1),
    '2.8': (1 + 2 * 0.9).toFixed(1),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas, of the start, of the lesson before, and years.
    const given = ['1', '2', '3', '10', '50', '100', '1983', '2013'];
    // Of the table, settings of the map, and what an exercise asks for.
    holdNumbers(text, computed, [...given, ...tableIn(text, 'momentum').flat(), '−90', '0.5', '0.99', '22']);
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

  test('is right about the first steps by hand', () => {
    for (const [name, run, share] of [
      ['momentum', fastMomentum, 0],
      ['Nesterov', fastNesterov, 0.9],
    ] as const) {
      const rows = [1, 2, 3].map((step) => {
        const [before = 0, here = 0, after = 0] = [step - 2, step - 1, step].map(
          (at) => points(run)[Math.max(at, 0)]?.[0],
        );
        const ahead = share * (here - before);
        return [step, here + ahead, after - here, after].map((value) => `${Number(value.toFixed(9)) + 0}`);
      });
      const stated = tableIn(text, name).map((cells) => cells.map((cell) => cell.replace('−', '-')));
      expect(stated).toEqual(rows);
    }
    expect(100 * -0.9 * 0.01).toBeCloseTo(-0.9, 12);
  });

  test('is right about the map, and who is better off', async () => {
    for (let cell = 0; cell < runsOfPlane.count; cell++) {
      const [lr, momentum] = plane.valuesOf(cell);
      const limit = largestRateOf(runAt(plane.spec, lr, momentum)) ?? Number.NaN;
      expect(limit).toBeCloseTo((2 + 2 * momentum) / (1 + 2 * momentum) / 100, 12);
      if (lr > limit) expect(runsOfPlane.forGood[cell]).toBe(0);
    }
    expect(largestRateOf(runAt(plane.spec, 0.01, 0.99))?.toPrecision(3)).toBe('0.0134');
    expect(runsOfMomentum.forGood[bestOfMomentum]).toBeLessThanOrEqual(runsOfPlane.forGood[best] ?? 0);
    expect(await usual(plane)).toBeLessThan(await usual(planeOfMomentum));
  });

  test('is right about rates close to the limit', () => {
    expect([stepsAt(0.011), stepsAt(0.013)].map((steps) => steps <= 22)).toEqual([true, true]);
    expect(stepsAt(0.01)).toBeGreaterThan(22);
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
