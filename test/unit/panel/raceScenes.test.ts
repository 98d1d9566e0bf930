/** What chart and landscape are given of a race, and what the race says of itself. */
import { describe, expect, it } from 'vitest';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { drawsBands, lossScene } from '../../../webview/panel/scene/lossScene.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { fittingColumns } from '../../../webview/panel/table/fittingColumns.ts';
import { statusRoom } from '../../../webview/panel/table/statusCell.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { theme } from '../webview/scenes.ts';
import { type RunChange, raceOf, runView, stateOf, updateOf } from './fixtures.ts';

const runs = Array.from({ length: 12 }, (_, i) => `#00000${i.toString(16)}`);
const onData = { problem: { data: 'digits', hidden: [], validation: 0.25 } };
const diverged = { kind: 'diverged', step: 3, reason: '', hint: '' } as const;

function stateWith(
  changes: readonly RunChange[],
  change: Partial<PanelState> = {},
  view: Partial<RaceView> = {},
) {
  const race = raceOf({ runs: changes.map((each) => runView(each)), ...view });
  return stateOf(race, { theme: { ...theme, runs }, ...change });
}

describe('a run in the debugger', () => {
  const debugged = {
    ...{ run: 1, step: 3, line: 8, loss: 2, position: [1, 2] as [number, number] },
    branch: { fromStep: 2, losses: Float64Array.of(3, 9, Number.NaN) },
  };
  const state = stateWith([{ name: 'SGD' }, { name: 'Adam', stepsPerEpoch: 2 }], { debugged });

  it('is marked at its step, with what a value that was set has made of it', () => {
    const before = { ...debugged, step: 2 };
    expect(lossScene({ ...state, debugged: before }).mark).toEqual({ at: 0.5, line: '1', text: '0.500' });
    const { mark, lines } = lossScene(state);
    expect(mark).toEqual({ at: 1, line: '1 branch', text: '1.00' });
    expect(lines.map(({ name, endName, group }) => [name, endName, group])).toEqual([
      ['SGD', 'SGD', '0'],
      ['Adam', 'Adam', '1'],
      ['Adam, branch from step 2 on', 'branch', '1'],
    ]);
    const curve = lines[2]?.curve;
    expect([0, 1, 2].map((index) => [curve?.stepOf(index), curve?.at(index)])).toEqual([
      [1, 3],
      [2, 9],
      [3, Number.NaN],
    ]);
    expect([curve?.length, curve?.last, curve?.indexFrom(2), curve?.extremes(0, 3)]).toEqual([
      3,
      Number.NaN,
      1,
      [3, 9],
    ]);
  });

  it('is marked where it is on the landscape', () => {
    expect(landscapeScene(state, valley, null).mark).toEqual({ at: [1, 2], text: 'step 3' });
    expect(landscapeScene(state, valley, null).movesStart).toBe(true);
    const onData = { ...debugged, position: null };
    expect(landscapeScene({ ...state, debugged: onData }, valley, null).mark).toBeNull();
  });

  it('is marked nowhere where none is debugged', () => {
    const { mark, lines } = lossScene({ ...state, debugged: null });
    expect([mark, lines.length]).toEqual([null, 2]);
  });
});

