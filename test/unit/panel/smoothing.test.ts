/** How much the losses in the chart are smoothed, and what is drawn beside them. */
import { describe, expect, it } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { chartCaption } from '../../../webview/panel/figures/caption.ts';
import { drawsBands, lossScene } from '../../../webview/panel/scene/lossScene.ts';
import {
  isSmoothed,
  smoothingIndex,
  smoothingStops,
  smoothingText,
  withSmoothing,
} from '../../../webview/panel/scene/smoothing.ts';
import { axisKindsOf } from '../../../webview/panel/scene/xAxis.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { logRaceOf } from '../log/logRaces.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';

const losses = Float64Array.from({ length: 101 }, (_, i) => (i % 2 === 0 ? 4 : 2));
const training: RunChange = { path: null, steps: 100, stepsPerEpoch: 20, losses, target: 3.1 };
const onData = { problem: { data: 'digits', hidden: [], validation: 0.25 }, target: 3.1 };

function modelState(settings: Partial<ViewSettings> = {}, runs: readonly RunChange[] = [training]) {
  const race = raceOf({ ...onData, runs: runs.map((each) => runView(each)) });
  return stateOf(race, { settings: { ...readViewSettings(undefined), ...settings } });
}

function surfaceState(settings: Partial<ViewSettings> = {}) {
  const race = raceOf({ runs: [runView({ losses, steps: 100 })] });
  return stateOf(race, { settings: { ...readViewSettings(undefined), ...settings } });
}

const firstLine = (state: ReturnType<typeof modelState>) => {
  const [line] = lossScene(state).lines;
  if (!line) throw new Error('expected a line');
  return line;
};

describe('smoothing', () => {
  it('is by default over one epoch of a model, as the engine records it, and none on a surface', () => {
    const state = modelState();
    const [run] = state.race.runs;
    expect(firstLine(state).curve).toBe(run?.drawn);
    expect(smoothingText(state)).toBe('one epoch');
    const surface = surfaceState();
    expect(firstLine(surface).curve).toBe(surface.race.runs[0]?.raw);
    expect(smoothingText(surface)).toBe('raw');
  });

  it('goes from raw to ten epochs, or to a thousand steps', () => {
    const texts = (state: ReturnType<typeof modelState>) =>
      smoothingStops(state.race).map((_, index) => {
        const settings = { ...state.settings, ...withSmoothing(state.race, index) };
        const chosen = { ...state, settings };
        expect(smoothingIndex(chosen)).toBe(index);
        return smoothingText(chosen);
      });
    expect(texts(modelState())).toEqual([
      ...['raw', '0.03 epochs', '0.1 epochs', '0.3 epochs', 'one epoch', '3 epochs', '10 epochs'],
    ]);
    expect(texts(surfaceState())).toEqual([
      ...['raw', '10 steps', '30 steps', '100 steps', '300 steps', '1000 steps'],
    ]);
  });

  it('is by steps of logs that tell no epochs, and by epochs where one does', () => {
    const stateOfLogs = (...texts: readonly string[]) => {
      const places = texts.map((text, number) => ({
        race: logRaceOf(text, { name: `log-${number}.csv` }),
        number: 0,
      }));
      return stateOf(new RaceData(viewShown(chosenRuns(places))));
    };
    const [without, withEpochs] = [
      'step,loss\n0,4\n10,3\n',
      'epoch,step,loss\n0,0,4\n0,5,3\n1,10,2\n2,20,1\n',
    ];
    expect(smoothingStops(stateOfLogs(without).race)).toEqual(smoothingStops(surfaceState().race));
    expect(smoothingText(stateOfLogs(without))).toBe('raw');
    expect(smoothingText(stateOfLogs(withEpochs))).toBe('one epoch');
    expect(smoothingText(stateOfLogs(without, withEpochs))).toBe('one epoch');
    const axes = (state: ReturnType<typeof stateOfLogs>) => axisKindsOf(state.race).map(({ kind }) => kind);
    expect(axes(stateOfLogs(withEpochs))).toContain('epoch');
    expect(axes(stateOfLogs(without))).not.toContain('epoch');
  });

  it('is the mean over the steps of that, the same curve in every frame', () => {
    const state = modelState({ smoothEpochs: 0.1 });
    const { curve } = firstLine(state);
    expect([curve.at(0), curve.at(1), curve.at(50), curve.at(51)]).toEqual([4, 3, 3, 3]);
    expect(firstLine(state).curve).toBe(curve);
    expect(firstLine({ ...state, settings: { ...state.settings, smoothEpochs: 3 } }).curve).not.toBe(curve);
    // Less than two steps are none.
    const raw = modelState({ smoothEpochs: 0.03 });
    expect([firstLine(raw).curve === raw.race.runs[0]?.raw, isSmoothedIn(raw)]).toEqual([true, false]);
    expect(isSmoothedIn(surfaceState({ smoothSteps: 10 }))).toBe(true);
  });

  const isSmoothedIn = (state: ReturnType<typeof modelState>) =>
    state.race.runs.some((run) => isSmoothed(run, state));

  it('has what it is made of beneath it, where that is wanted', () => {
    const bands = (state: ReturnType<typeof modelState>) => [
      drawsBands(state),
      firstLine(state).raw !== null,
    ];
    expect(bands(modelState())).toEqual([true, true]);
    expect(bands(modelState({ showRaw: false }))).toEqual([false, false]);
    expect(bands(modelState({ smoothEpochs: 0 }))).toEqual([false, false]);
    expect(bands(surfaceState({ smoothSteps: 30 }))).toEqual([true, true]);
  });

  it('has no ring on a curve that is not the one that reached the target', () => {
    expect(firstLine(modelState()).reached).not.toBeNull();
    expect(firstLine(modelState({ smoothEpochs: 3 })).reached).toBeNull();
  });

  it('is in the caption', () => {
    const text = (state: ReturnType<typeof modelState>) => chartCaption(state).text.split(', log scale')[0];
    expect(text(modelState({ smoothEpochs: 3 }))).toBe(
      'mini-batch loss, smoothed over 3 epochs, band: the middle 80 % of the batches',
    );
    expect(text(modelState({ smoothEpochs: 0 }))).toBe('mini-batch loss');
    expect(text(surfaceState({ smoothSteps: 30, showRaw: false }))).toBe('smoothed over 30 steps');
  });
});

