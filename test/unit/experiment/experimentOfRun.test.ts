import { expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';

test.each<[string, unknown]>([
  [
    'a surface',
    onValley({
      title: 'Many',
      optimizers: [
        { optimizer: 'adam', lr: [0.5], hyperparameters: { beta2: 0.99, amsgrad: true } },
        { optimizer: 'momentum', schedule: { name: 'OneCycleLR', max_lr: 0.2 } },
        { optimizer: 'sgd' },
      ],
      schedule: { name: 'StepLR', step_size: 30 },
      lr: [0.1, 0.01],
      steps: 50,
    }),
  ],
  [
    'data, with scaled rates',
    onDigits({
      batch_size: [16, 'full', 1437],
      lr: [0.1, 0.01],
      seed: [0, 3],
      scale_lr: { base_batch_size: 32, rule: 'sqrt' },
      stop: { patience: 3 },
      evaluate_every: 2,
      engine: 'cpu',
    }),
  ],
])('a run of an experiment on %s is the one run of its own', (_, given) => {
  const experiment = parseExperiment(given);
  const specs = expandExperiment(experiment);
  expect(specs.length).toBeGreaterThan(3);
  for (const spec of specs) {
    const own = parseExperiment(experimentOfRun(experiment, spec));
    expect(expandExperiment(own)).toEqual([spec]);
    expect(own).not.toHaveProperty('title');
  }
});
