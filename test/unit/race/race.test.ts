import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { viewRace, viewUpdate } from '../../../core/protocol/viewRace.ts';
import { allEnded, createRace, type Race, stepsDone, stepsPlanned } from '../../../core/race/race.ts';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

const houses = { csv: 'data/houses.csv', target: 'price', hidden: [16] };
const csv = { folder: '/workspace', shape: { rows: 50, features: 13, classes: 0 } };
const raceOf = (value: object): Race => createRace('race-1', parseExperiment(value), null);

test('a race on a surface plays at speed 1, with paths; one on data at full speed, without', () => {
  expect(raceOf(onValley())).toMatchObject({ phase: 'running', speed: 1, runs: [{ path: { length: 0 } }] });
  expect(raceOf(onDigits())).toMatchObject({ phase: 'running', speed: 'max', runs: [{ path: null }] });
});

test('a race on a CSV file has the steps of its rows, and is named after it', () => {
  const experiment = parseExperiment(onValley({ problem: houses, epochs: 3, batch_size: [20] }));
  expect(createRace('r', experiment, null, csv)).toMatchObject({
    title: 'price of houses.csv, 13-16-1 network · SGD · batch 20 · lr 0.01',
    speed: 'max',
    csv,
    runs: [{ path: null, spec: { steps: 9, stepsPerEpoch: 3 } }],
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
  const [first, second] = race.runs;
  if (first) first.status = { kind: 'finished' };
  expect(allEnded(race)).toBe(false);
  if (second) second.status = { kind: 'failed', message: '' };
  expect(allEnded(race)).toBe(true);
});

test('is as far as its furthest run, and as long as its longest', () => {
  const race = raceOf(onDigits({ batch_size: [600, 'full'], epochs: 4 }));
  expect([stepsDone(race), stepsPlanned(race)]).toEqual([0, 12]);
  race.runs[0]?.losses.append(Float64Array.of(3, 2, 1));
  race.runs[1]?.losses.append(Float64Array.of(3));
  expect(stepsDone(race)).toBe(2);
});

test.each([
  ...tutorialRaces.map(({ id, experiment, caption }) => [id, createRace('r', experiment, caption)] as const),
  ['digits', raceOf(onDigits({ target: 0.1, batch_size: [32, 'full'] }))] as const,
  ['a CSV file', createRace('r', parseExperiment(onValley({ problem: houses })), null, csv)] as const,
])('the panel understands the whole race: %s', (_, race) => {
  const message = { type: 'snapshot', race: viewRace(race) };
  // A message arrives as a structured clone.
  expect(toPanelSchema.parse(structuredClone(message))).toEqual(message);
});

test('the panel gets what was added since its last message, and can put it together', () => {
  const race = raceOf(onValley());
  const [run] = race.runs;
  if (!run) throw new Error('no run');
  run.losses.append(Float64Array.of(100, 50));
  run.path?.append(Float64Array.of(1, 10, 0, 9));
  const before = viewRace(race).runs[0];
  run.losses.push(25);
  run.path?.append(Float64Array.of(0, 8));
  run.evaluations.push({ step: 1, loss: 40 }, { step: 2, loss: 20 });
  const update = viewUpdate(run, 2);
  expect(update).toMatchObject({ firstStep: 2, losses: Float64Array.of(25), path: Float64Array.of(0, 8) });
  expect(update.evaluations).toEqual([{ step: 2, loss: 20 }]);
  expect([...(before?.losses ?? []), ...update.losses]).toEqual([...run.losses.slice()]);
  expect([...(before?.path ?? []), ...(update.path ?? [])]).toEqual([...(run.path?.slice() ?? [])]);
  const message = { type: 'update', race: race.id, phase: race.phase, speed: race.speed, runs: [update] };
  expect(toPanelSchema.parse(structuredClone(message))).toEqual(message);
});
