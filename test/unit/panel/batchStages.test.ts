/** What the panel shows of runs whose batches grow. */
import { describe, expect, it } from 'vitest';
import type { StepsPerEpoch } from '../../../core/epochs.ts';
import { chartCaption } from '../../../webview/panel/figures/caption.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { xAxis } from '../../../webview/panel/scene/xAxis.ts';
import { columns } from '../../../webview/panel/table/columns.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { indexAt, xOf } from '../../../webview/shared/chart/axis.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';

const problem = { data: 'digits', hidden: [] };
const stages: StepsPerEpoch = [
  { epochs: 2, steps: 20 },
  { epochs: 3, steps: 5 },
];
const batchSize = {
  stages: [
    { size: 5, epochs: 2 },
    { size: 20, epochs: 3 },
  ],
};
const losses = Float64Array.from({ length: 56 }, (_, i) => 1 + (i % 7) ** 2);
const growing: RunChange = { path: null, problem, batchSize, stepsPerEpoch: stages, steps: 55, losses };
const constant: RunChange = {
  ...growing,
  batchSize: 20,
  stepsPerEpoch: 5,
  steps: 25,
  losses: losses.slice(0, 26),
};

function stateWith(runs: readonly RunChange[], settings: Partial<ViewSettings> = {}) {
  const race = raceOf({ problem, rows: 100, runs: runs.map((each, number) => runView({ ...each, number })) });
  return stateOf(race, { settings: { ...readViewSettings(undefined), ...settings } });
}
const lineOf = (...args: Parameters<typeof stateWith>) =>
  lossScene(stateWith(...args)).lines[0] ?? expect.fail();

describe('the x axis', () => {
  it('is by epoch where a run beside it has another number of steps, and both end at the same place', () => {
    const state = stateWith([growing, constant]);
    expect(xAxis(state)).toMatchObject({ kind: 'epoch', min: 0, max: 5 });
    const ends = lossScene(state).lines.map((line) => xOf(line, line.curve.length - 1));
    expect(ends).toEqual([5, 5]);
    expect([state.race.epoch, state.race.epochs]).toEqual([5, 5]);
  });

  it('is by step where all have the same stages', () => {
    expect(xAxis(stateWith([growing, { ...structuredClone(growing), lr: 0.1 }]))).toMatchObject({
      kind: 'step',
      max: 55,
    });
  });

  it('has each value where its epoch is, and finds it there', () => {
    const line = lineOf([growing], { xAxis: 'epoch' });
    for (const [step, epoch] of [
      [0, 0],
      [10, 0.5],
      [40, 2],
      [41, 2.2],
      [55, 5],
    ] as const) {
      expect(xOf(line, step)).toBeCloseTo(epoch, 12);
      expect(indexAt(line, epoch)).toBe(step);
    }
  });

  it('finds the nearest step between two', () => {
    const line = lineOf([growing], { xAxis: 'epoch' });
    expect([2.29, 2.31].map((epoch) => indexAt(line, epoch))).toEqual([41, 42]);
  });

  it('counts samples: as many an epoch as there are rows', () => {
    const line = lineOf([growing], { xAxis: 'sample' });
    expect([20, 40, 45, 55].map((step) => xOf(line, step))).toEqual([100, 200, 300, 500]);
  });
});

it('smooths over parts of an epoch, whatever it has', () => {
  const { curve } = lineOf([growing], { smoothEpochs: 0.3 });
  // Six of twenty steps, then one and a half of five.
  const mean = (from: number, to: number) =>
    losses.slice(from, to).reduce((sum, loss) => sum + loss, 0) / (to - from);
  expect(curve.at(30)).toBeCloseTo(mean(25, 31), 12);
  expect(curve.at(50)).toBeCloseTo(mean(49, 51), 12);
  expect(lineOf([growing]).curve).not.toBe(lineOf([growing], { smoothEpochs: 0 }).curve);
});

it('says whether a number is old by epochs, and whether all were evaluated', () => {
  const evaluations = [0, 20, 40, 45, 50].map((step) => ({ step, loss: 1, accuracy: 0.5 }));
  const late = stateWith([{ ...growing, evaluations }]).race.runs[0];
  expect(late?.staleSince).toBeNull();
  expect(stateWith([{ ...growing, evaluations: evaluations.slice(0, 4) }]).race.runs[0]?.staleSince).toBe(3);
  const captionOf = (list: typeof evaluations) =>
    chartCaption(stateWith([{ ...growing, evaluations: list }], { show: 'evaluation' })).text;
  expect(captionOf(evaluations)).not.toBe(captionOf(evaluations.filter(({ step }) => step !== 45)));
});

it('the table says the sizes, sorted by the first', () => {
  const { race } = stateWith([growing, constant]);
  const column = columns.find(({ id }) => id === 'batch') ?? expect.fail();
  expect(race.runs.map((run) => [column.text(run, race), column.key(run, race)])).toEqual([
    ['5 → 20 after 2 epochs', 5],
    ['20', 20],
  ]);
  expect([...race.names.values()]).toEqual(['batch 5 → 20', 'batch 20']);
});

it('the median of runs with different stages is taken at the same epoch', () => {
  const level = (change: RunChange, loss: number): RunChange => ({
    ...change,
    losses: Float64Array.from(change.losses ?? [], (_, step) => loss + step / 1000),
  });
  const runs = [level(growing, 1), level(constant, 2), { ...growing, lr: 0.1 }];
  const { lines } = lossScene(stateWith(runs, { groupBy: 'lr', xAxis: 'epoch', smoothEpochs: 0 }));
  const line = lines.find(({ middle }) => middle !== null) ?? expect.fail();
  const index = indexAt(line, 3) ?? expect.fail();
  // Of the first run that is step 45, of the second step 15.
  expect(xOf(line, index)).toBeCloseTo(3, 12);
  expect(line.curve.at(index)).toBeCloseTo((1.045 + 2.015) / 2, 12);
});
