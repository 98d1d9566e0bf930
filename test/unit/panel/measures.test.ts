import { describe, expect, it } from 'vitest';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { chartCaption } from '../../../webview/panel/figures/caption.ts';
import { hasLegend } from '../../../webview/panel/figures/legend.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { isLogY, measureOf, measuresOf } from '../../../webview/panel/scene/measures.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { moveOnAxis } from '../../../webview/shared/chart/axis.ts';
import { exitOf } from '../../../webview/shared/chart/drawExits.ts';
import { readingsAt } from '../../../webview/shared/chart/hoverCard.ts';
import { drawnPoints, laidOut } from '../webview/scenes.ts';
import { type RunChange, raceOf, runView, stateOf as stateOfRace } from './fixtures.ts';

/** Training loss falls on; the loss on the held-out rows turns after the first epoch. */
const overfitting: RunChange = {
  path: null,
  stepsPerEpoch: 2,
  steps: 4,
  losses: Float64Array.of(4, 3, 2, 1, 0.5),
  evaluations: [
    { step: 0, loss: 4, accuracy: 0.25 },
    { step: 2, loss: 2, accuracy: 0.5 },
    { step: 4, loss: 3, accuracy: 0.75 },
  ],
};

function stateOf(
  settings: Partial<ViewSettings>,
  runs: readonly RunChange[] = [overfitting],
  validation?: number,
): PanelState {
  const problem = { data: 'digits', hidden: [] };
  const race = raceOf({
    problem: validation === undefined ? problem : { ...problem, validation },
    target: 0.7,
    runs: runs.map((change) => runView({ target: 0.7, ...change })),
  });
  return stateOfRace(race, {
    settings: { ...readViewSettings(undefined), xAxis: 'epoch', ...settings },
  });
}

function sceneOf(...args: Parameters<typeof stateOf>) {
  return lossScene(stateOf(...args));
}

function pointsOf(...args: Parameters<typeof stateOf>) {
  return drawnPoints(sceneOf(...args));
}

describe('what there is to show', () => {
  const namesOf = (state: PanelState) => measuresOf(state.race).map((measure) => measure.name(state.race));
  const evaluations = [{ step: 0, loss: 2 }];

  it('is the loss of a surface, and of models what was evaluated', () => {
    expect(namesOf(stateOf({}))).toEqual([
      ...['Training loss', 'Whole-set loss', 'Both losses', 'Whole-set accuracy'],
    ]);
    expect(namesOf(stateOf({}, [overfitting], 0.2))).toEqual([
      'Training loss',
      'Validation loss',
      'Both losses',
      'Validation accuracy',
    ]);
    expect(namesOf(stateOf({}, [{ ...overfitting, evaluations }]))).not.toContain('Whole-set accuracy');
    const surface = { ...stateOf({}).race.facts, problem: { surface: 'valley' } };
    const race = new RaceData({ ...surface, phase: 'ended', speed: 1, threads: 1, runs: [runView()] });
    expect(measuresOf(race).map(({ id }) => id)).toEqual(['training']);
  });

  it('is the training loss where a race lacks what was chosen before', () => {
    expect(measureOf(stateOf({ show: 'accuracy' })).id).toBe('accuracy');
    expect(measureOf(stateOf({ show: 'accuracy' }, [{ ...overfitting, evaluations }])).id).toBe('training');
  });
});

