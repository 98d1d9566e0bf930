/** What is in view of the axes of a race, and what is kept of it. */
import { describe, expect, it } from 'vitest';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { isZoomed, withView } from '../../../webview/panel/scene/view.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';

const model = raceOf({
  problem: { data: 'digits', hidden: [] },
  runs: [
    runView({
      path: null,
      steps: 100,
      stepsPerEpoch: 10,
      evaluations: [{ step: 0, loss: 1, accuracy: 0.5 }],
    }),
  ],
});

function zoomedTo(x: { min: number; max: number } | null, y: typeof x, change: Partial<ViewSettings> = {}) {
  const settings = { ...readViewSettings(undefined), ...change };
  const state = stateOf(model, { settings });
  return { ...state, settings: { ...settings, ...withView(state, { x, y }) } };
}

const changed = (state: PanelState, change: Partial<ViewSettings>): PanelState => ({
  ...state,
  settings: { ...state.settings, ...change },
});

describe('the view of a race', () => {
  it('is in its scene, beside the whole axis', () => {
    const scene = lossScene(zoomedTo({ min: 20, max: 40 }, { min: 0.5, max: 2 }));
    expect(scene).toMatchObject({
      axis: { kind: 'step', min: 20, max: 40 },
      whole: { min: 0, max: 100 },
      yLimits: { min: 0.5, max: 2 },
      ignoresOutliers: true,
    });
    const all = lossScene(zoomedTo(null, null, { ignoreOutliers: false }));
    expect(all).toMatchObject({ axis: { min: 0, max: 100 }, yLimits: null, ignoresOutliers: false });
  });

  it('is of what the axes count: of others it is none', () => {
    const state = zoomedTo({ min: 20, max: 40 }, { min: 0.5, max: 2 });
    expect(isZoomed(state)).toBe(true);
    const epochs = changed(state, { xAxis: 'epoch' });
    expect(lossScene(epochs)).toMatchObject({ axis: { min: 0, max: 10 }, yLimits: { min: 0.5, max: 2 } });
    const accuracy = changed(state, { show: 'accuracy' });
    expect(lossScene(accuracy)).toMatchObject({ axis: { min: 20, max: 40 }, yLimits: null });
    const neither = changed(epochs, { show: 'accuracy' });
    expect([isZoomed(epochs), isZoomed(accuracy), isZoomed(neither)]).toEqual([true, true, false]);
  });

  it('is none below 0 of a logarithmic axis', () => {
    const state = zoomedTo(null, { min: 0, max: 2 }, { logY: false });
    expect(lossScene(state).yLimits).toEqual({ min: 0, max: 2 });
    expect(lossScene(changed(state, { logY: true })).yLimits).toBeNull();
  });

  it('is of that race alone, and of the last twenty', () => {
    const state = zoomedTo({ min: 20, max: 40 }, null);
    const { facts } = model;
    const other = raceOf({ ...facts, id: 'other', runs: [runView({ path: null, steps: 100 })] });
    expect(isZoomed({ ...state, race: other })).toBe(false);
    let settings = state.settings;
    for (let i = 0; i < 20; i++) {
      const race = raceOf({ ...facts, id: `other ${i}`, runs: [] });
      settings = {
        ...settings,
        ...withView({ ...state, race, settings }, { x: { min: 1, max: 2 }, y: null }),
      };
    }
    expect(settings.views).toHaveLength(20);
    expect(settings.views.some(({ race }) => race === 'race')).toBe(false);
  });

  it('is forgotten when all is shown', () => {
    const state = zoomedTo({ min: 20, max: 40 }, null);
    expect(state.settings.views).toHaveLength(1);
    expect(withView(state, { x: null, y: null }).views).toEqual([]);
  });

  it('survives in what the page keeps, and nonsense does not', () => {
    const { settings } = zoomedTo({ min: 20, max: 40 }, null);
    expect(readViewSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
    for (const x of [{ min: 2, max: 1 }, { min: 'a', max: 1 }, 7])
      expect(readViewSettings({ views: [{ ...settings.views[0], x }] }).views).toEqual([]);
  });
});
