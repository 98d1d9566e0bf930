import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

test.each([
  [onValley(), 'Ill-conditioned valley · SGD · lr 0.01'],
  [onValley({ title: 'My race' }), 'My race'],
  [
    onDigits({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adamw' }],
      lr: [0.1, 1],
      batch_size: [1, 'full'],
    }),
    'Handwritten digits, logistic regression · SGD, AdamW · batch 1, all · lr 0.1, 1',
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
])('%j: %s', (experiment, title) => {
  expect(raceTitle(parseExperiment(experiment))).toBe(title);
});