describe('the scene of the chart', () => {
  const linesOf = (...args: Parameters<typeof stateWith>) => lossScene(stateWith(...args)).lines;

  it('has a line for each run, with its look and how it stands', () => {
    const [first, second] = linesOf(
      [
        { name: 'SGD', color: 2, variant: 1, status: { kind: 'running' }, target: 2 },
        { name: 'Adam', color: 5, status: diverged },
      ],
      { highlighted: '1' },
    );
    expect(first).toMatchObject({
      ...{
        key: '0',
        name: 'SGD',
        endName: 'SGD',
        color: '#000002',
        dash: [3, 3],
        look: { slot: 2, variant: 1 },
      },
      ...{
        faded: true,
        highlighted: false,
        ended: false,
        divergedAt: null,
        reached: 2,
        stepsPerUnit: 1,
        raw: null,
      },
    });
    expect(second).toMatchObject({
      ...{ key: '1', name: 'Adam', color: '#000005', dash: [], faded: false, highlighted: true },
      ...{ ended: true, divergedAt: 3 },
    });
    expect(first?.curve.last).toBe(0.5);
    expect(first?.positionAt(2)).toEqual([2, 2]);
    expect(second?.positionAt(9)).toBeNull();
  });

  it('has the curve from before its rule was changed pale behind the new one', () => {
    const { record: before } = runView({ losses: Float64Array.of(8, 7, 6), target: 7 });
    const views = [runView({ name: 'Half', color: 3, target: 2 }), runView({ name: 'SGD' })];
    const race = raceOf({ runs: views.map((view, i) => (i === 0 ? { ...view, before } : view)) });
    const scene = (change: Partial<PanelState> = {}) =>
      lossScene(stateOf(race, { theme: { ...theme, runs }, ...change })).lines;
    expect(scene().map(({ name, color, endName }) => [name, color, endName])).toEqual([
      ['Half, before', 'color-mix(in srgb, #000003 50%, #111)', ''],
      ['Half', '#000003', 'Half'],
      ['SGD', '#000000', 'SGD'],
    ]);
    const [old, now] = scene();
    expect([old?.group, old?.key === now?.key]).toEqual([now?.group, false]);
    expect([old?.curve.last, now?.curve.last, old?.reached, now?.reached]).toEqual([6, 0.5, null, 2]);
    const [picked] = scene({ highlighted: '0' });
    expect([picked?.name, picked?.highlighted]).toEqual(['Half, before', false]);
    expect(scene({ highlighted: '1' }).map(({ faded }) => faded)).toEqual([true, true, false]);
    expect(scene({ hidden: new Set(['0']) }).map(({ name }) => name)).toEqual(['SGD']);
  });

  it('has the median from before of several seeds', () => {
    const viewOf = (seed: number, last: number) =>
      runView({ name: 'Half', seed, losses: Float64Array.of(9, last), path: null });
    const views = [1, 2, 3].map((seed) => ({
      ...viewOf(seed, seed),
      before: viewOf(seed, 10 * seed).record,
    }));
    const [old, now] = lossScene(stateOf(raceOf({ runs: views }), { theme: { ...theme, runs } })).lines;
    expect([old?.curve.last, now?.curve.last, old?.middle, now?.middle !== null]).toEqual([
      20,
      2,
      null,
      true,
    ]);
  });

  it('has styles as a second code in high contrast', () => {
    const state = stateWith([{ color: 1 }]);
    const [line] = lossScene({ ...state, theme: { ...state.theme, contrast: true } }).lines;
    expect(line?.dash).toEqual([8, 3]);
  });

  it('has a line end to itself where those that share its name diverged', () => {
    const three = [{ lr: 0.1 }, { lr: 0.2, status: diverged }, { name: 'Adam' }];
    expect(linesOf(three).map(({ name, endName }) => [name, endName])).toEqual([
      ['SGD lr 0.1', 'SGD'],
      ['SGD lr 0.2', 'SGD lr 0.2'],
      ['Adam', 'Adam'],
    ]);
    const many = Array.from({ length: 9 }, (_, i) => ({ lr: 0.1 + i }));
    expect(linesOf(many).map(({ name, endName }) => name === endName)).toEqual(Array(9).fill(true));
  });

  it('has at line ends no more than tells a run from the others, as the landscape has', () => {
    const changes = [0.1, 0.2].flatMap((lr) =>
      [0.9, 0.95].map((momentum) => ({
        ...{ name: 'Momentum', lr, hyperparameters: { momentum } },
        schedule: lr === 0.1 ? 'cosine' : null,
      })),
    );
    const state = stateWith([...changes, { name: 'Adam' }]);
    const { lines } = lossScene(state);
    expect(lines[0]?.name).toBe('Momentum lr 0.1 momentum 0.9 cosine');
    const short = [0.1, 0.2].flatMap((lr) =>
      [0.9, 0.95].map((momentum) => `Momentum lr ${lr} momentum ${momentum}`),
    );
    expect(lines.map(({ endName }) => endName)).toEqual([...short, 'Adam']);
    const { surface } = state.race;
    expect(surface && landscapeScene(state, surface, null).paths.map(({ name }) => name)).toEqual([
      ...short,
      'Adam',
    ]);
  });

  it('has the axes that the person has chosen, and the target of a training loss', () => {
    const settings = { ...readViewSettings(undefined), logX: true, logY: false };
    expect(lossScene(stateWith([{}], { settings, cursor: 3, width: 500 }))).toMatchObject({
      ...{ title: 'Loss', logY: false, isShare: false, marksPoints: false, target: 1, cursor: 3 },
      ...{ narrow: true, direct: true, axis: { kind: 'step', log: true, min: 1, max: 4 } },
    });
    const evaluations = [{ step: 0, loss: 1, accuracy: 0.5 }];
    const shown = { ...settings, show: 'accuracy', logY: true };
    const model = { path: null, evaluations };
    expect(lossScene(stateWith([model], { settings: shown }, onData))).toMatchObject({
      ...{ title: 'Accuracy', logY: false, isShare: true, marksPoints: true, target: null, narrow: false },
    });
    expect(lossScene(stateWith(Array.from({ length: 9 }, () => ({})))).direct).toBe(false);
  });

  it('has bands beneath up to four lines that are smoothed', () => {
    const model = { path: null, stepsPerEpoch: 2 };
    const bandsOf = (changes: readonly RunChange[], change: Partial<PanelState> = {}) => {
      const state = stateWith(changes, change, onData);
      return [drawsBands(state), ...lossScene(state).lines.map(({ raw }) => raw !== null)];
    };
    expect(bandsOf([model, { path: null }])).toEqual([true, true, false]);
    expect(bandsOf([{ path: null }])).toEqual([false, false]);
    expect(bandsOf(Array(4).fill(model))[0]).toBe(true);
    expect(bandsOf(Array(5).fill(model))).toEqual(Array(6).fill(false));
    const settings = { ...readViewSettings(undefined), show: 'evaluation' };
    expect(bandsOf([{ ...model, evaluations: [{ step: 0, loss: 1 }] }], { settings })).toEqual([
      false,
      false,
    ]);
  });
});

