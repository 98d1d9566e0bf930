/** A run of a map that has to hold where the map has not looked. */
import { describe, expect, test } from 'vitest';
import { checkAttempt } from '../../../../core/lesson/exercise/checkAttempt.ts';
import { checkDefence } from '../../../../core/lesson/exercise/checkDefence.ts';
import { defendedExperiments } from '../../../../core/lesson/exercise/defendedExperiments.ts';
import { examineExercise } from '../../../../core/lesson/exercise/examineExercise.ts';
import type { ExerciseOf } from '../../../../core/lesson/exercise/exercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { parseExercise } from '../../../../core/lesson/exercise/parseExercise.ts';
import { askedBy } from '../../../../core/lesson/exerciseOutput.ts';

const valley = {
  kind: 'defend',
  experiment: {
    problem: { surface: 'valley' },
    ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 200 },
  },
  ...{ settings: ['lr', 'momentum'], loss: 1, within: 50, solution: [0.02, 0.7] },
  starts: [
    [1, -10],
    [-2, 5],
    [3, 12],
  ],
};
const spirals = {
  kind: 'defend',
  experiment: {
    problem: { data: 'spirals', hidden: [4] },
    ...{ optimizers: [{ optimizer: 'adam', lr: [0.1] }], lr: [0.01], epochs: 2 },
  },
  ...{ settings: ['beta1', 'beta2'], loss: 0.9, within: 26, seeds: [3, 4], solution: [0.9, 0.99] },
};
const exerciseOf = (value: object): ExerciseOf<'defend'> =>
  exerciseSchema.parse(value) as ExerciseOf<'defend'>;
const faultsIn = (value: object) => parseExercise(JSON.stringify(value)).faults.map(({ message }) => message);

describe('what is run', () => {
  test('is the experiment once for each start, with both values', () => {
    const ran = defendedExperiments(exerciseOf(valley), [0.03, 0.5]);
    expect(ran.map(({ problem }) => ('start' in problem ? problem.start : null))).toEqual(valley.starts);
    for (const each of ran) {
      expect(each).toMatchObject({ lr: [0.03], target: 1, steps: 200 });
      expect(each.optimizers).toMatchObject([{ optimizer: 'momentum', hyperparameters: { momentum: 0.5 } }]);
    }
  });

  test('is it once for each seed, and without the map', () => {
    const map = { x: 'beta1', y: 'beta2' };
    const ran = defendedExperiments(
      exerciseOf({ ...spirals, experiment: { ...spirals.experiment, map } }),
      [0.8, 0.9],
    );
    expect(ran.map(({ seed, map: kept }) => [seed, kept])).toEqual([
      [[3], undefined],
      [[4], undefined],
    ]);
    expect(ran[0]?.optimizers).toMatchObject([{ hyperparameters: { beta1: 0.8, beta2: 0.9 } }]);
  });
});