describe('training and validation in one chart', () => {
  const evaluations = [
    { step: 0, loss: 5, accuracy: 0.1 },
    { step: 20, loss: 4, accuracy: 0.2 },
  ];
  const both = (count: number) =>
    modelState(
      { show: 'both' },
      Array.from({ length: count }, (_, i) => ({ ...training, evaluations, lr: 0.1 + i, number: i })),
    );

  it('are two lines of a run, the second dashed, thinner and of the same colour', () => {
    const { lines, target, marksPoints } = lossScene(both(1));
    expect([target, marksPoints]).toEqual([3.1, false]);
    const [first, second] = lines;
    expect(first).toMatchObject({ key: '0', group: '0', isBeside: false, dash: [] });
    expect(second).toMatchObject({
      ...{ group: '0', isBeside: true, dash: [6, 4], color: first?.color, raw: null, reached: null },
      ...{ name: 'SGD, validation loss', endName: 'validation' },
    });
    expect(second?.key).not.toBe(first?.key);
    expect([second?.curve.length, second?.curve.at(1)]).toEqual([2, 4]);
  });

  it('are training and test where evaluations are on test rows', () => {
    const state = both(1);
    const problem = { ...onData.problem, test: 0.2, evaluate_on: 'test' as const };
    const race = raceOf({ ...onData, problem, runs: [runView({ ...training, evaluations })] });
    const [, second] = lossScene({ ...state, race }).lines;
    expect(second).toMatchObject({ name: 'SGD, test loss', endName: 'test' });
  });

  it('have both names at their ends where there is room for all', () => {
    const named = (count: number) =>
      lossScene(both(count)).lines.filter(({ endName }) => endName !== '').length;
    expect([named(4), named(5), named(8)]).toEqual([8, 5, 8]);
  });

  it('are told in the caption', () => {
    expect(chartCaption(both(1)).text).toContain('smoothed over one epoch, dashed: validation loss, band');
  });
});
