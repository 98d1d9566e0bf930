import { describe, expect, it } from 'vitest';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { columns } from '../../../webview/panel/table/columns.ts';
import { fittingColumns } from '../../../webview/panel/table/fittingColumns.ts';
import { distanceToNearest, positionSteps } from '../../../webview/panel/table/positionTable.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { sortBy } from '../../../webview/shared/sortBy.ts';
import { type RunChange, raceOf, runView, updateOf } from './fixtures.ts';

function idsOf(race: RaceData, width = 5000, narrow = false): string[] {
  return fittingColumns(race, width, narrow).map(({ column }) => column.id);
}

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
  expect(idsOf(raceOf({ target: null }))).toEqual([
    'name',
    'lr',
    'loss',
    'best',
    'position0',
    'position1',
    'steps',
    'status',
  ]);
});

it('says what a model was evaluated on', () => {
  const problem = { data: 'digits', hidden: [] };
  const headsOf = (fields: object = {}) => {
    const evaluations = [{ step: 3, loss: 0.5, accuracy: 0.875 }];
    const runs = [runView({ path: null, evaluations })];
    const data = raceOf({ problem: { ...problem, ...fields }, runs });
    const shown = fittingColumns(data, 5000, false).map(({ column }) => column);
    const evaluated = shown.filter(({ id }) => id === 'whole' || id === 'accuracy');
    return evaluated.map((column) => [
      column.head(data, false),
      data.runs.map((run) => column.text(run, data)),
    ]);
  };
  expect(headsOf()).toEqual([
    ['Accuracy', ['87.5 %']],
    ['Whole-set loss', ['0.5000']],
  ]);
  expect(headsOf({ validation: 0.2 })).toEqual([
    ['Validation accuracy', ['87.5 %']],
    ['Validation loss', ['0.5000']],
  ]);
  expect(headsOf({ validation: 0.2, test: 0.2, evaluate_on: 'test' })).toEqual([
    ['Test accuracy', ['87.5 %']],
    ['Test loss', ['0.5000']],
  ]);
});

it('has a dash for a model that has not been evaluated', () => {
  const data = raceOf({ problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] });
  for (const id of ['accuracy', 'whole', 'error']) {
    const column = columns.find((each) => each.id === id);
    expect(
      data.runs.map((run) => [column?.text(run, data), column?.key(run, data)]),
      id,
    ).toEqual([[null, null]]);
  }
});

it('has no accuracy where answers are not right or wrong', () => {
  const problem = { data: 'linear', hidden: [] };
  const runs = [runView({ path: null, evaluations: [{ step: 3, loss: 0.5 }] })];
  const ids = idsOf(raceOf({ problem, runs }));
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
  expect(idsOf(raceOf(), 344, true)).toEqual(['name', 'loss', 'target']);
  expect(idsOf(raceOf(), 10, true)).toEqual(['name', 'loss']);
});

it('gives up first what is the same for all, and last what tells runs apart', () => {
  const problem = { data: 'digits', hidden: [] };
  const model = { path: null, lr: 0.1, stepsPerSecond: 9, evaluations: [{ step: 3, loss: 1, accuracy: 1 }] };
  const givenUp = (first: RunChange, second: RunChange) => {
    const runs = [first, second].map((change) => runView({ batchSize: 32, seed: 0, ...model, ...change }));
    const race = raceOf({ problem, target: null, runs });
    const all = idsOf(race);
    const order: string[] = [];
    for (let width = 1600; width > 0; width--) {
      const here = idsOf(race, width);
      order.push(...all.filter((id) => !here.includes(id) && !order.includes(id)).reverse());
    }
    return { all, order };
  };
  const batches = givenUp({ batchSize: 8 }, {});
  expect(batches.order.slice(0, 3)).toEqual(['steps', 'seed', 'lr']);
  expect(batches.order.at(-1)).toBe('batch');
  expect(batches.all.filter((id) => !batches.order.includes(id))).toEqual(['name', 'loss']);
  const three = givenUp({ lr: 1, seed: 1, steps: 8 }, {});
  expect(three.order[0]).toBe('batch');
  expect(three.order.slice(-2).sort()).toEqual(['lr', 'seed']);
  expect(three.order.indexOf('best')).toBeLessThan(three.order.indexOf('steps'));
});

it('prefers evaluations on held-out rows to steps, time and best', () => {
  const evaluations = [{ step: 3, loss: 1, accuracy: 1 }];
  const runs = [runView({ path: null, stepsPerSecond: 9, evaluations })];
  const withValidation = (validation: number) => {
    const problem = { data: 'digits', hidden: [], validation };
    return idsOf(raceOf({ problem, target: null, runs }), 510);
  };
  expect(withValidation(0.2)).toEqual(['name', 'loss', 'accuracy', 'whole']);
  expect(withValidation(0)).toEqual(['name', 'loss', 'accuracy', 'status']);
});

