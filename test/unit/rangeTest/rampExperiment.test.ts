import { expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { rampExperiment, rampOf, rateExperiment } from '../../../core/rangeTest/rampExperiment.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';

const onDigits = parseExperiment({
  problem: { data: 'digits', hidden: [16], validation: 0.2 },
  optimizers: [
    { optimizer: 'adam', hyperparameters: { beta2: [0.99, 0.999], eps: 1e-7 }, lr: [0.5] },
    { optimizer: 'sgd', schedule: { name: 'StepLR', step_size: 3 } },
  ],
  lr: [0.01, 0.1],
  batch_size: [64, 128],
  seed: [4, 5],
  epochs: 30,
  stop: { patience: 3 },
  scale_lr: { base_batch_size: 32 },
});

test('of a model: whole epochs of at least 100 steps, the first of each value, rates from 1e-7 to 10', () => {
  const runs = expandExperiment(parseExperiment(rampExperiment(onDigits, 0)));
  expect(runs).toHaveLength(1);
  const [run] = runs;
  // 1,438 rows to train on are 23 batches of 64: 5 epochs.
  expect(run).toMatchObject({
    ...{
      optimizer: 'adam',
      batchSize: 64,
      seed: 4,
      steps: 115,
      stepsPerEpoch: 23,
      evaluateEvery: 5,
      stop: {},
    },
    ...{ hyperparameters: { lr: 1e-7, beta2: 0.99, eps: 1e-7 } },
  });
  const rate =
    run?.schedule &&
    createSchedule(run.schedule.name, { base_lr: 1e-7, gamma: Number(run.schedule['gamma']) });
  expect(rate?.(0)).toBe(1e-7);
  expect(rate?.(114)).toBeCloseTo(10, 9);
});

test('of batches that grow the first size, of layers with rates of their own one rate for all', () => {
  const [choice] = onDigits.optimizers;
  const growing = parseExperiment({
    ...onDigits,
    batch_size: [{ stages: [{ size: 32, epochs: 2 }, { size: 128 }] }, 256],
    optimizers: [{ ...choice, layer_lr: { first: 0.5 } }],
    scale_lr: undefined,
  });
  const [run, ...others] = expandExperiment(parseExperiment(rampExperiment(growing, 0)));
  expect(others).toEqual([]);
  // 1,438 rows are 45 batches of 32: 3 epochs.
  expect(run).toMatchObject({ batchSize: 32, steps: 135, stepsPerEpoch: 45 });
  expect(run).not.toHaveProperty('layerRates');
  const used = rateExperiment(growing, 0, 0.02);
  expect(used).toMatchObject({ lr: [0.02], batch_size: growing.batch_size, epochs: 30 });
  expect(used.optimizers).toEqual([{ optimizer: 'adam', hyperparameters: choice?.hyperparameters }]);
});

test('of the second optimizer: its own schedule is not used', () => {
  const [run] = expandExperiment(parseExperiment(rampExperiment(onDigits, 1)));
  expect(run).toMatchObject({ optimizer: 'sgd', schedule: { name: 'ExponentialLR', per: 'step' } });
  expect(rampExperiment(onDigits, 1).title).toBe('LR range test of SGD');
  expect(() => rampExperiment(onDigits, 2)).toThrow('optimizers[2] = missing');
});

test('of a surface: 100 steps; of all rows at once: 100 epochs', () => {
  const surface = parseExperiment({
    problem: { surface: 'rosenbrock', start: [-1, 1] },
    optimizers: [{ optimizer: 'momentum' }],
    lr: [0.01],
    steps: 5000,
    target: 0.1,
  });
  expect(expandExperiment(parseExperiment(rampExperiment(surface, 0)))[0]).toMatchObject({ steps: 100 });
  const full = parseExperiment({ ...onDigits, batch_size: ['full'] });
  expect(expandExperiment(parseExperiment(rampExperiment(full, 0)))[0]).toMatchObject({ steps: 100 });
});

test.each(optimizers.map(({ id }) => id))('%s can be tested', (optimizer) => {
  const experiment = parseExperiment({
    problem: { surface: 'valley' },
    optimizers: [{ optimizer }],
    lr: [0.01],
    steps: 10,
  });
  const [run] = expandExperiment(parseExperiment(rampExperiment(experiment, 0)));
  expect(run && rampOf(run)).toMatchObject({ first: 1e-7 });
  expect((run && rampOf(run)?.factor) ?? 0).toBeCloseTo(1e8 ** (1 / 99), 12);
});

test('a run with another schedule is no range test', () => {
  const [run] = expandExperiment(onDigits);
  expect(run && rampOf(run)).toBeNull();
  const falling = parseExperiment({
    ...onDigits,
    optimizers: [{ optimizer: 'sgd', schedule: { name: 'ExponentialLR', gamma: 0.9, per: 'step' } }],
  });
  expect(expandExperiment(falling).map(rampOf)).toEqual(expandExperiment(falling).map(() => null));
  const byEpoch = parseExperiment({
    ...onDigits,
    optimizers: [{ optimizer: 'sgd', schedule: { name: 'ExponentialLR', gamma: 1.1, per: 'epoch' } }],
  });
  expect(expandExperiment(byEpoch).map(rampOf)).toEqual(expandExperiment(byEpoch).map(() => null));
});
