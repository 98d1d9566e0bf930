import { describe, expect, it } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { chartCaption, whyEmpty, whyNoCurves } from '../../../webview/panel/figures/caption.ts';
import { drawnRuns, isFaded } from '../../../webview/panel/scene/drawnRuns.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { mostRows, rowOrder } from '../../../webview/panel/table/rowOrder.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { words } from '../../../webview/panel/words.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';

/** The later the run, the lower its loss. */
function manyRuns(
  count: number,
  change: (run: number) => RunChange = () => ({}),
  record: RaceView['record'] = 'steps',
) {
  const runs = Array.from({ length: count }, (_, run) =>
    runView({ lr: 1 / (1 + run), losses: Float64Array.of(9, 8, 1 / (1 + run)), ...change(run) }),
  );
  return raceOf({ runs, record });
}

const keysOf = (state: PanelState) => drawnRuns(state).map(({ key }) => Number(key));

describe('the chart of many runs', () => {
  const from = (first: number, count = 64) => Array.from({ length: count }, (_, i) => first + i);

  it('draws all of as many as can be followed', () => {
    expect(keysOf(stateOf(manyRuns(64)))).toEqual(from(0));
  });

  it('draws of more those with the lowest losses, in the order of the race', () => {
    const state = stateOf(manyRuns(500));
    expect(keysOf(state)).toEqual(from(436));
    expect(lossScene(state).lines).toHaveLength(64);
    const { surface } = state.race;
    expect(surface && landscapeScene(state, surface, null).paths).toHaveLength(64);
    expect(chartCaption(state).text).toBe('log scale, by step, 64 of 500 curves');
    expect(chartCaption(stateOf(manyRuns(64))).text).toBe('log scale, by step');
  });

  it('leaves out hidden runs first, and those that diverged', () => {
    const diverged = { status: { kind: 'diverged', step: 2, reason: '', hint: '' } } as const;
    const race = manyRuns(100, (run) =>
      run === 99 ? { ...diverged, losses: Float64Array.of(9, 8, Number.POSITIVE_INFINITY) } : {},
    );
    const state = stateOf(race, { hidden: new Set(['98', '97']) });
    expect(keysOf(state)).toEqual(from(33));
    expect(chartCaption(state).text).toMatch(/64 of 98 curves, 2 hidden$/);
  });

  it('says so where all are hidden', () => {
    const race = manyRuns(2);
    expect(whyEmpty(stateOf(race, { hidden: new Set(['0', '1']) }))).toMatch(/^All runs are hidden/);
    expect(whyEmpty(stateOf(race, { hidden: new Set(['0']) }))).toBeNull();
  });

  it('draws the highlighted run too, whose curve the person asks for', () => {
    const state = stateOf(manyRuns(500), { highlighted: '7' });
    expect(keysOf(state)).toEqual([7, ...from(437, 63)]);
    const faded = drawnRuns(state).filter(isFaded(state, drawnRuns(state)));
    expect(faded).toHaveLength(63);
    expect(keysOf({ ...state, hidden: new Set(['7']) })).toEqual(from(436));
  });
});

describe('the table of ten thousand runs', () => {
  const race = manyRuns(10_000);

  it('has the first of them in its order', () => {
    const rows = rowOrder(stateOf(race));
    expect(rows.slice(0, 2).map(({ key }) => key)).toEqual(['9999', '9998']);
    expect(words.moreRows(rows.length - mostRows)).toBe('and 9,500 more');
    expect(words.moreRows(501 - mostRows)).toBe('and 1 more');
  });

  it('has a name for each that no other has', () => {
    expect(new Set(race.names.values()).size).toBe(10_000);
  });
});

describe('a race that keeps no curves', () => {
  const evaluations = [
    { step: 0, loss: 4, accuracy: 0.5 },
    { step: 2, loss: 2, accuracy: 0.5 },
  ];
  const problem = { data: 'digits', hidden: [] };
  const model = (change: RunChange) =>
    raceOf({
      problem,
      record: change.keep ?? 'steps',
      runs: [runView({ path: null, stepsPerEpoch: 2, evaluations, ...change })],
    });
  const showing = (show: 'training' | 'evaluation') => ({
    settings: { ...readViewSettings(undefined), show },
  });

  it.each(['running', 'finished'] as const)('says so while it is %s', (kind) => {
    const race = raceOf({ record: 'score', runs: [runView({ keep: 'score', status: { kind } })] });
    expect(whyNoCurves(stateOf(race))).toBe(words.noCurves);
    const scores = model({ keep: 'score', status: { kind } });
    expect(whyNoCurves(stateOf(scores, showing('evaluation')))).toBe(words.noCurves);
  });

  it('knows where it starts all the same', () => {
    const race = raceOf({
      problem: { surface: 'valley', start: [3, 4] },
      record: 'score',
      runs: [runView({ keep: 'score' })],
    });
    expect(race.surface && landscapeScene(stateOf(race), race.surface, null).start).toEqual([3, 4]);
    expect(race.surface && landscapeScene(stateOf(raceOf()), race.surface, null).start).toEqual([1, 10]);
  });

  it('shows its evaluations where it keeps these', () => {
    const race = model({ keep: 'evaluations', status: { kind: 'running' } });
    expect(whyNoCurves(stateOf(race, showing('training')))).toBe(words.noTrainingCurves);
    expect(whyNoCurves(stateOf(race, showing('evaluation')))).toBeNull();
  });

  it('does not speak of it where there are curves, or before there is anything', () => {
    const waiting = {
      losses: new Float64Array(0),
      path: null,
      engine: null,
      status: { kind: 'queued' },
    } as const;
    for (const change of [{}, { keep: 'steps' }, waiting] as const)
      expect(whyNoCurves(stateOf(raceOf({ runs: [runView(change)] })))).toBeNull();
    const scores = manyRuns(600, () => ({ keep: 'score' }), 'score');
    expect(chartCaption(stateOf(scores)).text).toBe('');
  });
});
