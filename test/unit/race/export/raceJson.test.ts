import { describe, expect, test } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import { fileNameOf } from '../../../../core/race/export/fileNameOf.ts';
import { raceJson } from '../../../../core/race/export/raceJson.ts';
import type { Race } from '../../../../core/race/race.ts';
import { oneRun, wholeRace } from '../../../../core/race/shown.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../pieces.ts';

const jsonOf = (race: Race) => JSON.parse([...raceJson(wholeRace(race))].map(({ text }) => text).join(''));

test('has the race, its runs and all their numbers', () => {
  const race = raceOf({ ...onValley({ lr: [0.1, 0.2] }), title: 'Two "rates"' });
  const state = { status: { kind: 'finished' }, stepsDone: 1, stepsPerSecond: 4 } as const;
  recordOf(race, 0).append(
    pieceOf({
      loss: [100, 0.1 + 0.2],
      position: [1, 10, 1 / 3, -9.9],
      state: { ...state, loss: 0.3, best: 0.3 },
    }),
  );
  recordOf(race, 1).append(
    pieceOf({ loss: [Number.POSITIVE_INFINITY, Number.NaN], position: [1, 10, 2, 3] }),
  );
  const { format, version, race: about, runs } = jsonOf(race);
  expect([format, version, about.title, about.startedAt]).toEqual([
    'optimizer-playground-numbers',
    1,
    'Two "rates"',
    '1970-01-01T00:00:00.001Z',
  ]);
  expect(about.experiment).toEqual(JSON.parse(JSON.stringify(race.experiment)));
  expect(runs[0]).toMatchObject({
    run: 0,
    optimizer: 'sgd',
    name: 'SGD',
    hyperparameters: { lr: 0.1 },
    status: { kind: 'finished', text: 'Finished' },
    seconds: 0.25,
    evaluations: [],
    points: { step: [0, 1], loss: [100, 0.1 + 0.2], x: [1, 1 / 3], y: [10, -9.9] },
  });
  expect(runs[1].points.loss).toEqual(['Infinity', 'NaN']);
});

test('has evaluations, batch size and seed of models', () => {
  const race = raceOf(onDigits({ batch_size: ['full'], seed: [7] }));
  const evaluations = [{ step: 0, loss: 2.3, accuracy: 0.1 }];
  recordOf(race).append(pieceOf({ step: [0, 40], loss: [3, 1], mean: [3, 2], evaluations }));
  expect(jsonOf(race).runs[0]).toMatchObject({
    batchSize: 'full',
    seed: 7,
    evaluations,
    points: { step: [0, 40], loss: [3, 1], mean: [3, 2] },
  });
});

test('has rates by layer of runs that have them', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'sgd', layer_lr: { first: 0.5 } }];
  const race = raceOf({ ...onDigits(), problem: { data: 'digits', hidden: [4] }, optimizers });
  for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5] }));
  const { runs } = jsonOf(race);
  expect(runs[0]).not.toHaveProperty('layerRates');
  expect(runs[1]).toMatchObject({ layerRates: [0.5, 0.01] });
});

test('tells how much of it is made, also within one long run', () => {
  const race = raceOf(onValley({ lr: [0.1, 0.2] }));
  const loss = Array.from({ length: 20_000 }, (_, i) => i / 7);
  const numbers = { loss, position: [...loss, ...loss] };
  recordOf(race, 0).append(pieceOf(numbers));
  const shares = [...raceJson(wholeRace(race))].map(({ share }) => share);
  expect(shares.length).toBeGreaterThan(20);
  for (const [i, share] of shares.entries()) {
    const before = shares[i - 1] ?? 0;
    expect(share).toBeGreaterThanOrEqual(before);
    expect(share - before).toBeLessThan(0.12);
  }
  recordOf(race, 1).append(pieceOf({ loss: [1], position: [0, 0] }));
  const two = [...raceJson(wholeRace(race))].map(({ share }) => share);
  expect(two.at(-2)).toBeGreaterThan(0.9);
  expect(two.at(-1)).toBe(1);
});