it('has no column of times or speeds where no run has any, but room for them while runs may have some', () => {
  const problem = { data: 'digits', hidden: [] };
  const shown = (change: RunChange, phase: 'ended' | 'running', on: object = { problem }) => {
    const ids = idsOf(raceOf({ ...on, phase, runs: [runView({ path: null, ...change }), runView()] }));
    return ['time', 'rate'].filter((id) => ids.includes(id));
  };
  expect(shown({}, 'ended')).toEqual([]);
  expect(shown({ stepsPerSecond: 9 }, 'ended')).toEqual(['time', 'rate']);
  expect(shown({}, 'running')).toEqual(['time', 'rate']);
  expect(shown({ stepsPerSecond: 9 }, 'ended', {}), 'a surface keeps to its pace').toEqual(['time']);
  expect(shown({}, 'running', {})).toEqual(['time']);
});

it('has a dash where a run has no speed beside others that have', () => {
  const runs = [runView({ path: null, stepsPerSecond: 1234.5 }), runView({ path: null })];
  const data = raceOf({ problem: { data: 'digits', hidden: [] }, runs });
  const speed = columns.find(({ id }) => id === 'rate');
  expect(data.runs.map((run) => speed?.text(run, data))).toEqual(['1,230', null]);
  expect(data.runs.map((run) => speed?.key(run, data))).toEqual([1234.5, null]);
});

describe('widths', () => {
  const lossOf = (loss: number, phase: 'running' | 'ended' = 'running') =>
    raceOf({ phase, runs: [runView({ losses: Float64Array.of(loss), status: { kind: 'running' } })] });
  const widthsOf = (race: RaceData, width: number, narrow: boolean) =>
    fittingColumns(race, width, narrow).map((each) => [each.column.id, each.width]);

  it.each([
    [1000, false],
    [541, true],
    [320, true],
  ])('stay as they are while numbers grow, at %d px', (width, narrow) => {
    const before = widthsOf(lossOf(1), width, narrow);
    for (const loss of [-1.234e-308, 1e308, Number.POSITIVE_INFINITY])
      expect(widthsOf(lossOf(loss), width, narrow)).toEqual(before);
    const diverged = { kind: 'diverged', step: 4, reason: 'loss rose to 1e6', hint: 'try less' } as const;
    const race = raceOf({ phase: 'running', runs: [runView({ status: diverged })] });
    expect(widthsOf(race, width, narrow)).toEqual(before);
  });

  it('have room for the longest text of every column', () => {
    const path = Float64Array.of(-123456.789, 1e9, -12.3456789, 3);
    const long = {
      losses: Float64Array.of(-1.2345e-300, 1e300),
      path,
      steps: 1_234_567,
      stepsPerSecond: 0.37,
    };
    const race = raceOf({ runs: [runView({ ...long, lr: 0.0123456789 })] });
    for (const { column, width } of fittingColumns(race, 5000, false))
      if (width !== null)
        for (const run of race.runs)
          expect(7.25 * (column.text(run, race) ?? '').length, column.id).toBeLessThanOrEqual(width - 24);
  });

  it('leave the rest to the status or, without one, to the name', () => {
    const flexible = (width: number, narrow: boolean) =>
      widthsOf(raceOf(), width, narrow).filter(([, each]) => each === null);
    expect(flexible(1000, false)).toEqual([['status', null]]);
    expect(flexible(320, true)).toEqual([['name', null]]);
  });

  it('are no more than there is room for, down to 320 px', () => {
    for (let width = 300; width < 1400; width += 5) {
      const narrow = width < 720;
      const all = fittingColumns(raceOf(), width, narrow);
      const fixed = all.reduce((sum, each) => sum + (each.width ?? 0), 0);
      expect(width - fixed, `at ${width} px`).toBeGreaterThan(90);
    }
  });
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
  const update = { type: 'update', race: 'race', phase: 'running', speed: 4, threads: 2 } as const;
  expect(data.apply({ ...update, runs: [updateOf(9, [1])] })).toBe(false);
  expect(data.apply({ ...update, runs: [{ ...updateOf(0, [1]), run: 1 }] })).toBe(false);
  expect(data.phase).toBe('running');
});

it('reads stored view settings, whatever they are', () => {
  const defaults = readViewSettings(undefined);
  expect(defaults).toMatchObject({ logY: true, logX: false, xAxis: null });
  expect(readViewSettings({ logY: false, xAxis: 'mile', others: 3 })).toEqual({ ...defaults, logY: false });
});

it('compares by epoch where batch sizes differ, and by step where they are the same', () => {
  const runs = [runView({ stepsPerEpoch: 13 }), runView({ stepsPerEpoch: 1 })];
  expect(raceOf({ runs }).comparableBy).toBe('epoch');
  expect(raceOf({ runs: runs.slice(0, 1) }).comparableBy).toBe('step');
});

it('shows both coordinates or neither', () => {
  for (let width = 300; width < 1400; width += 20) {
    const ids = idsOf(raceOf(), width);
    expect(ids.includes('position0'), `at ${width} px`).toBe(ids.includes('position1'));
  }
});
