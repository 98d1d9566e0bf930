/** Chosen values and numbers: each is held to what is computed for it. */
import { describe, expect, test } from 'vitest';
import { checkChoose } from '../../../../core/lesson/exercise/checkChoose.ts';
import { checkNumber } from '../../../../core/lesson/exercise/checkNumber.ts';
import type { Exercise, ExerciseOf } from '../../../../core/lesson/exercise/exercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { prepareDataset } from '../../../../core/problems/data/preparation/prepareDataset.ts';
import { sharedDataset } from '../../problems/shippedData.ts';

function exerciseOf<Kind extends Exercise['kind']>(kind: Kind, fields: object): ExerciseOf<Kind> {
  const parsed: Exercise = exerciseSchema.parse({ kind, ...fields });
  return parsed as ExerciseOf<Kind>;
}

const valley = {
  problem: { surface: 'valley' },
  optimizers: ['sgd', 'momentum', 'rmsprop', 'adam'].map((optimizer) => ({ optimizer })),
  lr: [0.01],
  steps: 200,
  target: 1,
};

describe('choose', () => {
  const rate = exerciseOf('choose', {
    experiment: { ...valley, optimizers: [{ optimizer: 'momentum' }] },
    ...{ setting: 'lr', loss: 0.1, within: 50, solution: 0.03 },
  });

  test('a rate that does says in which step', async () => {
    const { kind, message, experiment } = await checkChoose(rate, 0.03);
    expect(kind).toBe('passed');
    expect(message).toMatch(/^With lr 0\.03 the loss is at 0\.1 or below after \d+ of 50 steps\.$/);
    expect(experiment).toMatchObject({ lr: [0.03], steps: 50, target: 0.1 });
  });

  test('one that is too small says what it reaches', async () => {
    const { kind, message } = await checkChoose(rate, 0.001);
    expect(kind).toBe('failed');
    expect(message).toMatch(
      /^With lr 0\.001 the loss is \d\S* after 50 steps, and was \S+ at its lowest\. It is to be 0\.1 or below\.$|^With lr 0\.001 the loss is \d\S* after 50 steps\. It is to be 0\.1 or below\.$/,
    );
  });

  test('one that is too large says that it diverges', async () => {
    const { kind, message } = await checkChoose(rate, 0.1);
    expect(kind).toBe('failed');
    expect(message).toMatch(/^With lr 0\.1 the run diverges in step \d+: loss rose to /);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d is no rate', async (answer) => {
    expect(await checkChoose(rate, answer)).toMatchObject({ kind: 'faulty', experiment: null });
  });

  test('another hyperparameter', async () => {
    const momentum = exerciseOf('choose', {
      experiment: { ...valley, optimizers: [{ optimizer: 'momentum', lr: [0.03] }] },
      ...{ setting: 'momentum', loss: 0.1, within: 50, solution: 0.8 },
    });
    expect((await checkChoose(momentum, 0.8)).kind).toBe('passed');
    expect((await checkChoose(momentum, 0.99)).kind).toBe('failed');
    expect(await checkChoose(momentum, 1)).toMatchObject({
      kind: 'faulty',
      message: expect.stringContaining('momentum = 1'),
    });
  });
});

describe('number', () => {
  test('of networks, too, on data that is generated or handed in', async () => {
    const trained = (data: string) =>
      exerciseOf('number', {
        expected: {
          experiment: {
            problem: { data, hidden: [] },
            optimizers: [{ optimizer: 'sgd' }],
            lr: [0.1],
            epochs: 1,
          },
          measure: 'final',
        },
        tolerance: 1,
      });
    expect((await checkNumber(trained('moons'), 0.4)).kind).toBe('passed');
    const digits = trained('digits');
    await expect(checkNumber(digits, 1)).rejects.toThrow('expected a surface, or data that is generated');
    const dataOf = async () => prepareDataset(sharedDataset('digits'));
    expect((await checkNumber(digits, 0.5, { dataOf })).kind).toBe('passed');
  });

  const bound = exerciseOf('number', {
    expected: { formula: '(2 + 2 * momentum) / curvature', values: { momentum: 0.9, curvature: 100 } },
    mistakes: [{ number: { formula: '2 / 100' }, message: 'That is the bound without momentum.' }],
  });

  test('a formula, within the tolerance', async () => {
    expect(await checkNumber(bound, 0.038)).toEqual({ kind: 'passed', message: 'Right: 0.038.' });
    expect((await checkNumber(bound, 0.0381)).message).toBe(
      'Right: 0.0381. It is 0.038, and 1 % to either side count.',
    );
    expect((await checkNumber(bound, 0.0385)).kind).toBe('failed');
  });

  test('a wrong number with a known cause says it; any other says on which side it is', async () => {
    expect(await checkNumber(bound, 0.02)).toEqual({
      kind: 'failed',
      message: '0.02: That is the bound without momentum.',
    });
    expect((await checkNumber(bound, 0.05)).message).toBe('0.05 is too large.');
    expect((await checkNumber(bound, -0.038)).message).toBe('-0.038 is too small.');
    expect((await checkNumber(bound, Number.NaN)).kind).toBe('faulty');
  });

  const one = (optimizer: string, fields: object = {}) => ({
    ...valley,
    optimizers: [{ optimizer }],
    ...fields,
  });

  test('the largest stable rate is found by running', async () => {
    const measure = 'largest-stable-lr';
    const sgd = exerciseOf('number', { expected: { experiment: one('sgd'), measure }, tolerance: 0.001 });
    expect((await checkNumber(sgd, 0.02)).kind).toBe('passed');
    const momentum = exerciseOf('number', {
      expected: { experiment: one('momentum', { steps: 2000, lr: [1] }), measure },
    });
    expect((await checkNumber(momentum, 0.038)).kind).toBe('passed');
    expect((await checkNumber(momentum, 0.02)).kind).toBe('failed');
    const tiny = exerciseOf('number', {
      expected: { experiment: one('sgd', { lr: [1e-3] }), measure },
      tolerance: 0.001,
    });
    expect((await checkNumber(tiny, 0.02)).kind).toBe('passed');
  });

  test('what a run is judged by', async () => {
    const steps = exerciseOf('number', {
      expected: { experiment: one('momentum'), measure: 'first' },
      tolerance: 0,
      unit: 'steps',
    });
    expect(await checkNumber(steps, 24)).toEqual({ kind: 'passed', message: 'Right: 24 steps.' });
    expect((await checkNumber(steps, 23)).message).toBe('23 is too small.');
    const settled = exerciseOf('number', {
      expected: { experiment: one('momentum'), measure: 'forGood' },
      tolerance: 0,
    });
    expect((await checkNumber(settled, 44)).kind).toBe('passed');
  });
});
