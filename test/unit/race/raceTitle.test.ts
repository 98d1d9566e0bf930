import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

const every = {
  optimizers: optimizers.map(({ id }) => ({ optimizer: id })),
  lr: Array.from({ length: 16 }, (_, i) => 1 / (7 + i)),
  seed: [1],
  batch_size: Array.from({ length: 16 }, (_, i) => i + 1),
};

test.each([
  onDigits(every),
  onValley({ ...every, problem: { formula: `x${' + x'.repeat(150)}` } }),
  onDigits({ ...every, problem: { csv: `${'a'.repeat(900)}.csv`, target: 'b'.repeat(900) } }),
])('is short, whatever there is', (experiment) => {
  expect(raceTitle(parseExperiment(experiment)).length).toBeLessThan(200);
});

test.each([
  [onValley(), 'Ill-conditioned valley · SGD · lr 0.01'],
  [onValley({ title: 'My race' }), 'My race'],
  // What nothing reads is no part of it.
  [
    onValley({ lr: [0.1, 0.2], schedule: { name: 'OneCycleLR', max_lr: 0.02 } }),
    'Ill-conditioned valley · SGD · OneCycleLR',
  ],
  [
    onValley({ lr: [0.1, 0.2], schedule: { name: 'ExponentialLR', gamma: 0.9 } }),
    'Ill-conditioned valley · SGD · lr 0.1, 0.2',
  ],
  [
    onDigits({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adamw' }],
      lr: [0.1, 1],
      batch_size: [1, 'full'],
    }),
    'Handwritten digits, logistic regression · SGD, AdamW · batch 1, full · lr 0.1, 1',
  ],
  [
    onValley({
      optimizers: [
        { optimizer: 'sgd', lr: [0.1] },
        { optimizer: 'sgd', lr: [0.2] },
      ],
    }),
    'Ill-conditioned valley · SGD',
  ],
  [
    onValley({ optimizers: ['sgd', 'momentum', 'rmsprop', 'adam'].map((optimizer) => ({ optimizer })) }),
    'Ill-conditioned valley · SGD, Momentum, RMSProp, Adam · lr 0.01',
  ],
  [
    onValley({
      optimizers: ['sgd', 'momentum', 'rmsprop', 'adam', 'lion'].map((optimizer) => ({ optimizer })),
    }),
    'Ill-conditioned valley · 5 optimizers · lr 0.01',
  ],
  [
    onValley({ optimizers: optimizers.slice(0, 12).map(({ id }) => ({ optimizer: id })) }),
    'Ill-conditioned valley · 12 optimizers · lr 0.01',
  ],
  [
    onDigits({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'sgd' }],
      lr: [0.1, 0.1],
      batch_size: [64, 1, 2, 4, 'full', 8, 16, 16],
      seed: [1, 2, 3, 1],
    }),
    'Handwritten digits, logistic regression · SGD · 7 batch sizes from 1 to full · lr 0.1 · 3 seeds',
  ],
  [onValley({ problem: { formula: `x${' + x'.repeat(150)}` } }), `x${' + x'.repeat(14)} +… · SGD · lr 0.01`],
])('%j: %s', (experiment, title) => {
  expect(raceTitle(parseExperiment(experiment))).toBe(title);
});
