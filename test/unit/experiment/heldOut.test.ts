/** The fields that say which rows are held out, and which of them models are evaluated on. */
import { describe, expect, test } from 'vitest';
import { checkData } from '../../../core/experiment/checkData.ts';
import { type DataShape, rowsOf, shapeOfData } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { evaluatedRows, isHeldOut, splitOf } from '../../../core/experiment/splitOf.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { loadDataset } from '../problems/shippedData.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';

const digits = (fields: object) => onDigits({ problem: { data: 'digits', ...fields } });
const problemOf = (fields: object) => parseExperiment(digits(fields)).problem;
const csv = { csv: 'a.csv', target: 'y' };

describe('shares and rows that can’t be are refused:', () => {
  test.each<[object, string[]]>([
    [{ test: 0.2, evaluate_on: 'test' }, []],
    // Their sum is above 0.9 by rounding.
    [{ validation: 0.56, test: 0.34 }, []],
    [{ validation: 0.2, test: 0.7, evaluate_on: 'validation' }, []],
    [{ test: 0.95 }, ['problem.test = 0.95 — expected a number of at most 0.9']],
    [
      { validation: 0.5, test: 0.45 },
      [
        'problem.test = 0.45 — expected at most 0.4 beside validation = 0.5, so that a tenth of the rows is left to train on',
      ],
    ],
    [
      { validation: 0.9, test: 0.1 },
      [
        'problem.test = 0.1 — expected none beside validation = 0.9, so that a tenth of the rows is left to train on',
      ],
    ],
    [
      { validation: 0.2, evaluate_on: 'test' },
      ['problem.evaluate_on = "test" — expected "validation", or test rows beside it, such as "test": 0.2'],
    ],
    [{ evaluate_on: 'training' }, [expect.stringMatching(/^problem\.evaluate_on = "training" — expected /)]],
    [{ test_size: 0.2 }, [expect.stringMatching(/; did you mean 'test'\?$/)]],
  ])('%j', (fields, expected) => {
    expect(faultsOf(digits(fields))).toEqual(expected);
    expect(faultsOf(onDigits({ problem: { ...csv, ...fields } }))).toEqual(expected);
  });

  test('on surfaces there are none', () => {
    expect(faultsOf(onValley({ problem: { surface: 'valley', test: 0.2 } }))).toHaveLength(1);
  });

  test.each<[number, object, string[]]>([
    [3, { validation: 0.3, test: 0.3 }, []],
    [2, { test: 0.3 }, []],
    [
      2,
      { validation: 0.3, test: 0.3 },
      [
        'problem.test = 0.3 — expected none: a.csv has 2 rows, too few for one each to train on, to validate on and to test on',
      ],
    ],
    [
      1,
      { test: 0.3 },
      [
        'problem.test = 0.3 — expected none: a.csv has 1 row, too few for one each to train on and to test on',
      ],
    ],
  ])('of %i rows %j', (rows, fields, expected) => {
    const experiment = parseExperiment(onDigits({ problem: { ...csv, ...fields }, batch_size: ['full'] }));
    const faults = checkData(experiment, { rows, features: 2, classes: 0 });
    expect(faults.map(({ message }) => message)).toEqual(expected);
  });
});

test('batches are of the rows that are left to train on', () => {
  const problem = problemOf({ validation: 0.2, test: 0.2 });
  expect(rowsOf(problem)).toBe(1797 - 2 * 359);
  expect(rowsOf(problemOf({ test: 0.2 }))).toBe(1797 - 359);
  const batch = { problem: { data: 'digits', test: 0.2 }, batch_size: [1439] };
  expect(faultsOf(onDigits(batch))).toEqual([
    'batch_size[0] = 1439 — expected 1 to 1438 (the training rows of digits) or "full"',
  ]);
});

test.each<[object, object, string | null, boolean]>([
  [{}, { validation: 0, test: 0, evaluateOn: 'validation' }, 'training', false],
  [{ validation: 0.2 }, { validation: 0.2, test: 0, evaluateOn: 'validation' }, 'validation', true],
  [{ test: 0.2 }, { validation: 0, test: 0.2, evaluateOn: 'validation' }, 'training', false],
  [
    { validation: 0.1, test: 0.2, evaluate_on: 'test' },
    { validation: 0.1, test: 0.2, evaluateOn: 'test' },
    'test',
    true,
  ],
])('%j is split as %j and evaluated on rows of %s', (fields, split, rows, held) => {
  const problem = problemOf(fields);
  expect('data' in problem && splitOf(problem)).toEqual(split);
  expect([evaluatedRows(problem), isHeldOut(problem)]).toEqual([rows, held]);
});

