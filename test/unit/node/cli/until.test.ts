import { expect, test } from 'vitest';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { createRace, type Race } from '../../../../core/race/race.ts';
import { beforeStart, type RunState } from '../../../../core/race/runRecord.ts';
import { judge } from '../../../../node/cli/run/until.ts';

/** Of Adam at 0.1 and 0.01, with these states. */
function raceOf(states: readonly Partial<RunState>[], accuracies: readonly number[] = []): Race {
  const experiment = parseExperiment({
    problem: { surface: 'rosenbrock' },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.1, 0.01],
    steps: 10,
  });
  const race = createRace(experiment, { id: 'a', startedAt: 0 });
  for (const [run, state] of states.entries()) {
    const accuracy = accuracies[run];
    race.runs[run]?.record.append({
      ...{ firstPoint: 0, points: {} },
      evaluations: accuracy === undefined ? [] : [{ step: 1, loss: 1, accuracy }],
      state: { ...beforeStart, stepsDone: 10, ...state },
    });
  }
  return race;
}

const holds = (text: string, race: Race, isForAll = false) => judge({ text, isForAll }, race);

test('one run is enough, unless all are asked for', () => {
  const race = raceOf([{ loss: 0.05 }, { loss: 0.5 }]);
  expect(holds('loss < 0.1', race)).toEqual({ holds: true, words: 'loss < 0.1 holds for 1 of 2 runs.' });
  expect(holds('loss < 0.1', race, true)).toEqual({
    holds: false,
    words: 'loss < 0.1 holds for 1 of 2 runs; all have to meet it.',
  });
  expect(holds('loss < 1', race, true).holds).toBe(true);
  expect(holds('loss<0.01', race)).toEqual({ holds: false, words: 'loss<0.01 holds for none of 2 runs.' });
});

test('a loss that is no number meets nothing', () => {
  expect(holds('loss < 1', raceOf([{ loss: Number.NaN }, {}])).holds).toBe(false);
  expect(holds('loss >= 0', raceOf([{ loss: Number.NaN }, {}])).holds).toBe(false);
});

test('all conditions have to hold of the same run', () => {
  const race = raceOf([{ loss: 0.05 }, { loss: 0.5 }]);
  expect(holds('lr = 0.1 loss <= 0.05', race).holds).toBe(true);
  expect(holds('lr=0.01 loss<0.1', race).holds).toBe(false);
  expect(holds('adam loss < 0.1', race).holds).toBe(true);
  expect(holds('sgd loss < 0.1', race).holds).toBe(false);
});

test('accuracy is that of the last evaluation', () => {
  const race = raceOf([{ loss: 1 }, { loss: 1 }], [0.9, 0.97]);
  expect(holds('accuracy >= 0.97', race).words).toBe('accuracy >= 0.97 holds for 1 of 2 runs.');
  expect(holds('accuracy > 0.5', raceOf([{ loss: 1 }])).holds).toBe(false);
});

test('what can’t be understood is refused', () => {
  const race = raceOf([]);
  expect(() => holds('los < 1', race)).toThrow('--until los < 1 — los is nothing that runs have');
  expect(() => holds('loss < x', race)).toThrow('x is no number');
  expect(() => holds('loss < 1 best:3', race)).toThrow('expected conditions alone, without best:3');
});
