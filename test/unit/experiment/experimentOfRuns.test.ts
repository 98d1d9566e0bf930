import { describe, expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { areOneExperiment, experimentOfRuns } from '../../../core/experiment/experimentOfRuns.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { onDigits, onValley } from './faults.ts';

const specsOf = (given: unknown) => expandExperiment(parseExperiment(given));
const byId = (specs: readonly RunSpec[]) => specs.map(({ id }) => id).toSorted();

function expectOne(first: unknown, specs: readonly RunSpec[]) {
  const made = experimentOfRuns(parseExperiment(first), specs);
  expect(areOneExperiment(specs)).toBe(true);
  expect(byId(specsOf(made))).toEqual(byId(specs));
  expect(made).not.toHaveProperty('title');
  return made;
}

describe('runs are those of one experiment', () => {
  const rates = onValley({
    ...{ title: 'Rates', lr: [0.01, 0.1], schedule: { name: 'StepLR', step_size: 30 } },
    optimizers: [{ optimizer: 'momentum' }, { optimizer: 'adam' }],
  });
  const others = onValley({
    ...{ title: 'Others', lr: [0.5] },
    optimizers: [{ optimizer: 'adam', hyperparameters: { beta2: 0.99 } }],
  });

  test('where they are of one already', () => {
    const made = expectOne(rates, specsOf(rates));
    expect([made?.lr, made?.optimizers.map(({ lr }) => lr)]).toEqual([
      [0.01, 0.1],
      [undefined, undefined],
    ]);
  });

  test('where they differ in what each optimizer may have for itself', () => {
    const specs = [...specsOf(rates).slice(1), ...specsOf(others)];
    expect(expectOne(rates, specs)?.optimizers.map(({ optimizer, lr }) => [optimizer, lr])).toEqual([
      ['momentum', [0.1]],
      ['adam', [0.01, 0.1]],
      ['adam', [0.5]],
    ]);
  });

  test('where they have every batch size with every seed, scaled rates among them', () => {
    const grid = onDigits({ batch_size: [16, 'full'], seed: [1, 2], epochs: 3 });
    expectOne(grid, specsOf(grid));
    const scaled = onDigits({ batch_size: [16], scale_lr: { base_batch_size: 32 }, seed: [5] });
    expectOne(scaled, specsOf(scaled));
  });
});

test.each<[string, readonly RunSpec[]]>([
  ['on several problems', [...specsOf(onValley()), ...specsOf(onValley({ problem: { surface: 'beale' } }))]],
  ['of several lengths', [...specsOf(onValley({ steps: 5 })), ...specsOf(onValley({ steps: 6, lr: [1] }))]],
  ['of which one ends before', [...specsOf(onValley()), ...specsOf(onValley({ stop: { target: 1 } }))]],
  ['without one of the seeds', specsOf(onDigits({ batch_size: [8, 16], seed: [1, 2] })).slice(1)],
  ['none', []],
])('runs %s are those of no experiment', (_, specs) => {
  expect(areOneExperiment(specs)).toBe(false);
  expect(experimentOfRuns(parseExperiment(onValley()), specs)).toBeNull();
});
