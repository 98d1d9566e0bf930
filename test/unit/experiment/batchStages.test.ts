/** Batch sizes that change as a run goes on, from the file to the runs and their names. */
import { describe, expect, test } from 'vitest';
import { batchSizeTexts } from '../../../core/experiment/batchSize.ts';
import type { BatchSize } from '../../../core/experiment/batchSizeSchema.ts';
import { checkData } from '../../../core/experiment/checkData.ts';
import { batchSizesName } from '../../../core/experiment/describe.ts';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import { experimentOfRuns } from '../../../core/experiment/experimentOfRuns.ts';
import { mapSettings } from '../../../core/experiment/map/mapSettings.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { experimentText } from '../../../core/experiment/text/experimentText.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';

const growing = { stages: [{ size: 32, epochs: 10 }, { size: 128, epochs: 5 }, { size: 'full' }] };
const onGrowing = (changes: object = {}) => onDigits({ batch_size: [growing], epochs: 20, ...changes });
const stages = (...list: unknown[]) => onDigits({ batch_size: [{ stages: list }], epochs: 20 });
const runsOf = (experiment: unknown) => expandExperiment(parseExperiment(experiment));

test('a run knows how long each stage is, and its steps', () => {
  const [run] = runsOf(onGrowing());
  expect(run).toMatchObject({
    batchSize: {
      stages: [
        { size: 32, epochs: 10 },
        { size: 128, epochs: 5 },
        { size: 'full', epochs: 5 },
      ],
    },
    stepsPerEpoch: [
      { epochs: 10, steps: 57 },
      { epochs: 5, steps: 15 },
      { epochs: 5, steps: 1 },
    ],
    steps: 570 + 75 + 5,
  });
});

test('stages of one size are one, and those of a single size are that size', () => {
  const runs = runsOf(
    onDigits({
      batch_size: [
        { stages: [{ size: 32, epochs: 4 }, { size: 32, epochs: 6 }, { size: 64 }] },
        { stages: [{ size: 32, epochs: 10 }, { size: 64 }] },
        { stages: [{ size: 64, epochs: 1 }, { size: 64 }] },
        { stages: [{ size: 1797, epochs: 1 }, { size: 'full' }] },
        { stages: [{ size: 64 }] },
        64,
      ],
      epochs: 20,
    }),
  );
  const ten = {
    stages: [
      { size: 32, epochs: 10 },
      { size: 64, epochs: 10 },
    ],
  };
  expect(runs.map(({ batchSize }) => batchSize)).toEqual([ten, 64, 'full']);
});

test('are one of several batch sizes, and count as one', () => {
  const experiment = parseExperiment(onGrowing({ batch_size: [8, growing, 'full', growing], lr: [0.1, 1] }));
  expect(expandExperiment(experiment)).toHaveLength(6);
  expect(countRuns(experiment)).toBe(6);
});

describe('says what is wrong with them', () => {
  test.each<[object, string]>([
    [stages(), 'batch_size[0].stages = [] — expected a list with at least 1 entry'],
    [
      stages({ size: 32 }, { size: 64 }),
      'batch_size[0].stages[0].epochs = missing — expected how many epochs the stage has: the last one alone has none, and goes on to the end',
    ],
    [
      stages({ size: 32, epochs: 25 }, { size: 64 }),
      'batch_size[0].stages[1] = {"size":64} — expected a stage that begins before the end of the run: epochs is 20, and the stages before it have 25',
    ],
    [
      stages({ size: 32, epochs: 20 }, { size: 64 }),
      'batch_size[0].stages[1] = {"size":64} — expected a stage that begins before the end of the run: epochs is 20, and the stages before it have 20',
    ],
    [
      stages({ size: 32, epochs: 10 }, { size: 64, epochs: 5 }),
      'batch_size[0].stages[1].epochs = 5 — expected 10, or none: the run has 20 epochs in all',
    ],
    [
      stages({ size: 32, epochs: 25 }),
      'batch_size[0].stages[0].epochs = 25 — expected 20, or none: the run has 20 epochs in all',
    ],
    [
      stages({ size: 3200, epochs: 5 }, { size: 64 }),
      'batch_size[0].stages[0].size = 3200 — expected 1 to 1797 (the rows of digits) or "full"',
    ],
  ])('%j', (experiment, message) => {
    expect(faultsOf(experiment)).toEqual([message]);
  });

  test('where a field is misspelt, or a value is none', () => {
    expect(faultsOf(stages({ sise: 32, epochs: 5 }, { size: 64 }))[1]).toMatch(
      /^batch_size\[0\]\.stages\[0\]\.sise = 32 — expected one of the fields size, epochs; did you mean 'size'\?/,
    );
    expect(faultsOf(stages({ size: 0, epochs: 5 }, { size: 64 }))[0]).toMatch(
      /^batch_size\[0\]\.stages\[0\]\.size = 0 — /,
    );
    expect(faultsOf(onDigits({ batch_size: [{ stage: [] }] }))[0]).toMatch(/^batch_size\[0\]/);
  });

  test('of a CSV file, once its rows are known', () => {
    const problem = { csv: 'a.csv', target: 'y' };
    const batch_size = [{ stages: [{ size: 10, epochs: 30 }, { size: 99 }] }];
    const experiment = parseExperiment(onValley({ problem, batch_size, epochs: 20 }));
    const shape = { rows: 50, features: 2, classes: 2 };
    expect(checkData(experiment, shape).map(({ path }) => path.join('.'))).toEqual([
      'batch_size.0.stages.1.size',
      'batch_size.0.stages.1',
    ]);
  });
});

