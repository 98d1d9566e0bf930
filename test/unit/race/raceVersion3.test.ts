import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { raceOfVersion3 } from '../../../core/race/raceVersion3.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { contentOf, recordOf } from './pieces.ts';

const run = {
  losses: Float64Array.of(4, 2, 3),
  path: Float64Array.of(1, 10, 0, 9, -1, 8),
  status: { kind: 'finished' },
  evaluations: [],
  engine: null,
  stepsPerSecond: 7,
};
const saved = {
  version: 3,
  id: '1790000000000-4',
  experiment: parseExperiment(onValley({ target: 2.5 })),
  caption: null,
  csv: null,
  speed: 4,
  runs: [run],
};

test('has all that was recorded, and what follows from it', () => {
  const race = raceOfVersion3(saved);
  expect(race).toMatchObject({ id: saved.id, startedAt: 1_790_000_000_000, speed: 4, phase: 'ended' });
  expect(contentOf(recordOf(race))).toEqual({
    points: { loss: [4, 2, 3], position: [1, 10, 0, 9, -1, 8] },
    evaluations: [],
    state: {
      status: { kind: 'finished' },
      engine: null,
      stepsDone: 2,
      loss: 3,
      best: 2,
      reached: 1,
      stepsPerSecond: 7,
    },
  });
});

test('of a model, what counts is the mean over an epoch', () => {
  const experiment = parseExperiment(onDigits({ batch_size: [900], target: 2.5 }));
  const evaluations = [{ step: 2, loss: 9, accuracy: 0.5 }];
  const race = raceOfVersion3({ ...saved, experiment, runs: [{ ...run, path: null, evaluations }] });
  expect(contentOf(recordOf(race))).toMatchObject({
    points: { loss: [4, 2, 3], mean: [4, 3, 2.5] },
    evaluations,
    state: { loss: 2.5, best: 2.5, reached: 2 },
  });
});

test('a run that was going on, or of which nothing was saved, is interrupted', () => {
  const experiment = parseExperiment(onValley({ lr: [0.1, 0.2, 0.3] }));
  const waiting = {
    ...run,
    losses: new Float64Array(),
    path: new Float64Array(),
    status: { kind: 'queued' },
  };
  const race = raceOfVersion3({
    ...saved,
    experiment,
    runs: [{ ...run, status: { kind: 'running' } }, waiting],
  });
  const states = race.runs.map(({ record }) => record.state);
  expect(states.map(({ status, stepsDone }) => [status.kind, stepsDone])).toEqual([
    ['interrupted', 2],
    ['interrupted', 0],
    ['interrupted', 0],
  ]);
});

test('an id that begins with no time is of a race that was started long ago', () => {
  expect(raceOfVersion3({ ...saved, id: 'race-7' })).toMatchObject({ id: 'race-7', startedAt: 0 });
});

describe('is none', () => {
  test.each([
    ['no object', 'race'],
    ['another version', { ...saved, version: 2 }],
    ['no experiment', { ...saved, experiment: {} }],
    ['no numbers', { ...saved, runs: [{ ...run, losses: [1, 2] }] }],
    ['a status of another version', { ...saved, runs: [{ ...run, status: { kind: 'done' } }] }],
  ])('where there is %s', (_, value) => {
    expect(() => raceOfVersion3(value)).toThrow(ZodError);
  });
});
