/** The lessons that ship: all of their cells run, and every number in their words is one that comes out. */
import { describe, expect, test } from 'vitest';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { readText } from '../../../core/experiment/text/readText.ts';
import { checkLesson } from '../../../core/lesson/checkLesson.ts';
import { checkNumber } from '../../../core/lesson/exercise/checkNumber.ts';
import { examineExercise } from '../../../core/lesson/exercise/examineExercise.ts';
import type { ExerciseOf } from '../../../core/lesson/exercise/exercise.ts';
import { parseExercise } from '../../../core/lesson/exercise/parseExercise.ts';
import { valueOfQuantity } from '../../../core/lesson/exercise/quantity.ts';
import { checkRule, checkRuleText } from '../../../core/lesson/exercise/rule/checkRule.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { asksNumber, readPrediction } from '../../../core/lesson/prediction.ts';
import { serializeLesson } from '../../../core/lesson/serializeLesson.ts';
import { bestCell } from '../../../core/map/mapMeasure.ts';
import { runAt } from '../../../core/map/runAt.ts';
import { largestRateOf } from '../../../core/map/stabilityBound.ts';
import { minimize } from '../../../core/minimize.ts';
import { mutantsOf } from '../../../core/ruleTests/misconceptions/index.ts';
import type { RecordedRun } from '../engine/runs.ts';
import { decidedReference } from './exercise/ruleExercise.ts';
import { mapIn } from './lessonMaps.ts';
import {
  divergedAt,
  holdNumbers,
  lessonNames,
  lossOf,
  points,
  runsOf,
  signChanges,
  textOf,
} from './shipped.ts';

/** The right number passes, and each mistake fails with its message. */
async function holdNumber(exercise: ExerciseOf<'number'>): Promise<void> {
  const right = await valueOfQuantity(exercise.expected);
  expect(await checkNumber(exercise, right)).toMatchObject({ kind: 'passed' });
  for (const { number, message } of exercise.mistakes) {
    const { kind, message: said } = await checkNumber(exercise, await valueOfQuantity(number));
    expect(kind).toBe('failed');
    expect(said).toContain(message);
  }
}

