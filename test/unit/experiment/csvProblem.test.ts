import { describe, expect, test } from 'vitest';
import { epochsAfter } from '../../../core/epochs.ts';
import { checkData } from '../../../core/experiment/checkData.ts';
import { knownShape, rowsOf } from '../../../core/experiment/dataShape.ts';
import { problemName } from '../../../core/experiment/describe.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import { faultsOf, onValley } from './faults.ts';

const houses = { csv: 'data/houses.csv', target: 'price', hidden: [16] };
const shape = { rows: 50, features: 13, classes: 0 };

/** The smallest experiment on a CSV file, with `changes` of the problem and of the experiment. */
const onHouses = (problem: object = {}, changes: object = {}) =>
  onValley({ problem: { ...houses, ...problem }, ...changes });

const parsed = (problem: object = {}, changes: object = {}) => parseExperiment(onHouses(problem, changes));

test('is a model on data, whose shape is not known before it is read', () => {
  const { problem } = parsed();
  expect(trainsOnData(problem)).toBe(true);
  expect(surfaceOf(problem)).toBeUndefined();
  expect(knownShape(problem)).toBeUndefined();
  expect(rowsOf(problem)).toBeUndefined();
  expect(rowsOf(problem, shape)).toBe(50);
});

test('takes all options of the file and of the model', () => {
  const all = {
    ...houses,
    header: true,
    delimiter: ';',
    decimal: ',',
    categorical: ['kind', 3],
    ignore: ['id'],
    missing: 'skip',
    na_values: ['unknown', -999],
    task: 'regression',
    activation: 'relu',
    init: 'kaiming_normal',
    validation: 0.2,
    test: 0.1,
    evaluate_on: 'test',
  };
  expect(parsed(all).problem).toEqual(all);
  expect(parsed({ hidden: undefined }).problem).toEqual({
    csv: 'data/houses.csv',
    target: 'price',
    hidden: [],
  });
});

describe('before the file is read, says what is wrong:', () => {
  test.each<[object, object, string[]]>([
    [{ target: undefined }, {}, ['problem.target = missing — expected text or a whole number']],
    [{ target: 1.5 }, {}, ['problem.target = 1.5 — expected text or a whole number']],
    [{ csv: 5 }, {}, ['problem.csv = 5 — expected text']],
    [
      { delimiter: ';;' },
      {},
      ['problem.delimiter = ";;" — expected one character, not a quote or a line break'],
    ],
    [{ categorical: 'kind' }, {}, ['problem.categorical = "kind" — expected a list, such as ["kind"]']],
    [
      { target: undefined, hiden: [8] },
      {},
      [
        'problem.target = missing — expected text or a whole number',
        'problem.hiden = [8] — expected one of the fields csv, target, header, delimiter, decimal, categorical, ' +
          'ignore, missing, na_values, task, hidden, activation, init, validation, test, evaluate_on',
      ],
    ],
    [
      { data: 'digits', target: undefined },
      {},
      [
        'problem = {"csv":"data/houses.csv","hidden":[16],"data":"digits"} — expected only one of the fields data, csv',
      ],
    ],
    [{}, { steps: 5 }, ['steps = 5 — expected epochs in its place: passes over the data']],
    [{}, { batch_size: [0] }, ['batch_size[0] = 0 — expected a whole number of at least 1']],
  ])('%j %j', (problem, changes, messages) => {
    expect(faultsOf(onHouses(problem, changes))).toEqual(messages);
  });

  test('but takes any batch size and number of epochs', () => {
    expect(faultsOf(onHouses({}, { batch_size: [1_000_000], epochs: 100_000 }))).toEqual([]);
  });
});

