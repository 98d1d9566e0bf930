/** The lessons that ship: all of their cells run, and every number in their words is one that comes out. */
import { describe, expect, test } from 'vitest';
import { readText } from '../../../core/experiment/text/readText.ts';
import { checkLesson } from '../../../core/lesson/checkLesson.ts';
import { checkNumber } from '../../../core/lesson/exercise/checkNumber.ts';
import { examineExercise } from '../../../core/lesson/exercise/examineExercise.ts';
import type { ExerciseOf } from '../../../core/lesson/exercise/exercise.ts';
import { parseExercise } from '../../../core/lesson/exercise/parseExercise.ts';
import { valueOfQuantity } from '../../../core/lesson/exercise/quantity.ts';
import { checkRule, checkRuleText } from '../../../core/lesson/exercise/rule/checkRule.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { serializeLesson } from '../../../core/lesson/serializeLesson.ts';
import { mutantsOf } from '../../../core/ruleTests/misconceptions/index.ts';
import { decidedReference } from './exercise/ruleExercise.ts';
import { mapIn } from './lessonMaps.ts';
import { lessonNames, runsOf, textOf } from './shipped.ts';

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