describe('evaluations in the chart', () => {
  it('are a line over epochs or steps', () => {
    expect(pointsOf({ show: 'evaluation' })).toEqual([
      [
        [0, 4],
        [1, 2],
        [2, 3],
      ],
    ]);
    expect(pointsOf({ show: 'accuracy', xAxis: 'step' })).toEqual([
      [
        [0, 0.25],
        [2, 0.5],
        [4, 0.75],
      ],
    ]);
    expect(pointsOf({ show: 'evaluation', logX: true })).toEqual([
      [
        [1, 2],
        [2, 3],
      ],
    ]);
  });

  it('fit the axis to themselves and leave out what belongs to training', () => {
    const scene = sceneOf({ show: 'evaluation' });
    expect(laidOut(scene).plot.range).toMatchObject({ min: 2, max: 4 });
    expect([scene.target, scene.lines.some(({ raw }) => raw !== null)]).toEqual([null, false]);
    const training = sceneOf({});
    expect([training.target, training.lines.some(({ raw }) => raw !== null)]).toEqual([0.7, true]);
  });

  it('have a linear axis where they are shares, whatever the losses have', () => {
    const state = stateOf({ show: 'accuracy', logY: true });
    expect(isLogY(state)).toBe(false);
    expect(isLogY(stateOf({ show: 'evaluation', logY: true }))).toBe(true);
    expect(laidOut(lossScene(state)).plot.range).toMatchObject({ min: 0.2, max: 0.8 });
    const perfect = { ...overfitting, evaluations: [{ step: 0, loss: 0, accuracy: 1 }] };
    const { range } = laidOut(sceneOf({ show: 'accuracy' }, [perfect])).plot;
    expect(range).toMatchObject({ min: 0, max: 1 });
  });

  it('are read at the last one measured, the best run first', () => {
    const better = {
      ...overfitting,
      evaluations: [
        { step: 0, loss: 9, accuracy: 0.1 },
        { step: 4, loss: 1, accuracy: 0.9 },
      ],
    };
    const read = (show: ViewSettings['show'], x: number) =>
      readingsAt(sceneOf({ show }, [overfitting, better]), x).map(({ line, value, place }) => [
        line.key,
        value,
        place,
      ]);
    expect(read('evaluation', 2)).toEqual([
      ['1', 1, null],
      ['0', 3, null],
    ]);
    expect(read('accuracy', 2)).toEqual([
      ['1', 0.9, null],
      ['0', 0.75, null],
    ]);
    expect(read('evaluation', 1)).toEqual([
      ['0', 2, null],
      ['1', 9, 'Epoch 0'],
    ]);
    expect(readingsAt(sceneOf({ show: 'evaluation' }), 3)).toEqual([]);
  });

  it('are an epoch apart for the crosshair', () => {
    const { axis } = sceneOf({ show: 'evaluation' });
    expect([moveOnAxis(axis, 1, 1), moveOnAxis(axis, 1.2, 0), moveOnAxis(axis, 2, 1)]).toEqual([2, 1, 2]);
    expect(moveOnAxis(sceneOf({ show: 'evaluation', xAxis: 'step' }).axis, 0, 1)).toBe(2);
    expect(moveOnAxis(sceneOf({}).axis, 1, 1)).toBe(1.5);
    const { min, max } = sceneOf({ show: 'evaluation', logX: true }, [{ ...overfitting, steps: 2 }]).axis;
    expect(min).toBeLessThan(max);
  });

  it('show a run that diverged leaving where it was last measured', () => {
    const diverged: RunChange = {
      ...overfitting,
      status: { kind: 'diverged', step: 3, reason: '', hint: '' },
      evaluations: [
        { step: 0, loss: 4, accuracy: 0.25 },
        { step: 2, loss: 5, accuracy: 0.25 },
        { step: 3, loss: Number.POSITIVE_INFINITY, accuracy: 0.1 },
      ],
    };
    const exitIn = (show: ViewSettings['show']) => {
      const { plot, lines } = laidOut(sceneOf({ show }, [overfitting, diverged]));
      return { at: plot.x(1), exits: lines.map((line) => exitOf(line, plot)) };
    };
    const { at, exits } = exitIn('evaluation');
    expect(exits).toEqual([null, at]);
    expect(exitIn('accuracy').exits).toEqual([null, null]);
  });
});

describe('the caption', () => {
  it('says what is shown', () => {
    const evaluations = [
      { step: 0, loss: 4, accuracy: 0.5 },
      { step: 4, loss: 3, accuracy: 0.5 },
    ];
    expect(chartCaption(stateOf({})).text).toBe(
      'mini-batch loss, smoothed over one epoch, band: the middle 80 % of the batches, log scale, by epoch',
    );
    expect(chartCaption(stateOf({ show: 'evaluation' }, [overfitting], 0.2))).toEqual({
      title: 'Loss',
      text: 'validation loss, after each epoch, log scale, by epoch',
    });
    expect(
      chartCaption(stateOf({ show: 'accuracy', xAxis: 'step' }, [{ ...overfitting, evaluations }])),
    ).toEqual({
      title: 'Accuracy',
      text: 'whole-set accuracy, after some epochs, by step',
    });
  });
});

it('has a legend where runs are too many for line ends', () => {
  const hasOf = (count: number) => hasLegend(stateOf({}, Array(count).fill(overfitting)));
  expect([8, 9, 64].map(hasOf)).toEqual([false, true, true]);
});
