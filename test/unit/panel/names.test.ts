import { expect, it } from 'vitest';
import { rowNames, runNames } from '../../../webview/panel/data/runNames.ts';
import { run } from './fixtures.ts';

const inColumns = new Set(['lr', 'batch', 'seed']);

it('adds nothing where the optimizer says it all', () => {
  expect([...runNames([run(), run({ name: 'Adam' })]).values()]).toEqual(['SGD', 'Adam']);
});

it('adds what differs among runs of one optimizer, and only that', () => {
  const runs = [run({ batchSize: 32 }), run({ lr: 0.021, batchSize: 32 }), run({ name: 'Adam', lr: 0.3 })];
  expect([...runNames(runs).values()]).toEqual(['SGD lr 0.01', 'SGD lr 0.021', 'Adam']);
  const seeds = [run({ seed: 0, batchSize: 8 }), run({ seed: 1, batchSize: 'full' })];
  expect([...runNames(seeds).values()]).toEqual(['batch 8 seed 0', 'batch full seed 1']);
});

it('leaves out the optimizer where the whole race has one, and nowhere else', () => {
  const [slow, fast, adam] = [run({ lr: 0.01 }), run({ lr: 0.1 }), run({ name: 'Adam' })];
  expect([...runNames([slow, fast]).values()]).toEqual(['lr 0.01', 'lr 0.1']);
  expect([...runNames([slow, fast], [slow, fast, adam]).values()]).toEqual(['SGD lr 0.01', 'SGD lr 0.1']);
  expect([...runNames([slow], [slow, fast]).values()]).toEqual(['SGD']);
  expect([...runNames([run()]).values()]).toEqual(['SGD']);
});

it('tells schedules of one name apart by what they are given', () => {
  const scheduled = (step_size: number) => run({ schedule: 'StepLR', given: { step_size, gamma: 0.1 } });
  expect([...runNames([scheduled(30), scheduled(60)]).values()]).toEqual(['step_size 30', 'step_size 60']);
  const constant = run();
  expect([...runNames([scheduled(30), constant]).values()]).toEqual([
    'StepLR step_size 30 gamma 0.1',
    'constant rate step_size – gamma –',
  ]);
});

it('leaves out what the optimizer is called after right behind its name alone', () => {
  const momentum = (lr: number, value: number) =>
    run({ name: 'Momentum', lr, hyperparameters: { lr, momentum: value } });
  const adam = run({ name: 'Adam' });
  const named = (...runs: readonly ReturnType<typeof run>[]) => [...runNames(runs).values()];
  expect(named(momentum(0.1, 0.5), momentum(0.1, 0.9), adam)).toEqual([
    'Momentum 0.5',
    'Momentum 0.9',
    'Adam',
  ]);
  expect(named(momentum(0.1, 0.5), momentum(0.2, 0.9), adam)).toEqual([
    'Momentum lr 0.1 momentum 0.5',
    'Momentum lr 0.2 momentum 0.9',
    'Adam',
  ]);
});

it('counts runs that are the same in all there is to say', () => {
  expect([...runNames([run(), run(), run({ name: 'Adam' })]).values()]).toEqual(['SGD #1', 'SGD #2', 'Adam']);
  expect([...rowNames([run(), run()], inColumns).values()]).toEqual(['SGD #1', 'SGD #2']);
});

it('writes a rate as it was given', () => {
  const runs = [run({ lr: 0.1 + 0.2 }), run({ lr: 0.1 })];
  expect([...runNames(runs).values()]).toEqual(['lr 0.3', 'lr 0.1']);
});

it('leaves to the table’s columns what they print', () => {
  const runs = [run(), run({ lr: 0.1 })];
  expect([...rowNames(runs, inColumns).values()]).toEqual(['SGD', 'SGD']);
  const alike = [
    run({ hyperparameters: { lr: 0.01, mu: 0.9 } }),
    run({ hyperparameters: { lr: 0.01, mu: 0.5 } }),
  ];
  expect([...rowNames(alike, inColumns).values()]).toEqual(['SGD mu 0.9', 'SGD mu 0.5']);
});
