import { expect, test } from 'vitest';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';

const runsOf = (value: object) => expandExperiment(parseExperiment(value));

test('every optimizer runs with every batch size, learning rate and seed, in this order', () => {
  const runs = runsOf(
    onDigits({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: [0.003] }],
      batch_size: [32, 'full'],
      lr: [0.1, 0.2],
      seed: [5, 6],
    }),
  );
  const keys = runs.map(({ optimizer, batchSize, hyperparameters, seed }) =>
    [optimizer, batchSize, hyperparameters['lr'], seed].join(' '),
  );
  expect(keys).toEqual([
    'sgd 32 0.1 5',
    'sgd 32 0.1 6',
    'sgd 32 0.2 5',
    'sgd 32 0.2 6',
    'sgd full 0.1 5',
    'sgd full 0.1 6',
    'sgd full 0.2 5',
    'sgd full 0.2 6',
    'adam 32 0.003 5',
    'adam 32 0.003 6',
    'adam full 0.003 5',
    'adam full 0.003 6',
  ]);
});

test('runs that are alike have the same id, and others have others', () => {
  const runs = runsOf(onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'sgd' }], lr: [0.1, 0.2] }));
  const [a, b, c, d] = runs.map(({ id }) => id);
  expect([c, d]).toEqual([a, b]);
  expect(a).not.toBe(b);
});

test.each([
  onValley(),
  onValley({ lr: [0.1, 0.2], seed: [1, 2], batch_size: [1, 2, 3] }),
  onDigits({ lr: [0.1, 0.2], seed: [1, 2, 3], batch_size: [1, 'full'] }),
  onDigits({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: [1, 2, 3] }] }),
])('counts its runs without expanding: %j', (value) => {
  const experiment = parseExperiment(value);
  expect(countRuns(experiment)).toBe(expandExperiment(experiment).length);
});

test('hyperparameters that were not given have their defaults', () => {
  const [run] = runsOf(
    onValley({ optimizers: [{ optimizer: 'adamw', hyperparameters: { beta1: 0.5 } }], lr: [0.02] }),
  );
  expect(run?.hyperparameters).toMatchObject({
    lr: 0.02,
    beta1: 0.5,
    beta2: 0.999,
    eps: 1e-8,
    weight_decay: 0.01,
    amsgrad: false,
  });
});

test('a run on a surface has neither batches nor a seed', () => {
  expect(runsOf(onValley({ steps: 7, batch_size: [1, 2], seed: [1, 2, 3] }))).toEqual([
    {
      id: expect.stringMatching(/^run-[0-9a-f]{32}$/),
      problem: { surface: 'valley' },
      optimizer: 'sgd',
      schedule: null,
      hyperparameters: {
        lr: 0.01,
        momentum: 0,
        dampening: 0,
        weight_decay: 0,
        nesterov: false,
        maximize: false,
      },
      batchSize: null,
      seed: null,
      steps: 7,
      stepsPerEpoch: 1,
      evaluateEvery: 1,
      stop: {},
      engine: 'auto',
    },
  ]);
});

test('epochs are of the rows that are left to train on', () => {
  const problem = { data: 'digits', validation: 0.2 };
  const runs = runsOf(onDigits({ problem, epochs: 2, batch_size: [32, 'full'] }));
  expect(runs.map(({ steps, stepsPerEpoch }) => [steps, stepsPerEpoch])).toEqual([
    [90, 45],
    [2, 1],
  ]);
});

test('every run knows when it is evaluated and what ends it', () => {
  const stop = { patience: 3, seconds: 60 };
  for (const run of runsOf(onDigits({ lr: [0.1, 0.2], evaluate_every: 5, stop })))
    expect(run).toMatchObject({ evaluateEvery: 5, stop });
});

test('steps are epochs times batches, the last, partial batch among them', () => {
  const runs = runsOf(onDigits({ epochs: 3, batch_size: [1, 32, 599, 600, 1797, 'full'] }));
  expect(runs.map(({ stepsPerEpoch }) => stepsPerEpoch)).toEqual([1797, 57, 3, 3, 1, 1]);
  expect(runs.map(({ steps }) => steps)).toEqual([5391, 171, 9, 9, 3, 3]);
});

test('length that was not given is that of the problem', () => {
  const stepsOf = (problem: object) => runsOf(onValley({ problem }))[0]?.steps;
  expect(stepsOf({ surface: 'valley' })).toBe(200);
  expect(stepsOf({ surface: 'rosenbrock' })).toBe(500);
  expect(stepsOf({ data: 'spirals' })).toBe(200 * 13);
  expect(stepsOf({ data: 'digits' })).toBe(30 * 57);
});

test('rates belong to a batch size and are scaled to the others, linearly or by the root', () => {
  const rates = (scale_lr: object) =>
    runsOf(onDigits({ lr: [0.1], batch_size: [32, 128], scale_lr })).map(
      ({ hyperparameters }) => hyperparameters['lr'],
    );
  expect(rates({ base_batch_size: 32 })).toEqual([0.1, 0.4]);
  expect(rates({ base_batch_size: 32, rule: 'sqrt' })).toEqual([0.1, 0.2]);
});

test('an optimizer has the schedule of the experiment, or its own', () => {
  const schedule = { name: 'StepLR', step_size: 3 };
  const own = { name: 'ExponentialLR', gamma: 0.9, per: 'epoch' };
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam', schedule: own }];
  expect(runsOf(onValley({ optimizers, schedule })).map((run) => run.schedule)).toEqual([schedule, own]);
  expect(runsOf(onValley({})).map((run) => run.schedule)).toEqual([null]);
});
