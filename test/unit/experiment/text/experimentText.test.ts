/** What is written of an experiment is read as one with the very same runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { knownShape } from '../../../../core/experiment/dataShape.ts';
import { defaultsFor, problems } from '../../../../core/experiment/defaults.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../../core/experiment/schema.ts';
import { checkText } from '../../../../core/experiment/text/checkText.ts';
import { experimentText } from '../../../../core/experiment/text/experimentText.ts';
import { tutorialRaces } from '../../../../core/tutorial/races.ts';
import { onDigits, onValley } from '../faults.ts';

const csvShape = { rows: 500, features: 4, classes: 0, contentHash: 'ab' };

function expectSameRuns(experiment: Experiment, shape = knownShape(experiment.problem)): void {
  const text = experimentText(experiment, shape);
  const { experiment: read, faults } = checkText(text);
  expect(faults).toEqual([]);
  if (!read) return;
  const ids = (each: Experiment) => expandExperiment(each, shape).map(({ id }) => id);
  expect(ids(read)).toEqual(ids(experiment));
  // What is written again is the same.
  expect(experimentText(read, shape)).toBe(text);
}

describe('has the same runs:', () => {
  test.each(tutorialRaces.map(({ id, experiment }) => [id, experiment] as const))(
    'the tutorial race %s',
    (_, experiment) => expectSameRuns(experiment),
  );

  test.each(problems)('what the picks prepare for $surface$data $hidden', (problem) => {
    const { optimizers, lr, batchSizes } = defaultsFor(problem);
    const picked = {
      problem,
      optimizers: optimizers.map((optimizer) => ({ optimizer })),
      lr,
      ...(batchSizes.length > 0 && { batch_size: batchSizes }),
    };
    expectSameRuns(parseExperiment(picked));
  });

  const samples = new URL('../../../../extension/sample/', import.meta.url);
  test.each(readdirSync(samples).filter((name) => name.endsWith('.experiment.json')))(
    'the sample %s',
    (name) => {
      const experiment = parseExperiment(JSON.parse(readFileSync(new URL(name, samples), 'utf8')));
      expectSameRuns(experiment, 'csv' in experiment.problem ? csvShape : undefined);
    },
  );

  test('a CSV file, with all that can be said of one', () => {
    const problem = {
      ...{
        csv: 'data/a b.csv',
        target: 'preis',
        header: true,
        delimiter: ';',
        decimal: ',',
        task: 'regression',
      },
      ...{ categorical: ['plz', 3], ignore: ['id'], missing: 'skip', na_values: ['–', -999] },
      ...{ hidden: [16, 8], activation: 'relu', init: 'xavier_normal', validation: 0.2 },
    };
    expectSameRuns(parseExperiment(onValley({ problem, batch_size: [7, 'full'], seed: [3, 1] })), csvShape);
  });

  test('every field, with grids', () => {
    expectSameRuns(
      parseExperiment(
        onDigits({
          optimizers: [
            {
              optimizer: 'sgd',
              lr: [0.1, 0.2],
              hyperparameters: { momentum: [0.5, 0.9], nesterov: [true, false] },
            },
            {
              optimizer: 'adam',
              hyperparameters: { beta1: { from: 0.1, to: 0.9, count: 9, scale: 'linear' } },
              schedule: { name: 'StepLR', step_size: 3 },
            },
          ],
          lr: { from: 1e-4, to: 1, count: 9 },
          seed: { from: 4, count: 8 },
          batch_size: [32, 64, 'full'],
          ...{
            scale_lr: { base_batch_size: 32 },
            epochs: 7,
            evaluate_every: 2,
            target: 0.1,
            record: 'score',
            engine: 'cpu',
          },
          ...{
            stop: { target: 0.01, patience: 3, seconds: 9 },
            schedule: { name: 'CosineAnnealingLR', T_max: 7 },
          },
        }),
      ),
    );
  });
});

test('is short: ranges, the length of runs, and nothing that changes no run', () => {
  const experiment = parseExperiment(
    onDigits({
      title: 'A sweep',
      lr: { from: 1e-4, to: 1, count: 9 },
      optimizers: [
        { optimizer: 'sgd' },
        { optimizer: 'momentum', hyperparameters: { momentum: [0.9, 0.95] } },
      ],
      seed: { count: 10 },
    }),
  );
  expect(experimentText(experiment)).toBe(`{
  "title": "A sweep",
  "problem": { "data": "digits", "hidden": [] },
  "optimizers": [
    { "optimizer": "sgd" },
    { "optimizer": "momentum", "hyperparameters": { "momentum": [0.9, 0.95] } }
  ],
  "lr": { "from": 0.0001, "to": 1, "count": 9 },
  "batch_size": [32],
  "seed": { "from": 0, "count": 10 },
  "epochs": 30
}
`);
  expect(experimentText(parseExperiment(onValley({ lr: [3, 2, 1, 4, 5, 6, 7], seed: [5] })))).toBe(`{
  "problem": { "surface": "valley" },
  "optimizers": [{ "optimizer": "sgd" }],
  "lr": [3, 2, 1, 4, 5, 6, 7],
  "steps": 200
}
`);
});

test('a list of words, of equal or of uneven numbers stays one', () => {
  const momentum = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
  const text = experimentText(
    parseExperiment(
      onDigits({
        lr: [1, 2, 3, 4, 5, 7],
        seed: [0, 1, 2, 3, 4, 6],
        optimizers: [{ optimizer: 'sgd', hyperparameters: { momentum } }],
      }),
    ),
  );
  expect(text).toContain('"lr": [1, 2, 3, 4, 5, 7]');
  expect(text).toContain('"seed": [0, 1, 2, 3, 4, 6]');
  expect(text).toContain('"momentum": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]');
  const linear = parseExperiment(onDigits({ lr: [1, 2, 3, 4, 5, 6] }));
  expect(experimentText(linear)).toContain('"lr": { "from": 1, "to": 6, "count": 6, "scale": "linear" }');
});

test('of a file that is not read no length is made up', () => {
  const text = experimentText(parseExperiment(onValley({ problem: { csv: 'a.csv', target: 'y' } })));
  expect(text).not.toContain('epochs');
});