test('surfaces are evaluated on no rows, and logs on held-out ones', () => {
  expect([evaluatedRows({ surface: 'valley' }), isHeldOut({ surface: 'valley' })]).toEqual([null, false]);
  expect([evaluatedRows({ log: 'a.csv' }), isHeldOut({ log: 'a.csv' })]).toEqual(['validation', true]);
});

test.each(['validation', 'test'] as const)(
  'the shape of data evaluated on %s has all its rows',
  (evaluateOn) => {
    const prepared = prepareDataset(loadDataset('wine'), { validation: 0.2, test: 0.3, evaluateOn });
    expect(shapeOfData(prepared)).toMatchObject({ rows: 178, features: 13, classes: 3 });
  },
);

describe('a note says', () => {
  test('that test rows are left out only, where nothing is evaluated on held-out rows', () => {
    const left =
      'problem.test = 0.2: no run is evaluated on these rows; "evaluate_on": "test" beside it does that.';
    expect(notesOf(parseExperiment(digits({ test: 0.2 })))).toEqual([left]);
    expect(notesOf(parseExperiment(digits({ test: 0.2, validation: 0.2 })))).toEqual([]);
    expect(notesOf(parseExperiment(digits({ test: 0.2, evaluate_on: 'test' })))).toEqual([]);
    expect(notesOf(parseExperiment(digits({ test: 0 })))).toEqual([]);
  });

  test('that runs stopped by their loss on test rows have seen them', () => {
    const stopped = (fields: object) =>
      notesOf(parseExperiment({ ...digits(fields), stop: { patience: 3 }, epochs: 20 }));
    expect(stopped({ test: 0.2, evaluate_on: 'test' })).toEqual([
      'stop.patience = 3: runs stop by their loss on the test rows, which then looks better than it is on rows never seen.',
    ]);
    expect(stopped({ test: 0.2, validation: 0.2 })).toEqual([]);
  });
});

describe('the id of a run', () => {
  const idsOf = (value: object, shape?: DataShape) =>
    expandExperiment(parseExperiment(value), shape).map(({ id }) => id);
  const adam = { optimizers: [{ optimizer: 'adam' }], lr: [0.01], epochs: 2 };

  test.each<[object, string]>([
    [{ data: 'digits' }, 'run-1ee78ab880c2f73af29adee3f53b0ce0'],
    [{ data: 'digits', validation: 0.2 }, 'run-b50639f01f31e56f5e4e9c41e084b4fd'],
    [{ data: 'spirals', hidden: [8], validation: 0 }, 'run-7b08b3ca8710c7dd43cd2ae6819c7343'],
    [
      { data: 'diabetes', hidden: [16], activation: 'relu', validation: 0.25 },
      'run-ac2e2d91023c2617d9b3590dd4100d5a',
    ],
  ])('of %j without test rows is %s, as ever', (problem, id) => {
    expect(idsOf({ ...adam, problem })).toEqual([id]);
  });

  test('of a surface and of a CSV file is as ever, too', () => {
    expect(idsOf({ ...adam, epochs: undefined, steps: 5, problem: { surface: 'valley' } })).toEqual([
      'run-31fc7250959bd1ba4d4aefb0acf17599',
    ]);
    const houses = { csv: 'houses.csv', target: 'price', hidden: [4], validation: 0.2 };
    const shape = { rows: 50, features: 3, classes: 0, contentHash: 'abc' };
    expect(idsOf({ ...adam, problem: houses }, shape)).toEqual(['run-7a98a1b530053a976bda39e3ce8c89e8']);
  });

  test('is another with test rows, and where they are evaluated on', () => {
    const fields = [{ test: 0.2 }, { test: 0.3 }, { test: 0.2, evaluate_on: 'test' }, {}];
    const ids = fields.flatMap((each) => idsOf({ ...adam, ...digits({ validation: 0.2, ...each }) }));
    expect(new Set(ids).size).toBe(4);
  });
});