describe('the verdict', () => {
  test('passes where all hold, and says from which step on', async () => {
    const { kind, message } = await checkDefence(exerciseOf(valley), [0.02, 0.7]);
    expect(kind).toBe('passed');
    expect(message).toMatch(
      /^With lr 0\.02 and momentum 0\.7 all 3 new starts hold: the loss is at 1 or below for good from step \d+ to \d+ on\.$/,
    );
    const alone = await checkDefence(exerciseOf({ ...valley, starts: [[1, -10]] }), [0.02, 0.7]);
    expect(alone.message).toMatch(/from step \d+ on\.$/);
  });

  test('fails where one doesn’t, and says which and how', async () => {
    const near = exerciseOf({
      ...valley,
      starts: [
        [0.001, 0.001],
        [1, -10],
      ],
    });
    expect(await checkDefence(near, [0.0001, 0.7])).toEqual({
      kind: 'failed',
      message: expect.stringMatching(
        /^With lr 0\.0001 and momentum 0\.7 1 of 2 new starts holds\. From \(1, -10\) it ends at [\d.]+\.$/,
      ),
    });
    const { message } = await checkDefence(exerciseOf(valley), [0.039, 0.9]);
    expect(message).toMatch(
      /^With lr 0\.039 and momentum 0\.9 none of 3 new starts hold\. From \(1, -10\) it diverges in step \d+\./,
    );
  });

  test('fails where it is too late, or was there for a while', async () => {
    const late = await checkDefence(exerciseOf({ ...valley, within: 10 }), [0.02, 0.7]);
    expect(late.message).toMatch(/From \(1, -10\) it is there for good from step \d+ on, later than 10\./);
    const swinging = await checkDefence(exerciseOf(valley), [0.01, 0.999]);
    expect(swinging.message).toMatch(/it ends at [\d.]+: it was at 1 in step \d+, and rose again\./);
  });

  test('is by the loss of each seed on data', async () => {
    const { kind, message } = await checkDefence(exerciseOf(spirals), [0.9, 0.99]);
    expect([kind, message.includes('all 2 new seeds hold')]).toEqual(['passed', true]);
    const strict = await checkDefence(exerciseOf({ ...spirals, loss: 1e-9 }), [0.9, 0.99]);
    expect(strict.message).toMatch(
      / none of 2 new seeds hold\. With seed 3 it ends at .* With seed 4 it ends at /,
    );
  });

  test('there is none on values that can’t be', async () => {
    expect(await checkDefence(exerciseOf(valley), [0.02, 1.5])).toMatchObject({
      kind: 'faulty',
      message: expect.stringContaining('momentum = 1.5'),
    });
    expect((await checkDefence(exerciseOf(valley), [-1, 0.5])).kind).toBe('faulty');
  });

  test('comes with the solution', async () => {
    const exercise = exerciseOf(valley);
    const checked = await checkAttempt({ kind: 'defend', exercise, answer: [0.0123456789, 0.7] });
    expect(checked.solution).toBe('lr 0.02 and momentum 0.7');
    expect(checked.message).toContain('With lr 0.01235 and');
  });
});

test('what is asked names the settings and how many have to hold', () => {
  expect(askedBy(exerciseOf(valley))).toEqual({
    heading: 'Choose a run, then defend it',
    text: 'Choose lr and momentum. With 3 starts that no map has shown the loss has to be at 1 or below for good within 50 steps.',
    action: 'Answer',
  });
  expect(askedBy(exerciseOf(spirals)).text).toContain('With 2 seeds that no map has shown');
});

describe('as an exercise', () => {
  test('is right where its solution passes', async () => {
    expect(await examineExercise(exerciseOf(valley))).toEqual([]);
    expect(await examineExercise(exerciseOf({ ...valley, solution: [0.039, 0.9] }))).toEqual([
      { path: ['solution'], message: expect.stringMatching(/^The solution doesn’t pass\. With lr 0\.039/) },
    ]);
  });

  test.each<[object, string]>([
    [{ ...valley, starts: undefined }, 'exercise has no starts — expected some that no map has shown'],
    [{ ...spirals, seeds: undefined }, 'exercise has no seeds — expected some that no map has shown'],
    [{ ...valley, seeds: [1] }, 'seeds = [1] — expected no seeds: what differs are the starts'],
    [{ ...valley, settings: ['lr'] }, 'settings = ["lr"] — expected a list with at least 2 entries'],
    [{ ...valley, solution: [0.02, 2] }, 'momentum = 2 — expected 0 <= momentum < 1'],
  ])('%j', (value, message) => {
    expect(faultsIn(value)[0]).toContain(message);
  });

  test('has at most a million steps in all', () => {
    const long = { ...valley.experiment, steps: 400_000 };
    expect(faultsIn({ ...valley, experiment: long })).toEqual([
      'its runs have 1,200,000 steps in all — expected at most 1,000,000',
    ]);
  });
});
