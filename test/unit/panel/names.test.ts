import { expect, it } from 'vitest';
import { rowNames, runNames } from '../../../webview/panel/data/runNames.ts';
import { run } from './fixtures.ts';

it('adds nothing where the optimizer says it all', () => {
  expect([...runNames([run(), run({ name: 'Adam' })]).values()]).toEqual(['SGD', 'Adam']);
});

it('adds what differs among runs of one optimizer, and only that', () => {
  const runs = [run({ batchSize: 32 }), run({ lr: 0.021, batchSize: 32 }), run({ name: 'Adam', lr: 0.3 })];
  expect([...runNames(runs).values()]).toEqual(['SGD lr 0.01', 'SGD lr 0.021', 'Adam']);
  const seeds = [run({ seed: 0, batchSize: 8 }), run({ seed: 1, batchSize: 'full' })];
  expect([...runNames(seeds).values()]).toEqual(['SGD batch 8 seed 0', 'SGD batch full seed 1']);
});

it('leaves to the table’s columns what they print', () => {
  const runs = [run(), run({ lr: 0.1 })];
  expect([...rowNames(runs).values()]).toEqual(['SGD', 'SGD']);
  const alike = [
    run({ hyperparameters: { lr: 0.01, mu: 0.9 } }),
    run({ hyperparameters: { lr: 0.01, mu: 0.5 } }),
  ];
  expect([...rowNames(alike).values()]).toEqual(['SGD mu 0.9', 'SGD mu 0.5']);
});