test.each([
  ['a surface', onValley(), { position: 2 }],
  ['a model', onDigits(), { mean: 1 }],
])('of %s, as much is made as there are numbers in it', (_, experiment, widths) => {
  const race = raceOf(experiment);
  // All of them as long as each other, with the comma.
  const numbers = Array.from({ length: 20_000 }, (_, i) => 10_000 + i);
  const others = Object.entries(widths).map(([name, width]) => [
    name,
    numbers.flatMap((each) => new Array(width).fill(each)),
  ]);
  recordOf(race).append(pieceOf({ step: numbers, loss: numbers, ...Object.fromEntries(others) }));
  const pieces = [...raceJson(wholeRace(race))];
  const letters = pieces.reduce((sum, { text }) => sum + text.length, 0);
  let made = 0;
  for (const { text, share } of pieces) {
    made += text.length;
    expect(share).toBeCloseTo(made / letters, 2);
  }
});

test('is made of nothing where nothing was recorded', () => {
  expect([...raceJson(wholeRace(raceOf(onValley())))].map(({ share }) => share)).toEqual([1]);
});

test('is JSON before anything was recorded, and with more numbers than are written at once', () => {
  expect(jsonOf(raceOf(onValley())).runs[0].points).toEqual({ step: [] });
  const race = raceOf(onValley());
  const loss = Array.from({ length: 5000 }, (_, i) => i);
  recordOf(race).append(pieceOf({ loss, position: [...loss, ...loss] }));
  const { points } = jsonOf(race).runs[0];
  expect(points.loss).toEqual(loss);
  expect(points.step).toEqual(loss);
});

describe('the name of a file', () => {
  const nameOf = (experiment: unknown) => fileNameOf(wholeRace(raceOf(experiment)), 'png');

  test('is made of problem and optimizers', () => {
    const optimizers = ['sgd', 'momentum', 'adam'].map((optimizer) => ({ optimizer }));
    expect(nameOf({ ...onValley(), optimizers })).toBe('valley-sgd-momentum-adam.png');
    expect(nameOf({ ...onDigits({ seed: [1, 2, 3] }), optimizers })).toBe('digits-sgd-momentum-adam.png');
  });

  test('has letters that every file system takes, and not too many', () => {
    expect(nameOf({ ...onValley(), problem: { formula: 'x**2 + y**2/7' } })).toBe('x-2-y-2-7-sgd.png');
    const many = [
      'sgd',
      'momentum',
      'nesterov',
      'adam',
      'adamw',
      'rmsprop',
      'adagrad',
      'adadelta',
      'lion',
      'lamb',
    ];
    const name = nameOf({ ...onValley(), optimizers: many.map((optimizer) => ({ optimizer })) });
    expect(name).toBe('valley-10-optimizers.png');
    const formula = `x**2 + y**2 + ${Array.from({ length: 40 }, () => 'x*y').join(' + ')}`;
    expect(nameOf({ ...onValley(), problem: { formula } }).length).toBeLessThanOrEqual(64);
  });

  test.each(['../../etc/pässwd.csv', '.csv', 'données à moi.csv', 'a<b>:"|?*.csv'])(
    'leads nowhere else: %s',
    (csv) => {
      const race = raceOf(onValley());
      const named = {
        ...race,
        experiment: { ...race.experiment, problem: { csv, target: 'y', hidden: [] } },
      } as Race;
      expect(fileNameOf(wholeRace(named), 'csv')).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.csv$/);
    },
  );
});

test('chosen runs of several races have the races, and each its own', () => {
  const [first, second] = [
    raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'a' }),
    raceOf(onValley(), { id: 'b' }),
  ];
  const shown = chosenRuns([
    { race: first, number: 1 },
    { race: second, number: 0 },
  ]);
  const { race, races, runs } = JSON.parse([...raceJson(shown)].map(({ text }) => text).join(''));
  expect(race).toBeUndefined();
  expect(races.map(({ experiment }: { experiment: unknown }) => experiment)).toEqual([
    first.experiment,
    second.experiment,
  ]);
  expect(runs.map((run: { race: number; run: number }) => [run.race, run.run])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('of one run has that alone, with its number in the race', () => {
  const race = raceOf({ ...onValley({ lr: [0.1, 0.2] }) });
  for (const { record } of race.runs) record.append(pieceOf({ loss: [2.5], position: [1, 2] }));
  const { runs } = JSON.parse([...raceJson(oneRun(wholeRace(race), 1))].map(({ text }) => text).join(''));
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ run: 1, hyperparameters: { lr: 0.2 }, points: { loss: [2.5] } });
});
