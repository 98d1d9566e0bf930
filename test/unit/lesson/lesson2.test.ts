/** Lesson 2, on momentum: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { valueOfQuantity } from '../../../core/lesson/exercise/quantity.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { asksNumber, readPrediction } from '../../../core/lesson/prediction.ts';
import { bestCell } from '../../../core/map/mapMeasure.ts';
import { runAt } from '../../../core/map/runAt.ts';
import { largestRateOf } from '../../../core/map/stabilityBound.ts';
import { minimize } from '../../../core/minimize.ts';
import type { RecordedRun } from '../engine/runs.ts';
import { mapIn } from './lessonMaps.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, signChanges, tableIn, textOf } from './shipped.ts';

describe('lesson 2', async () => {
  const text = textOf('2-momentum.lesson.md');
  const below1 = (run: RecordedRun | undefined) => run?.losses.findIndex((loss) => loss < 1);
  const [sgd, momentum] = await runsOf(text, 'valley');
  const [light, , heavy] = await runsOf(text, 'share');
  const [sgdBelow, sgdAbove, momentumBelow, momentumAbove] = await runsOf(text, 'limits');
  const [sgdBent, momentumBent] = await runsOf(text, 'rosenbrock');
  const [sgdAtBest, momentumAtBest] = await runsOf(text, 'at-their-best');
  /** After how many steps the loss is no higher. */
  const stepsTo = (loss: number, run: RecordedRun | undefined) =>
    run?.losses.findIndex((each) => each <= loss) ?? Number.NaN;
  /** Of momentum on the valley at 0.01. */
  const pathWith = (momentum: number, steps = 200) =>
    minimize({
      ...{ optimizer: 'momentum', hyperparameters: { lr: 0.01, momentum }, start: [1, 10], steps },
      value: ([w0 = 0, w1 = 0]) => (100 * w0 ** 2 + w1 ** 2) / 2,
      gradient: ([w0 = 0, w1 = 0]) => [100 * w0, w1],
    });
  const stepsWith = (momentum: number) => pathWith(momentum).values.findIndex((loss) => loss <= 0.1);
  /** What theory says of curvatures of 100 and 1. */
  const bestOf = { descent: 2 / (100 + 1), ball: 4 / (10 + 1) ** 2, share: ((10 - 1) / (10 + 1)) ** 2 };
  const furtherSteps = [sgdAtBest, momentumAtBest].map((run) => stepsTo(1e-6, run) - stepsTo(1, run));
  const awayFromHome = (run: RecordedRun | undefined) => {
    const [x = 0, y = 0] = points(run).at(-1) ?? [];
    return Math.hypot(x - 1, y - 1).toFixed(2);
  };
  /** Of a gradient that stays 1. */
  const velocityAfter = (steps: number) => {
    const rate = { lr: 1, momentum: 0.9 };
    const flat = { gradient: () => [1], start: [0], optimizer: 'momentum', hyperparameters: rate, steps };
    const { path } = minimize(flat);
    return (path.at(-2)?.[0] ?? 0) - (path.at(-1)?.[0] ?? 0);
  };

  const plane = mapIn(text, 'plane', 'float64');
  const runsOfPlane = await plane.grid(() => true);
  const best = bestCell(runsOfPlane, 'forGood') ?? -1;
  const [bestRate, bestMomentum] = plane.valuesOf(best);

  /** Numbers as they stand in the words, and where they come from. */
  const computed: Readonly<Record<string, unknown>> = {
    '17': runsOfPlane.forGood[best],
    '0.0316': bestRate.toPrecision(3),
    '0.701': bestMomentum.toPrecision(3),
    '44': (await plane.score(0.01, 0.9)).forGood,
    '24': below1(momentum),
    '195': below1(sgd),
    '1.59e-8': lossOf(momentum).toPrecision(3),
    '0.898': lossOf(sgd).toFixed(3),
    '1.9': velocityAfter(2).toFixed(1),
    '6.51': velocityAfter(10).toFixed(2),
    '9.95': velocityAfter(50).toFixed(2),
    '0.81': (0.9 ** 2).toFixed(2),
    '16': below1(heavy),
    '9.83': lossOf(heavy).toFixed(2),
    '0.0136': lossOf(light).toFixed(4),
    '68': signChanges(momentum),
    '0.02': 2 / (surfaceOf({ surface: 'valley' })?.largestCurvature ?? 0),
    '0.038': (2 + 2 * 0.9) / (surfaceOf({ surface: 'valley' })?.largestCurvature ?? 0),
    '0.001': (0.038 - 0.037).toFixed(3),
    '52': divergedAt(sgdAbove),
    '14': divergedAt(momentumAbove),
    '33': stepsWith(0.85),
    '54': stepsWith(0.9),
    '0.0198': bestOf.descent.toPrecision(3),
    '0.98': (1 - bestOf.descent).toPrecision(2),
    '0.0331': bestOf.ball.toPrecision(3),
    '0.669': bestOf.share.toPrecision(3),
    '0.818': Math.sqrt(bestOf.share).toPrecision(3),
    '459': stepsTo(1e-6, sgdAtBest),
    '59': stepsTo(1e-6, momentumAtBest),
    '7.8': (stepsTo(1e-6, sgdAtBest) / stepsTo(1e-6, momentumAtBest)).toFixed(1),
    '115': stepsTo(1, sgdAtBest),
    '344': furtherSteps[0],
    '35': furtherSteps[1],
    '9.8': ((furtherSteps[0] ?? Number.NaN) / (furtherSteps[1] ?? Number.NaN)).toFixed(1),
    '1.66': awayFromHome(momentumBent),
    '1.96': awayFromHome(sgdBent),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas, places and counting: curvatures, starts and minima, after how many steps, a share in percent, and years.
    const given = ['0', '1', '−1', '2', '4', '10', '50', '100', '1964', '2013'];
    // Of the table, shares, and what the race of the best goes on to.
    holdNumbers(text, computed, [
      ...given,
      ...tableIn(text, 'step').flat(),
      '9',
      '11',
      '99',
      '101',
      '0.8',
      '1e-6',
    ]);
  });

  test('is right about the map', async () => {
    const { spec } = plane;
    for (let cell = 0; cell < runsOfPlane.count; cell++) {
      const [lr, momentum] = plane.valuesOf(cell);
      const limit = largestRateOf(runAt(spec, lr, momentum)) ?? Number.NaN;
      expect(limit).toBeCloseTo((2 + 2 * momentum) / 100, 12);
      if (lr > limit) expect(runsOfPlane.forGood[cell]).toBe(0);
      else expect(runsOfPlane.hasDiverged(cell)).toBe(false);
    }
    // Too slow, still swinging, and near the line.
    const slow = await plane.score(1e-4, 0);
    const swinging = await plane.score(0.01, 0.999);
    expect([slow.forGood, slow.first, swinging.forGood]).toEqual([0, 0, 0]);
    expect(swinging.first).toBeGreaterThan(0);
    expect(bestRate / ((2 + 2 * bestMomentum) / 100)).toBeGreaterThan(0.9);
    expect((await plane.score(0.01, 0.9)).first).toBe(24);
  });

  test('is right about the valleys', () => {
    const valley = surfaceOf({ surface: 'valley' });
    expect([valley?.start, valley?.largestCurvature]).toEqual([[1, 10], 100]);
    expect(surfaceOf({ surface: 'rosenbrock' })?.start).toEqual([-1, 1]);
    expect(points(sgd)[1]).toEqual([0, 9.9]);
    expect(signChanges(sgd)).toBe(0);
    expect(signChanges(sgdBelow)).toBe(200);
    expect(lossOf(sgdBelow)).toBeLessThan(1);
    expect(lossOf(momentumBelow)).toBeLessThan(1);
    expect(velocityAfter(1)).toBe(1);
    expect(velocityAfter(500)).toBeCloseTo(10, 9);
    expect(lossOf(light)).toBeLessThan(lossOf(heavy));
    expect(below1(heavy)).toBeLessThan(below1(light) ?? 0);
  });

  test('is right about the first steps by hand, and why the ball rolls on', () => {
    const path = pathWith(0.9, 4).path.map(([w0 = 0]) => w0);
    let velocity = 0;
    const rows = path.slice(1).map((after, step) => {
      const gradient = 100 * (path[step] ?? 0);
      velocity = 0.9 * velocity + gradient;
      return [step + 1, gradient, velocity, after].map((value) => `${Number(value.toFixed(9))}`);
    });
    const stated = tableIn(text, 'step').map((row) => row.map((cell) => cell.replace('−', '-')));
    expect(stated).toEqual(rows);
  });

  test('is right about shares that are too light, too heavy and right', () => {
    expect([stepsWith(0.8), stepsWith(0.5)]).toEqual([50, expect.any(Number)]);
    expect(stepsWith(0.5)).toBeGreaterThan(100);
    // It passes the minimum, and is below the loss only as it comes back.
    expect(Math.min(...pathWith(0.9, 54).path.map(([, w1 = 0]) => w1))).toBeLessThan(-1);
    expect(stepsWith(0.82)).toBeGreaterThan(40);
  });

  test('is right about the best settings of each', async () => {
    // Both shrink by the same in both directions: a step leaves (1 − lr · curvature), and sqrt(momentum).
    expect(1 - bestOf.descent).toBeCloseTo(99 / 101, 12);
    expect(100 * bestOf.descent - 1).toBeCloseTo(99 / 101, 12);
    expect(Math.sqrt(bestOf.share)).toBeCloseTo(9 / 11, 12);
    expect(bestOf.ball).toBeCloseTo((1 - Math.sqrt(bestOf.share)) ** 2, 12);
    expect(bestOf.ball * 100).toBeCloseTo((1 + Math.sqrt(bestOf.share)) ** 2, 12);
    expect(Math.log(9 / 11) / Math.log(99 / 101)).toBeCloseTo(10, 1);
    expect((await plane.score(0.033, 0.67)).forGood).toBe(24);
    expect(stepsTo(1, momentumAtBest)).toBe(24);
  });

  test('asks what its races and its map answer', async () => {
    const asked = parseLesson(text).cells.flatMap(({ kind, text }) => {
      const read = kind === 'predict' ? readPrediction(text) : null;
      return read && 'prediction' in read ? [read.prediction] : [];
    });
    expect(asked.map(({ experiment }) => experiment)).toEqual(['valley', 'share', 'plane']);
    const [, , edge] = asked;
    if (!edge || !asksNumber(edge)) return expect.fail();
    const limit = largestRateOf(runAt(plane.spec, 0.01, 0.5)) ?? Number.NaN;
    expect(await valueOfQuantity(edge.answer)).toBeCloseTo(limit, 12);
  });

  test('has a rule to begin with that is plain descent, and becomes momentum by what the lesson says', async () => {
    const [, beginning] = await runsOf(text, 'compare');
    expect(beginning?.losses).toEqual(sgd?.losses);
    const start = parseLesson(text).cells.find(({ kind }) => kind === 'optimizer')?.text ?? '';
    const done = start.replace(
      'update\n  p -= lr * g',
      'state v\n\nupdate\n  v = momentum * v + g\n  p -= lr * v',
    );
    const [shipped, mine] = await runsOf(text, 'compare', done);
    expect(mine?.losses).toEqual(shipped?.losses);
  });
});
