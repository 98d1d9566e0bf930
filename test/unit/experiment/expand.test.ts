import { expect, test } from 'vitest';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
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

test('needs no learning rates of the experiment where each optimizer has its own', () => {
  const experiment = parseExperiment(
    onValley({
      lr: undefined,
      optimizers: [
        { optimizer: 'sgd', lr: [0.1] },
        { optimizer: 'adam', lr: { from: 0.1, to: 1, count: 2 } },
      ],
    }),
  );
  expect(countRuns(experiment)).toBe(3);
  expect(expandExperiment(experiment).map(({ hyperparameters }) => hyperparameters['lr'])).toEqual([
    0.1, 0.1, 1,
  ]);
  expect(notesOf(experiment)).toEqual([]);
});

test('runs that are alike run once', () => {
  const namesOf = (changes: object, value = onDigits) =>
    runsOf(value(changes)).map(({ optimizer, hyperparameters, batchSize, seed }) =>
      [optimizer, hyperparameters['lr'], batchSize, seed].join(' '),
    );
  const twice = [{ optimizer: 'sgd' }, { optimizer: 'sgd' }];
  expect(namesOf({ optimizers: twice, lr: [0.1, 0.2] }, onValley)).toEqual(['sgd 0.1  ', 'sgd 0.2  ']);
  expect(namesOf({ lr: [0.1, 0.2, 0.1] })).toEqual(['sgd 0.1 32 0', 'sgd 0.2 32 0']);
  expect(namesOf({ seed: [1, 1] })).toEqual(['sgd 0.01 32 1']);
  expect(namesOf({ batch_size: [8, 'full', 8, 'full'] })).toEqual(['sgd 0.01 8 0', 'sgd 0.01 full 0']);
  // All 1797 rows are one batch, and always in the same order.
  expect(namesOf({ batch_size: [1797, 1796, 'full'] })).toEqual(['sgd 0.01 full 0', 'sgd 0.01 1796 0']);
  // The same settings, given and by default, and the same rate, of the experiment and of the optimizer.
  const alike = [{ optimizer: 'adam' }, { optimizer: 'adam', lr: [0.01], hyperparameters: { beta1: 0.9 } }];
  expect(namesOf({ optimizers: alike })).toEqual(['adam 0.01 32 0']);
  const others = [{ optimizer: 'adam' }, { optimizer: 'adam', hyperparameters: { beta1: 0.8 } }];
  expect(namesOf({ optimizers: others })).toHaveLength(2);
});

test('what was left out for being there twice is said, and which', () => {
  const notes = (value: object) => notesOf(parseExperiment(value));
  expect(notes(onDigits({ lr: [0.1, 0.2] }))).toEqual([]);
  expect(notes(onDigits({ lr: [0.1, 0.2, 0.1] }))).toEqual([
    '1 run is the same as another and is left out: SGD · lr 0.1 · batch 32 · seed 0.',
  ]);
  expect(notes(onValley({ lr: [0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4, 0.1] }))).toEqual([
    '5 runs are the same as others and are left out: SGD · lr 0.1; SGD · lr 0.2; SGD · lr 0.3 and 1 more.',
  ]);
});

test('learning rates above 10 run, with a word', () => {
  const notes = (value: object) => notesOf(parseExperiment(value));
  expect(notes(onValley({ lr: [10] }))).toEqual([]);
  const word = (rate: number) => [`A learning rate of ${rate} is above 10, where most optimizers diverge.`];
  expect(notes(onValley({ lr: [1, 10.5] }))).toEqual(word(10.5));
  expect(notes(onValley({ lr: [1, 1e300], optimizers: [{ optimizer: 'sgd', lr: [1e300] }] }))).toEqual(
    word(1e300),
  );
  expect(notes(onDigits({ lr: [1], batch_size: [32], scale_lr: { base_batch_size: 1 } }))).toEqual(word(32));
});

test('of many notes the first five are told', () => {
  const schedule = { name: 'MultiStepLR', milestones: [11, 12, 13, 14, 15, 16, 17] };
  const notes = notesOf(parseExperiment(onValley({ steps: 5, schedule })));
  expect(notes).toHaveLength(6);
  expect(notes.at(-1)).toBe('2 more like these.');
});

test.each([
  onValley(),
  onValley({ lr: [0.1, 0.2], seed: [1, 2], batch_size: [1, 2, 3] }),
  onDigits({ lr: [0.1, 0.2], seed: [1, 2, 3], batch_size: [1, 'full'] }),
  onDigits({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: [1, 2, 3] }] }),
  onDigits({ lr: [0.1, 0.1], seed: [1, 2, 1], batch_size: ['full', 'full'] }),
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
  const runs = runsOf(onDigits({ epochs: 3, batch_size: [1, 32, 599, 600, 'full'] }));
  expect(runs.map(({ stepsPerEpoch }) => stepsPerEpoch)).toEqual([1797, 57, 3, 3, 1]);
  expect(runs.map(({ steps }) => steps)).toEqual([5391, 171, 9, 9, 3]);
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