describe('the scene of the landscape', () => {
  const sceneOf = (
    changes: readonly RunChange[],
    change: Partial<PanelState> = {},
    view: Partial<RaceView> = {},
  ) => {
    const state = stateWith(changes, change, view);
    const { surface } = state.race;
    if (!surface) throw new Error('expected a surface');
    return landscapeScene(state, surface, { top: 1, bottom: 2 });
  };

  it('has a path for each run, ringed where it was at the step under the crosshair', () => {
    const { paths, start } = sceneOf([{ color: 3 }, { name: 'Adam', status: diverged }], { cursor: 2 });
    expect(paths).toMatchObject([
      {
        key: '0',
        name: 'SGD',
        look: { slot: 3, variant: 0 },
        faded: false,
        highlighted: false,
        diverged: false,
        ring: [2, 2],
      },
      // It has no end to name.
      { key: '1', name: '', diverged: true, ring: [2, 2] },
    ]);
    expect(paths[0]?.positions?.length).toBe(10);
    expect(start).toEqual([1, 10]);
    expect(sceneOf([{}]).paths[0]?.ring).toBeNull();
    expect(sceneOf([{}], {}, { problem: { surface: 'valley', start: [0.5, 3] } }).start).toEqual([0.5, 3]);
  });

  it('has no names where there are more than eight, and lets others step back for the highlighted one', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ lr: 0.1 + i }));
    expect(sceneOf(many(8)).paths.map(({ name }) => name)[7]).toBe('lr 7.1');
    expect(sceneOf(many(9)).paths.map(({ name }) => name)).toEqual(Array(9).fill(''));
    const status = { kind: 'diverged', step: 2, reason: '', hint: '' } as const;
    expect(sceneOf([{ lr: 0.1, status }, { lr: 0.01 }]).paths.map(({ name }) => name)).toEqual(['', 'SGD']);
    const { paths } = sceneOf(many(2), { highlighted: '1' });
    expect(paths.map(({ faded, highlighted }) => [faded, highlighted])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe('a race', () => {
  it('counts by the run that is ahead, and by the longest', () => {
    const race = raceOf({
      ...onData,
      runs: [
        runView({ path: null, steps: 40, stepsPerEpoch: 4, losses: new Float64Array(9) }),
        runView({ path: null, steps: 20, stepsPerEpoch: 1, losses: new Float64Array(6) }),
      ],
    });
    expect([race.steps, race.step, race.epochs, race.epoch]).toEqual([40, 8, 20, 5]);
    const none = raceOf({ runs: [] });
    expect([none.steps, none.step, none.epochs, none.epoch]).toEqual([1, 0, 1, 0]);
  });

  it('knows whether it is on data, and what is held out of it', () => {
    expect([raceOf().isModel, raceOf().heldOut, raceOf().start]).toEqual([false, false, [1, 10]]);
    const model = raceOf({ ...onData, runs: [runView({ path: null })] });
    expect([model.isModel, model.heldOut, model.start, model.surface]).toEqual([
      true,
      true,
      undefined,
      undefined,
    ]);
    expect(raceOf({ problem: { data: 'digits', hidden: [], validation: 0 } }).heldOut).toBe(false);
  });

  it('has accuracies until an evaluation without one', () => {
    const of = (...evaluations: RunChange['evaluations'][]) =>
      raceOf({ ...onData, runs: evaluations.map((each) => runView({ path: null, evaluations: each ?? [] })) })
        .hasAccuracy;
    const [right, none] = [[{ step: 1, loss: 1, accuracy: 1 }], [{ step: 1, loss: 1 }]];
    expect([of([]), of(right), of(right, []), of(right, none)]).toEqual([true, true, true, false]);
    expect(raceOf().hasAccuracy).toBe(false);
  });

  it('takes phase and speed of an update, and says whether something is missing', () => {
    const race = raceOf({ phase: 'running', runs: [runView({ status: { kind: 'running' } })] });
    const update = { type: 'update', race: 'race', phase: 'paused', speed: 4, threads: 2 } as const;
    expect(race.apply({ ...update, runs: [updateOf(5, [0.25], [9, 9])] })).toBe(true);
    expect([race.phase, race.speed, race.step, race.runs[0]?.loss]).toEqual(['paused', 4, 5, 0.25]);
    expect(race.apply({ ...update, runs: [updateOf(9, [1], [0, 0])] })).toBe(false);
  });
});

it('a status has the room that the other columns leave, in two lines', () => {
  const race = raceOf();
  const room = (width: number) => statusRoom(fittingColumns(race, width, false), width);
  const others = (width: number) =>
    fittingColumns(race, width, false).reduce((sum, each) => sum + (each.width ?? 0), 0);
  for (const width of [900, 1200, 1500])
    expect(room(width)).toBe(Math.floor((2 * (width - others(width) - 44)) / 6.8));
  expect(room(1500)).toBeGreaterThan(room(1200) + 80);
  expect(statusRoom(fittingColumns(race, 300, true), 300)).toBe(0);
  expect(statusRoom(fittingColumns(race, 1200, false), 100)).toBe(1);
});