test.each<[BatchSize[], string]>([
  [[growing as BatchSize], 'batch 32 → 128 after 10 → full after 15 epochs'],
  [[{ stages: [{ size: 32, epochs: 1 }, { size: 64 }] }], 'batch 32 → 64 after 1 epoch'],
  [[64, { stages: [{ size: 32, epochs: 2 }, { size: 64 }] }], 'batch 32 → 64 after 2 epochs, 64'],
])('are called by their sizes and when they change: %j', (sizes, name) => {
  expect(batchSizesName(sizes)).toBe(name);
});

test('are told apart by their sizes alone where that is enough', () => {
  const after = (epochs: number): BatchSize => ({ stages: [{ size: 32, epochs }, { size: 64 }] });
  expect([8, after(5)].map(batchSizeTexts([8, after(5)]))).toEqual(['8', '32 → 64']);
  expect([after(9), after(5)].map(batchSizeTexts([after(9), after(5)]))).toEqual([
    '32 → 64 after 9 epochs',
    '32 → 64 after 5 epochs',
  ]);
});

test('the learning rate scales with the first', () => {
  const [run] = runsOf(onGrowing({ lr: [0.1], scale_lr: { base_batch_size: 16 } }));
  expect(run?.hyperparameters['lr']).toBe(0.2);
});

test('schedules are as long as the epochs are', () => {
  const schedule = (per: string) => ({ name: 'OneCycleLR', max_lr: 1, total_steps: 20, per });
  expect(faultsOf(onGrowing({ schedule: schedule('epoch') }))).toEqual([]);
  expect(faultsOf(onGrowing({ schedule: schedule('step') }))[0]).toContain('650');
  const milestones = { name: 'MultiStepLR', milestones: [30] };
  const [note] = notesOf(parseExperiment(onGrowing({ batch_size: [32, growing], schedule: milestones })));
  expect(note).toMatch(/^schedule\.milestones\[0\] = 30/);
});

test('an experiment of some runs has them as they are', () => {
  const other = { stages: [{ size: 32, epochs: 5 }, { size: 128 }] };
  const sizes = [64, growing, other];
  const experiment = parseExperiment(onGrowing({ batch_size: sizes, lr: [0.1, 0.2], seed: [0, 1] }));
  const runs = expandExperiment(experiment);
  for (const run of runs) {
    const again = expandExperiment(experimentOfRun(experiment, run));
    expect(again).toEqual([run]);
  }
  const all = experimentOfRuns(experiment, runs);
  expect(
    all &&
      expandExperiment(all)
        .map(({ id }) => id)
        .sort(),
  ).toEqual(runs.map(({ id }) => id).sort());
  expect(experimentOfRuns(experiment, runs.slice(1))).toBeNull();
});

test('a file that is written has them', () => {
  const experiment = parseExperiment(onGrowing());
  const text = experimentText(experiment);
  expect(runsOf(JSON.parse(text))).toEqual(expandExperiment(experiment));
});

test('are no axis of a map', () => {
  const [constant, changing] = runsOf(onGrowing({ batch_size: [32, growing] }));
  const namesOf = (run: typeof constant) => run && mapSettings(run, 1797).map(({ name }) => name);
  expect(namesOf(constant)).toContain('batch_size');
  expect(namesOf(changing)).not.toContain('batch_size');
  expect(namesOf(changing)).toContain('lr');
  expect(faultsOf(onGrowing({ map: { x: 'lr', y: 'batch_size' } }))[0]).toMatch(/^map\.y = "batch_size" — /);
});

test('on a surface they are told to change nothing', () => {
  const experiment = parseExperiment(onValley({ batch_size: [growing] }));
  expect(notesOf(experiment)[0]).toMatch(/^batch_size = .*: a surface has no data/);
});
