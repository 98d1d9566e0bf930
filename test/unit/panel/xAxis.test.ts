/** What the chart's x axis counts, and from where to where. */

import { describe, expect, it } from 'vitest';
import { epochsAfter } from '../../../core/epochs.ts';
import { axisKind, axisKindsOf, stepsPerUnit, xAxis } from '../../../webview/panel/scene/xAxis.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';

const onData = { problem: { data: 'digits', hidden: [] } };

function stateWith(runs: readonly RunChange[], settings: Partial<ViewSettings> = {}, model = true) {
  const race = raceOf({
    ...(model ? onData : {}),
    runs: runs.map((each) => runView({ path: null, ...each })),
  });
  return stateOf(race, { settings: { ...readViewSettings(undefined), ...settings } });
}

const same = [
  { steps: 100, stepsPerEpoch: 10 },
  { steps: 200, stepsPerEpoch: 10 },
];
const differing = [
  { steps: 100, stepsPerEpoch: 10 },
  { steps: 400, stepsPerEpoch: 20 },
];

describe('the kind of the axis', () => {
  it('is what the runs have in common, or what the person has chosen for a model', () => {
    expect(axisKind(stateWith(same))).toBe('step');
    expect(axisKind(stateWith(differing))).toBe('epoch');
    expect(axisKind(stateWith(differing, { xAxis: 'step' }))).toBe('step');
    expect(axisKind(stateWith(same, { xAxis: 'epoch' }))).toBe('epoch');
    expect(axisKind(stateWith(same, { xAxis: 'epoch' }, false))).toBe('step');
  });

  it('has so many steps in a unit', () => {
    const { race } = stateWith(differing);
    expect(
      race.runs.map((run) => [stepsPerUnit('step', race)(run), stepsPerUnit('epoch', race)(run)]),
    ).toEqual([
      [1, 10],
      [1, 20],
    ]);
  });
});

describe('what there is to count', () => {
  const offered = (...args: Parameters<typeof stateWith>) =>
    axisKindsOf(stateWith(...args).race).map(({ kind }) => kind);

  it('depends on the race', () => {
    expect(offered(same, {}, false)).toEqual(['step', 'second']);
    expect(offered(same)).toEqual(['step', 'epoch', 'second']);
    expect(offered([{ ...same[0], optimizer: 'sam' }])).toEqual(['step', 'epoch', 'second', 'gradient']);
    const withRows = raceOf({
      ...onData,
      rows: 95,
      runs: same.map((each) => runView({ path: null, ...each })),
    });
    expect(axisKindsOf(withRows).map(({ kind }) => kind)).toEqual(['step', 'epoch', 'sample', 'second']);
  });

  it('is samples: as many an epoch as there are rows, whatever the last batch has', () => {
    const runs = [
      { steps: 100, stepsPerEpoch: 10 },
      { steps: 60, stepsPerEpoch: 3 },
    ].map((each) => runView({ path: null, ...each }));
    const race = raceOf({ ...onData, rows: 95, runs });
    const state = stateOf(race, { settings: { ...readViewSettings(undefined), xAxis: 'sample' } });
    expect(race.runs.map((run) => Math.round(epochsAfter(stepsPerUnit('sample', race)(run), 10)))).toEqual([
      95, 317,
    ]);
    expect(xAxis(state)).toMatchObject({ kind: 'sample', min: 0, max: 1900 });
  });

  it('is seconds, by the speed of each run, or the fastest where that is not known yet', () => {
    const runs = [{ steps: 100, stepsPerSecond: 50.4 }, { steps: 100, stepsPerSecond: 9.96 }, { steps: 100 }];
    const state = stateWith(runs, { xAxis: 'second' }, false);
    const { race } = state;
    expect(race.runs.map((run) => stepsPerUnit('second', race)(run))).toEqual([50, 10, 50]);
    expect(xAxis(state)).toMatchObject({ kind: 'second', max: 10, quantum: 0.02 });
    const before = stateWith([{ steps: 100 }], { xAxis: 'second' }, false);
    expect(xAxis(before).max).toBe(100);
  });

  it('is gradients, of which SAM takes two a step', () => {
    const runs = [{ steps: 100 }, { steps: 100, optimizer: 'sam' }];
    const state = stateWith(runs, { xAxis: 'gradient' }, false);
    expect(xAxis(state)).toMatchObject({ kind: 'gradient', max: 200, quantum: 1 });
  });
});

describe('the axis', () => {
  it('goes to the end of the longest run, and a crosshair moves by its smallest step', () => {
    expect(xAxis(stateWith(same))).toEqual({ kind: 'step', log: false, min: 0, max: 200, quantum: 1 });
    expect(xAxis(stateWith(differing))).toEqual({
      kind: 'epoch',
      log: false,
      min: 0,
      max: 20,
      quantum: 0.05,
    });
    expect(xAxis(stateWith(differing, { xAxis: 'step' }))).toMatchObject({ max: 400, quantum: 1 });
  });

  it('moves by an epoch where evaluations are shown', () => {
    const evaluations = [{ step: 0, loss: 2, accuracy: 0.5 }];
    const runs = differing.map((each) => ({ ...each, evaluations }));
    expect(xAxis(stateWith(runs, { show: 'evaluation' }))).toMatchObject({ kind: 'epoch', quantum: 1 });
    expect(xAxis(stateWith(runs, { show: 'evaluation', xAxis: 'step' }))).toMatchObject({
      max: 400,
      quantum: 10,
    });
  });

  it('begins with the first move where it is logarithmic, which has no 0', () => {
    expect(xAxis(stateWith(same, { logX: true }))).toEqual({
      kind: 'step',
      log: true,
      min: 1,
      max: 200,
      quantum: 1,
    });
    const one = { steps: 1, stepsPerEpoch: 1, losses: Float64Array.of(2, 1) };
    expect(xAxis(stateWith([one], { logX: true }))).toEqual({
      kind: 'step',
      log: true,
      min: 0.1,
      max: 1,
      quantum: 1,
    });
    expect(xAxis(stateWith([one]))).toMatchObject({ min: 0, max: 1 });
  });

  it('has a length where no run has a step', () => {
    const { min, max } = xAxis(stateWith([{ steps: 0 }]));
    expect(max).toBeGreaterThan(min);
  });
});
