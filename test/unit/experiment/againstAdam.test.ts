/** A rule of one's own beside Adam: which rates they have, whatever was raced before. */
import { expect, test } from 'vitest';
import { againstAdam } from '../../../core/experiment/againstAdam.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../core/race/race.ts';
import { onValley } from './faults.ts';
import { half } from './ownRules.ts';

const path = './half.optimizer';
const filesOf = (text: string) => new Map([[path, { place: 'file:///half.optimizer', text }]]);
const slow = half.replace('lr    = 0.1', 'lr    = 0.5');
const before = (fields: Record<string, unknown>) => parseExperiment(onValley({ steps: 33, ...fields }));

test('the rule has the default of its file, and Adam what is usual on the problem', () => {
  const { experiment, note } = againstAdam(path, filesOf(slow), before({ lr: [1e-5, 3e-5], title: 'Slow' }));
  const runs = expandExperiment(experiment);
  expect(
    runs.map(({ optimizer, hyperparameters, steps }) => [optimizer, hyperparameters['lr'], steps]),
  ).toEqual([
    [path, 0.5, 33],
    ['adam', 0.01, 33],
  ]);
  expect(note).toBe('Half has lr 0.5, the default in its file; Adam has 0.01, usual on this problem.');
  const race = createRace(experiment, { id: 'a', startedAt: 0, said: [note] });
  expect(race.title).toBe('Ill-conditioned valley · Half, Adam');
  expect(race.notes).toEqual([note]);
});

test('what else changes rates stays behind, which is said', () => {
  const schedule = { name: 'ExponentialLR', gamma: 0.9 };
  const data = { problem: { data: 'spirals', hidden: [8] }, steps: undefined, epochs: 3, batch_size: [64] };
  const asked = before({ ...data, schedule, scale_lr: { base_batch_size: 8 } });
  const { experiment, note } = againstAdam(path, filesOf(half), asked);
  expect(expandExperiment(experiment)).toMatchObject([
    { optimizer: path, hyperparameters: { lr: 0.1 }, schedule: null, batchSize: 64 },
    { optimizer: 'adam', hyperparameters: { lr: 0.01 }, schedule: null, batchSize: 64 },
  ]);
  expect(note).toMatch(/ Of the race before, schedule and scale_lr stayed behind\.$/);
  expect(againstAdam(path, filesOf(half), before({ schedule })).note).toMatch(
    /before, schedule stayed behind\.$/,
  );
});

test('a rule that can’t run is refused as in any experiment', () => {
  expect(() => againstAdam(path, filesOf('update\n'), before({}))).toThrow(/expected a rule that compiles/);
});
