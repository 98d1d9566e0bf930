import { describe, expect, test } from 'vitest';
import { wentWrong } from '../../../core/race/status.ts';
import { createRunner, record } from './runs.ts';

async function statusOf(experiment: object) {
  const { status } = await record(
    createRunner({ optimizers: [{ optimizer: 'sgd' }], lr: [0.01], ...experiment }),
  );
  return status;
}

const valley = { problem: { surface: 'valley', start: [0.001, 1] }, steps: 20 };
const digits = (changes: object) => ({ problem: { data: 'digits', hidden: [32] }, epochs: 2, ...changes });

describe('a run on a surface that ends above its start says so', () => {
  test('with both losses and a rate to try', async () => {
    const status = await statusOf({ ...valley, lr: [0.025] });
    expect(status).toEqual({
      kind: 'finished',
      above: 'loss rose from 0.5000 to 553.0; try a learning rate below 0.02',
    });
    expect(wentWrong(status)).toBe(true);
  });

  test('and no other does, as little as it gained', async () => {
    for (const lr of [1e-12, 0.001, 0.01])
      expect(await statusOf({ ...valley, lr: [lr] })).toEqual({ kind: 'finished' });
    expect(await statusOf({ ...valley, problem: { surface: 'valley', start: [0, 0] } })).toEqual({
      kind: 'finished',
    });
  });

  test('unless it was to rise', async () => {
    const optimizers = [{ optimizer: 'sgd', hyperparameters: { maximize: true } }];
    expect(await statusOf({ ...valley, lr: [0.001], optimizers })).toEqual({ kind: 'finished' });
  });

  test('about the rate of the schedule where that has one', async () => {
    const schedule = {
      name: 'CyclicLR',
      base_lr: 0.025,
      max_lr: 0.026,
      step_size_up: 4,
      cycle_momentum: false,
    };
    expect(await statusOf({ ...valley, schedule })).toMatchObject({
      above: expect.stringMatching(/^loss rose from 0\.5000 to .*; try schedule\.max_lr = 0\.0026$/),
    });
  });
});

describe('a model is judged by the whole training set', () => {
  test('at rate 10 the digits get worse', async () => {
    expect(await statusOf(digits({ lr: [10] }))).toEqual({
      kind: 'finished',
      above: expect.stringMatching(/^loss rose from \d\.\d+ to \d+\.\d+; try a learning rate of 0\.001$/),
    });
  });

  test.each([[{}], [{ batch_size: [1] }], [{ batch_size: ['full'] }]])(
    'at others they do not: %j',
    async (changes) => {
      for (const lr of [1e-9, 0.01])
        expect(await statusOf(digits({ lr: [lr], ...changes }))).toEqual({ kind: 'finished' });
    },
  );

  test('or, where rows are held out, by its mini-batches: to overfit is not to end above the start', async () => {
    const problem = { data: 'digits', hidden: [32], validation: 0.9 };
    for (const lr of [1e-9, 0.1])
      expect(await statusOf(digits({ problem, lr: [lr] }))).toEqual({ kind: 'finished' });
    expect(await statusOf(digits({ problem, lr: [10] }))).toMatchObject({
      above: expect.stringMatching(/^loss rose from /),
    });
  });
});
