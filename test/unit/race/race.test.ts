import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { createRace } from '../../../core/race/race.ts';
import { allEnded, stepsDone, stepsPlanned } from '../../../core/race/raceFacts.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from './pieces.ts';

const houses = { csv: 'data/houses.csv', target: 'price', hidden: [16] };
const csv = { folder: '/workspace', shape: { rows: 50, features: 13, classes: 0 } };

test('a race on a surface plays at speed 1; one on data at full speed', () => {
  const state = { status: { kind: 'queued' }, stepsDone: 0 };
  const runs = [{ record: { length: 0, state } }];
  expect(raceOf(onValley())).toMatchObject({ phase: 'running', speed: 1, runs });
  expect(raceOf(onDigits())).toMatchObject({ phase: 'running', speed: 'max', runs });
});

test('a race on a CSV file has the steps of its rows, and is named after it', () => {
  const experiment = onValley({ problem: houses, epochs: 3, batch_size: [20] });
  expect(raceOf(experiment, { csv })).toMatchObject({
    title: 'price of houses.csv, 13-16-1 network · SGD · batch 20 · lr 0.01',
    speed: 'max',
    csv,
    runs: [{ spec: { steps: 9, stepsPerEpoch: 3 } }],
  });
});

test('runs have the colour of their optimizer, and count up within it', () => {
  const { runs } = raceOf(
    onDigits({
      optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
      lr: [0.1, 0.2],
      batch_size: [32, 'full'],
    }),
  );
  const colorOf = (id: string) => optimizers.find((each) => each.id === id)?.color;
  expect(runs.map(({ name, color, variant }) => [name, color, variant])).toEqual([
    ...[0, 1, 2, 3].map((variant) => ['Adam', colorOf('adam'), variant]),
    ...[0, 1, 2, 3].map((variant) => ['SGD', colorOf('sgd'), variant]),
  ]);
});

test('optimizers of one race have different colours, as long as there are enough', () => {
  const all = optimizers.map(({ id }) => ({ optimizer: id }));
  const { runs } = raceOf(onValley({ optimizers: all }));
  const looks = runs.map(({ color, variant }) => `${color} ${variant}`);
  expect(new Set(looks).size).toBe(optimizers.length);
  const twelve = raceOf(onValley({ optimizers: all.slice(-12) })).runs;
  expect(new Set(twelve.map(({ color }) => color)).size).toBe(12);
  expect(runs[0]?.color).toBe(optimizers[0]?.color);
});

test('has ended when its last run has', () => {
  const race = raceOf(onValley({ lr: [0.1, 0.2] }));
  expect(allEnded(race)).toBe(false);
  recordOf(race, 0).end({ kind: 'finished' });
  expect(allEnded(race)).toBe(false);
  recordOf(race, 1).end({ kind: 'failed', message: '' });
  expect(allEnded(race)).toBe(true);
});

test('is as far as its furthest run, and as long as its longest', () => {
  const race = raceOf(onDigits({ batch_size: [600, 'full'], epochs: 4 }));
  expect([stepsDone(race), stepsPlanned(race)]).toEqual([0, 12]);
  recordOf(race, 0).append(pieceOf({ loss: [3, 2, 1], state: { stepsDone: 2 } }));
  recordOf(race, 1).append(pieceOf({ loss: [3], state: { stepsDone: 0 } }));
  expect(stepsDone(race)).toBe(2);
});

test.each([
  ...tutorialRaces.map(({ id, experiment, caption }) => [id, raceOf(experiment, { caption })] as const),
  ['digits', raceOf(onDigits({ target: 0.1, batch_size: [32, 'full'] }))] as const,
  ['a CSV file', raceOf(onValley({ problem: houses }), { csv })] as const,
])('the panel understands the whole race: %s', (_, race) => {
  const message = { type: 'snapshot', race: viewShown(wholeRace(race)) };
  // A message arrives as a structured clone.
  expect(toPanelSchema.parse(structuredClone(message))).toEqual(message);
});

test('the panel knows how many rows a model is trained on', () => {
  expect(viewShown(wholeRace(raceOf(onValley()))).rows).toBeUndefined();
  expect(viewShown(wholeRace(raceOf(onDigits({})))).rows).toBe(1797);
});

test('the panel gets what was added since its last message, and can put it together', () => {
  const race = raceOf(onValley());
  const record = recordOf(race);
  record.append(pieceOf({ loss: [100, 50], position: [1, 10, 0, 9], evaluations: [{ step: 1, loss: 40 }] }));
  const before = viewShown(wholeRace(race)).runs[0]?.record;
  const { extent } = record;
  const evaluations = [{ step: 2, loss: 20 }];
  record.append(pieceOf({ firstPoint: 2, loss: [25], position: [0, 8], evaluations }));
  const piece = record.pieceFrom(extent);
  expect(piece).toMatchObject({
    firstPoint: 2,
    points: { loss: Float64Array.of(25), position: Float64Array.of(0, 8) },
    evaluations,
  });
  for (const quantity of ['loss', 'position'] as const)
    expect([...(before?.points[quantity] ?? []), ...(piece.points[quantity] ?? [])]).toEqual([
      ...(record.get(quantity)?.slice() ?? []),
    ]);
  const { id, phase, speed } = race;
  const message = { type: 'update', race: id, phase, speed, threads: 1, runs: [{ run: 0, piece }] };
  expect(toPanelSchema.parse(structuredClone(message))).toEqual(message);
});

test('a race tells what is hardly meant as it starts; one that was saved, what it told then', () => {
  const experiment = onValley({ lr: [0.1, 0.1] });
  const note = '1 run is the same as another and is left out: SGD · lr 0.1.';
  const race = raceOf(experiment);
  expect(race.notes).toEqual([note]);
  expect(race.runs).toHaveLength(1);
  expect(viewShown(wholeRace(race)).notes).toEqual([note]);
  const specs = race.runs.map(({ spec }) => spec);
  expect(raceOf(experiment, { specs, notes: ['As it was.'] }).notes).toEqual(['As it was.']);
  expect(raceOf(experiment, { specs, notes: [] }).notes).toEqual([]);
  expect(raceOf(onValley()).notes).toEqual([]);
});

test('a saved race is shown whose schedule would be refused today', () => {
  const { experiment, runs } = raceOf(onValley());
  const schedule = { name: 'StepLR', step_size: 2, base_lr: 0.1 };
  const specs = runs.map(({ spec }) => ({ ...spec, schedule }));
  const race = createRace({ ...experiment, schedule }, { id: 'race-1', startedAt: 1, specs });
  expect(race.title).toBe('Ill-conditioned valley · SGD · lr 0.01');
  expect(createRace({ ...experiment, schedule }, { id: 'race-1', startedAt: 1 }).runs).toHaveLength(1);
});
