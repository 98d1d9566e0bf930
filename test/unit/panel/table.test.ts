import { expect, it } from 'vitest';
import { columns, fittingColumns } from '../../../webview/panel/table/columns.ts';
import { distanceToNearest, positionSteps } from '../../../webview/panel/table/positionTable.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { sortBy } from '../../../webview/shared/sortBy.ts';
import { type RunChange, raceOf, runView, updateOf } from './fixtures.ts';

it('sorts what has no number last, in both directions', () => {
  const values = [3, null, 1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(sortBy(values, (value) => value, false)).toEqual([1, 3, Number.POSITIVE_INFINITY, null, Number.NaN]);
  expect(sortBy(values, (value) => value, true)).toEqual([Number.POSITIVE_INFINITY, 3, 1, null, Number.NaN]);
  expect(sortBy(['b10', 'b9', 'a'], (value) => value, false)).toEqual(['a', 'b9', 'b10']);
});

it('prints positions at the steps of the tutorial’s table', () => {
  expect(positionSteps(500)).toEqual([0, 50, 100, 200, 300, 500]);
  expect(positionSteps(3)).toEqual([0, 1, 2, 3]);
});

it('measures the distance to the nearest minimum', () => {
  expect(
    distanceToNearest(
      [0, 0],
      [
        [3, 4],
        [1, 0],
      ],
    ),
  ).toBe(1);
});

it('hides columns that have nothing to say', () => {
  const ids = fittingColumns(raceOf({ target: null }), 5000, false).map((column) => column.id);
  expect(ids).toEqual(['name', 'lr', 'loss', 'best', 'position0', 'position1', 'steps', 'status']);
});

it('says what a model was evaluated on', () => {
  const problem = { data: 'digits', hidden: [] };
  const headsOf = (validation?: number) => {
    const evaluations = [{ step: 3, loss: 0.5, accuracy: 0.875 }];
    const runs = [runView({ path: null, evaluations })];
    const data = raceOf({ problem: validation === undefined ? problem : { ...problem, validation }, runs });
    const shown = fittingColumns(data, 5000, false).filter(({ id }) => id === 'whole' || id === 'accuracy');
    return shown.map((column) => [column.head(data, false), data.runs.map((run) => column.text(run, data))]);
  };
  expect(headsOf()).toEqual([
    ['Accuracy', ['87.5 %']],
    ['Whole-set loss', ['0.5000']],
  ]);
  expect(headsOf(0.2)).toEqual([
    ['Validation accuracy', ['87.5 %']],
    ['Validation loss', ['0.5000']],
  ]);
});

it('has no accuracy where answers are not right or wrong', () => {
  const problem = { data: 'linear', hidden: [] };
  const runs = [runView({ path: null, evaluations: [{ step: 3, loss: 0.5 }] })];
  const ids = fittingColumns(raceOf({ problem, runs }), 5000, false).map(({ id }) => id);
  expect([ids.includes('accuracy'), ids.includes('whole')]).toEqual([false, true]);
});

it('has the error in the units of the target, where these are known', () => {
  const problem = { csv: 'houses.csv', target: 'price', hidden: [] };
  const runs = [runView({ path: null, evaluations: [{ step: 3, loss: 0.25 }] }), runView({ path: null })];
  const data = raceOf({ problem, runs, targetUnits: { name: 'price', deviation: 8000 } });
  const column = columns.find(({ id }) => id === 'error');
  expect(column?.shown(data)).toBe(true);
  expect(column?.head(data, false)).toBe('RMSE, price');
  expect(data.runs.map((run) => column?.text(run, data))).toEqual(['4000', null]);
  expect(data.runs.map((run) => column?.key(run, data))).toEqual([4000, null]);
  expect(column?.shown(raceOf({ problem, runs }))).toBe(false);
  const long = raceOf({ problem, runs, targetUnits: { name: 'price of all the houses', deviation: 1 } });
  expect(column?.head(long, false)).toBe('RMSE, price of all th…');
});

it('says why a run ended before its last step', () => {
  const data = raceOf({ runs: [runView({ status: { kind: 'finished', reason: '30 s are over' } })] });
  const status = columns.find(({ id }) => id === 'status');
  expect(data.runs.map((run) => status?.text(run, data))).toEqual(['Finished: 30 s are over']);
});

it('gives up columns for room, but never name and loss', () => {
  const ids = fittingColumns(raceOf(), 344, true).map((column) => column.id);
  expect(ids).toEqual(['name', 'loss', 'target', 'status']);
  expect(fittingColumns(raceOf(), 10, true).map((column) => column.id)).toEqual(['name', 'loss']);
});

it('keeps what tells runs apart, and gives up first what is the same for all', () => {
  const problem = { data: 'digits', hidden: [] };
  const model = { path: null, lr: 0.1, stepsPerSecond: 9, evaluations: [{ step: 3, loss: 1, accuracy: 1 }] };
  const idsAt = (width: number, first: RunChange, second: RunChange) => {
    const runs = [first, second].map((change) => runView({ batchSize: 32, seed: 0, ...model, ...change }));
    return fittingColumns(raceOf({ problem, target: null, runs }), width, false).map(({ id }) => id);
  };
  expect(idsAt(450, { batchSize: 8 }, {})).toEqual(['name', 'batch', 'loss', 'accuracy']);
  expect(idsAt(450, { seed: 1 }, {})).toEqual(['name', 'seed', 'loss', 'accuracy']);
  expect(idsAt(380, { lr: 1, seed: 1 }, {})).toEqual(['name', 'lr', 'seed', 'loss']);
});

it('prefers evaluations on held-out rows to steps, time and best', () => {
  const evaluations = [{ step: 3, loss: 1, accuracy: 1 }];
  const runs = [runView({ path: null, stepsPerSecond: 9, evaluations })];
  const idsOf = (validation: number) => {
    const problem = { data: 'digits', hidden: [], validation };
    return fittingColumns(raceOf({ problem, target: null, runs }), 480, false).map(({ id }) => id);
  };
  expect(idsOf(0.2)).toEqual(['name', 'loss', 'accuracy', 'whole']);
  expect(idsOf(0)).toEqual(['name', 'loss', 'accuracy', 'status']);
});

it('says which evaluations are out of date', () => {
  const evaluations = [{ step: 3, loss: 0.5, accuracy: 0.875 }];
  const old = runView({ path: null, losses: new Float64Array(9), stepsPerEpoch: 3, evaluations });
  const data = raceOf({ problem: { data: 'digits', hidden: [] }, runs: [old] });
  const notes = data.runs.flatMap((run) => columns.map((column) => [column.id, column.stale?.(run)]));
  expect(notes.filter(([, note]) => note)).toEqual([
    ['accuracy', 'measured after epoch 1'],
    ['whole', 'measured after epoch 1'],
    ['error', 'measured after epoch 1'],
  ]);
});

it('has a different id for every column', () => {
  expect(new Set(columns.map((column) => column.id)).size).toBe(columns.length);
});

it('asks for a new snapshot when something of a race was lost', () => {
  const data = raceOf();
  const update = { type: 'update', race: 'race', phase: 'running', speed: 4 } as const;
  expect(data.apply({ ...update, runs: [updateOf(9, [1])] })).toBe(false);
  expect(data.apply({ ...update, runs: [{ ...updateOf(0, [1]), run: 1 }] })).toBe(false);
  expect(data.phase).toBe('running');
});

it('reads stored view settings, whatever they are', () => {
  const defaults = readViewSettings(undefined);
  expect(defaults).toMatchObject({ logY: true, logX: false, xAxis: null, hidden: [] });
  expect(readViewSettings({ logY: false, xAxis: 'mile', hidden: 3 })).toEqual({ ...defaults, logY: false });
});

it('compares by epoch where batch sizes differ, and by step where they are the same', () => {
  const runs = [runView({ stepsPerEpoch: 13 }), runView({ stepsPerEpoch: 1 })];
  expect(raceOf({ runs }).comparableBy).toBe('epoch');
  expect(raceOf({ runs: runs.slice(0, 1) }).comparableBy).toBe('step');
});

it('shows both coordinates or neither', () => {
  for (let width = 300; width < 1400; width += 20) {
    const ids = fittingColumns(raceOf(), width, false).map((column) => column.id);
    expect(ids.includes('position0'), `at ${width} px`).toBe(ids.includes('position1'));
  }
});