describe('once the file is read,', () => {
  const messages = (problem: object, changes: object) =>
    checkData(parsed(problem, changes), shape).map(({ message }) => message);

  test('batch sizes must fit its rows', () => {
    expect(messages({}, { batch_size: [50, 'full'] })).toEqual([]);
    expect(messages({}, { batch_size: [32, 51] })).toEqual([
      'batch_size[1] = 51 — expected 1 to 50 (the rows of data/houses.csv) or "full"',
    ]);
    expect(messages({ validation: 0.5 }, {})).toEqual([
      'batch_size[0] = 32 — expected 1 to 25 (the training rows of data/houses.csv) or "full"; where the file has no batch_size, it is 32',
    ]);
    expect(messages({ validation: 0.2 }, { batch_size: [50] })).toEqual([
      'batch_size[0] = 50 — expected 1 to 40 (the training rows of data/houses.csv) or "full"',
    ]);
  });

  test('steps may be as many as they like, but not all can be kept', () => {
    const long = { batch_size: [1], epochs: 99_000 };
    expect(messages({}, { ...long, record: 'steps' })).toEqual([]);
    expect(messages({}, { ...long, lr: [0.1, 0.2] })).toEqual([]);
    expect(messages({}, { ...long, lr: [0.1, 0.2], record: 'steps' })).toEqual([
      'record = "steps" — expected "thinned" for 9,900,002 points over all runs: at most 5,000,000 are kept',
    ]);
  });

  test('steps are of its rows that are left to train on', () => {
    const runs = expandExperiment(
      parsed({ validation: 0.2 }, { epochs: 2, batch_size: [15, 'full'] }),
      shape,
    );
    expect(runs.map(({ steps, stepsPerEpoch, seed }) => [steps, stepsPerEpoch, seed])).toEqual([
      [6, 3, 0],
      [2, 1, 0],
    ]);
  });

  test('a large one is gone through less often, where nobody says how often', () => {
    const epochsOn = (rows: number) => {
      const [run] = expandExperiment(parsed(), { ...shape, rows });
      return run && epochsAfter(run.stepsPerEpoch, run.steps);
    };
    expect([50, 100_000, 1_000_000, 10_000_000].map(epochsOn)).toEqual([30, 30, 3, 1]);
  });

  test('its model has a name', () => {
    const { problem } = parsed();
    expect(problemName(problem)).toBe('price of houses.csv');
    expect(problemName(problem, shape)).toBe('price of houses.csv, 13-16-1 network');
    const flat = parsed({ hidden: [], target: 3, csv: 'houses.csv' }).problem;
    expect(problemName(flat, shape)).toBe('column 3 of houses.csv, linear regression');
    expect(problemName(flat, { ...shape, classes: 2 })).toBe('column 3 of houses.csv, logistic regression');
  });
});

test('its name says what of the file is left out', () => {
  const nameOf = (changes: object, skippedRows?: number) =>
    problemName(parsed(changes).problem, { ...shape, ...(skippedRows && { skippedRows }) });
  expect(nameOf({}, 1)).toBe('price of houses.csv (1 of 51 rows left out: missing values), 13-16-1 network');
  expect(nameOf({}, 1234)).toBe(
    'price of houses.csv (1,234 of 1,284 rows left out: missing values), 13-16-1 network',
  );
  expect(nameOf({ ignore: ['rooms'] })).toBe('price of houses.csv (without rooms), 13-16-1 network');
  expect(nameOf({ ignore: ['id', 3] }, 2)).toBe(
    'price of houses.csv (without id, column 3; 2 of 52 rows left out: missing values), 13-16-1 network',
  );
  expect(nameOf({ ignore: [1, 2, 'a', 'b'] })).toMatch(/\(without column 1, column 2, a and 1 more column\)/);
  expect(nameOf({ ignore: ['a', 'b', 'c', 'd', 'x'.repeat(500)] })).toMatch(
    /\(without a, b, c and 2 more columns\)/,
  );
  expect(nameOf({ ignore: ['x'.repeat(500)] }).length).toBeLessThan(100);
  expect(nameOf({ ignore: [] })).toBe('price of houses.csv, 13-16-1 network');
});

test('a title of one’s own says so, too', () => {
  const experiment = parsed({ ignore: ['id'] }, { title: 'My houses' });
  expect(raceTitle(experiment, { ...shape, skippedRows: 1 })).toBe(
    'My houses (without id; 1 of 51 rows left out: missing values)',
  );
  expect(raceTitle(parsed({}, { title: 'My houses' }), shape)).toBe('My houses');
});

test('is never expanded without its rows', () => {
  expect(() => expandExperiment(parsed())).toThrow(
    'shape = undefined — expected that of data/houses.csv, once it is read',
  );
});
