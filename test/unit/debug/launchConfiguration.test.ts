import { describe, expect, test } from 'vitest';
import { findRuns, titleOfRun } from '../../../core/debug/findRuns.ts';
import { parseLaunchConfiguration } from '../../../core/debug/launchConfiguration.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';

const ofEditor = { type: 'optimizer', request: 'launch', name: 'Mine', __sessionId: 'a' };

test('a configuration is read without the fields that are the editor’s own', () => {
  const own = { experiment: 'a.experiment.json', run: 'Adam', stopOnEntry: false, step: 12, parameter: 3 };
  expect(parseLaunchConfiguration({ ...ofEditor, ...own })).toEqual(own);
});

test.each([
  [{}, 'optimizer = missing — expected the path of an .optimizer file, or an experiment in its place'],
  [{ optimizer: 'a', step: 0 }, 'step = 0 — expected a whole number of at least 1'],
  [{ optimizer: 'a', parameter: -1 }, 'parameter = -1 — expected a whole number of at least 0'],
  [{ optimizer: 'a', stopOnEntry: 'yes' }, 'stopOnEntry = "yes" — expected true or false'],
  [{ optimizer: 3 }, 'optimizer = 3 — expected text'],
  [{ experiment: 'a', run: 0 }, 'run = 0 — expected a whole number of at least 1'],
  [{ experiment: 'a', runs: [] }, 'runs = [] — expected a list with at least 1 entry'],
  [{ experiment: 'a', runs: Array(9).fill(1) }, /^runs = .* — expected a list with at most 8 entries$/],
  [{ experiment: 'a', runs: [1, null] }, /^runs\[1\] = null — expected a number from 1 on/],
  [{ experiment: 'a', run: 1, runs: [2] }, 'runs = [2] — expected only one of the fields run and runs'],
  [{ race: 'a', optimizer: 'b' }, 'race = "a" — expected no experiment and no optimizer beside it'],
])('%j names the field that is wrong', (given, message) => {
  expect(() => parseLaunchConfiguration({ ...ofEditor, ...given })).toThrow(message);
});

const outlines = (changes: object) => outlineOf(raceOf(onValley(changes))).runs;

test('a run is called by its optimizer and what tells it apart, or by its rate', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: [0.1, 0.3] }];
  expect(outlines({ optimizers }).map(titleOfRun)).toEqual(['SGD, lr 0.01', 'Adam, lr 0.1', 'Adam, lr 0.3']);
  expect(outlines({}).map(titleOfRun)).toEqual(['SGD, lr 0.01']);
  const momenta = [0, 0.9].map((momentum) => ({ optimizer: 'sgd', hyperparameters: { momentum } }));
  const seeded = { problem: { data: 'spirals', hidden: [2] }, seed: [1, 2], steps: undefined, epochs: 1 };
  expect(outlines({ ...seeded, optimizers: momenta }).map(titleOfRun)).toEqual([
    ...['SGD, seed 1, momentum 0', 'SGD, seed 2, momentum 0'],
    ...['SGD, seed 1, momentum 0.9', 'SGD, seed 2, momentum 0.9'],
  ]);
});

describe('runs are found', () => {
  const titles = ['SGD, lr 0.01', 'Adam, lr 0.1', 'Adam, lr 0.3', 'AdamW, lr 0.1'];

  test.each([
    [{ run: 2 }, [1]],
    [{ run: 'sgd' }, [0]],
    [{ run: ' adam, LR 0.3 ' }, [2]],
    [{ run: 'AdamW' }, [3]],
    [{ runs: [4, 'SGD', 4] }, [3, 0]],
    [{}, null],
  ])('by %j', (wanted, places) => {
    expect(findRuns(titles, wanted)).toEqual(places);
  });

  test.each([
    [{ run: 5 }, 'run = 5 — expected a number from 1 to 4'],
    [
      { run: 'Adma' },
      'run = "Adma" — expected one of "SGD, lr 0.01", "Adam, lr 0.1", "Adam, lr 0.3", "AdamW, lr 0.1"; did you mean \'Adam\'?',
    ],
    [
      { runs: ['SGD', 'Adam'] },
      'runs[1] = "Adam" — expected a run\'s whole name, or its number: "Adam, lr 0.1", "Adam, lr 0.3" have it',
    ],
  ])('and not by %j', (wanted, message) => {
    expect(() => findRuns(titles, wanted)).toThrow(message);
  });
});