/** How what is said of a starter begins. */
const starterMessages: Readonly<Record<string, RegExp>> = {
  '1-batches.lesson.md write-sgd':
    /^p stays where it is: nothing takes a step\. Take lr · g away from it\. The step of p is wrong from step 1 on, .*: yours is 0; expected −1\.500, which is −0\.015 · g\.$/,
  '2-momentum.lesson.md write-momentum':
    /^Nothing is kept in v from step to step\. It is momentum · v, and g is added to that\. p is wrong from step 2 on/,
  '3-nesterov.lesson.md write-nesterov':
    /^There is no look-ahead: the gradient is taken at p, .*yours is −0\.9000; expected 0\.$/,
  '4-rmsprop.lesson.md write-rmsprop':
    /^The step isn’t divided by the root\. It is lr · g \/ \(√v \+ eps\)\. The step of p is wrong from step 1 on, .* yours is −1, /,
  '5-adam.lesson.md write-adam':
    /^m is right\. The step of p is wrong from step 1 on, .* yours is −0\.01000, which is −0\.0001 · g; expected −0\.001000\./,
  '6-adamw.lesson.md write-adamw':
    /^The decay is added to the gradient, as Adam with L2 has it, .*Decoupled, it shrinks p itself: p \*= 1 − lr · weight_decay\. /,
  '7-comparing.lesson.md write-signum':
    /^The step of p is wrong from step 1 on, .* yours is −1, which is −0\.01 · g; expected −0\.01000\. With 1024 times the gradients /,
  '8-schedules.lesson.md write-warmup':
    /^The step of p is wrong from step 1 on, .* yours is −0\.1000, which is −0\.001 · g; expected −2\.000e-5\. With 1024 times /,
  '9-what-to-use.lesson.md write-lion':
    /^The sign is that of the gradient alone\. In this rule it is sign\(beta1 · m \+ .* wrong from step 12 on, .* yours is −1; expected 1\.$/,
};

/** Mutants that are none: under a sign a sum is as good as a mean. */
const asGood: Readonly<Record<string, readonly string[]>> = {
  '7-comparing.lesson.md write-signum': ['sum-in-place-of-mean'],
};

describe.each(lessonNames)('%s', (name) => {
  const text = textOf(name);
  const { cells, facts, head } = parseLesson(text);

  test('has nothing wrong with it, is written as it was read, and says what it is', () => {
    expect(checkLesson(text)).toEqual([]);
    expect(serializeLesson(parseLesson(text))).toBe(text);
    expect(head).toContain('---');
    expect(facts.minutes).toBeGreaterThan(0);
    expect(name.startsWith(`${facts.number}-`)).toBe(true);
    expect(cells[0]?.text.startsWith(`# ${facts.number} · ${facts.title}\n`)).toBe(true);
  });

  test('has exercises whose solutions pass, and whose starters and misconceptions fail with their messages', async () => {
    for (const [index, cell] of cells.entries()) {
      if (cell.kind !== 'exercise') continue;
      const { exercise } = parseExercise(cell.text);
      if (exercise === null) return expect.fail();
      const starter = cells[index + 1]?.text;
      expect(await examineExercise(exercise, starter)).toEqual([]);
      if (exercise.kind === 'number') await holdNumber(exercise);
      if (exercise.kind !== 'rule') continue;
      const begun = checkRuleText(exercise, starter ?? '');
      expect(begun).toMatchObject({ kind: 'failed' });
      expect(begun.message).toMatch(starterMessages[`${name} ${cell.id}`] ?? /^$/);
      const { rule, values } = decidedReference(exercise);
      const mutants = mutantsOf(rule, values);
      expect(mutants.length).toBeGreaterThan(10);
      for (const mutant of mutants) {
        const result = checkRule(exercise, mutant.rule);
        const isAsGood = asGood[`${name} ${cell.id}`]?.includes(mutant.id) ?? false;
        expect([mutant.id, result.kind]).toEqual([mutant.id, isAsGood ? 'passed' : 'failed']);
        if (result.kind !== 'failed') continue;
        // Its own, or that of a simpler one which takes the same steps.
        const [first] = result.misconceptions;
        expect(result.misconceptions.map(({ id }) => id)).toContain(mutant.id);
        expect(result.message.startsWith(first?.message ?? '-')).toBe(true);
      }
    }
  });

  test('has experiments that all run to their end', async () => {
    const experiments = cells.flatMap((cell) => (cell.kind === 'experiment' ? [cell.id ?? ''] : []));
    expect(experiments.length).toBeGreaterThan(0);
    for (const id of experiments)
      for (const { status } of await runsOf(text, id))
        expect(['finished', 'diverged']).toContain(status.kind);
  });

  test('has maps with a run in every corner', async () => {
    for (const { kind, text: experiment, ...cell } of cells) {
      if (kind !== 'experiment' || !('map' in Object(readText(experiment).value))) continue;
      const map = mapIn(text, ('id' in cell ? cell.id : null) ?? '', 'simd');
      for (const x of [map.columns.values.at(0), map.columns.values.at(-1)])
        for (const y of [map.rows.values.at(0), map.rows.values.at(-1)])
          expect((await map.score(x ?? Number.NaN, y ?? Number.NaN)).best).toBeLessThan(1000);
    }
  });
});

describe('lesson 2', async () => {
  const text = textOf('2-momentum.lesson.md');
  const below1 = (run: RecordedRun | undefined) => run?.losses.findIndex((loss) => loss < 1);
  const [sgd, momentum] = await runsOf(text, 'valley');
  const [light, , heavy] = await runsOf(text, 'share');
  const [sgdBelow, sgdAbove, momentumBelow, momentumAbove] = await runsOf(text, 'limits');
  const [sgdBent, momentumBent] = await runsOf(text, 'rosenbrock');
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
    '1.66': awayFromHome(momentumBent),
    '1.96': awayFromHome(sgdBent),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas, places and counting: curvatures, starts and minima, after how many steps, a share in percent, and years.
    holdNumbers(text, computed, ['0', '1', '−1', '2', '10', '50', '100', '1964', '2013']);
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
