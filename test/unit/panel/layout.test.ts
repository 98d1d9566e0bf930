// @vitest-environment happy-dom
/** Where the parts of the page stand. */
import { describe, expect, it } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { page } from '../../../webview/panel/page.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { SweepDrawings } from '../../../webview/panel/sweep/sweepDrawings.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, draw, only } from './pageTools.ts';

const onData: Partial<RaceView> = {
  problem: { data: 'digits', hidden: [] },
  runs: [runView({ path: null })],
};

function pageOf(width: number, change: Partial<RaceView> = {}) {
  const state = stateOf(raceOf(change), { width });
  const [chart, land] = [document.createElement('div'), document.createElement('div')];
  chart.className = 'chart';
  land.className = 'land-body';
  const sweeps = new SweepDrawings(actionsOf().actions);
  const drawings = {
    sweeps,
    chart: { element: chart, zoom() {} },
    landscape: { element: land, stretch: 1, zoom() {} },
  };
  return { state, root: draw(page(state, state.race.runs, actionsOf().actions, drawings)) };
}

/** The parts in the order of the page; what stands beside each other in brackets. */
function partsOf(width: number, change: Partial<RaceView> = {}): string {
  const { root } = pageOf(width, change);
  const parts = [...only(root, 'main').children].flatMap((part) => {
    const has = (selector: string) => part.matches(selector) || part.querySelector(selector) !== null;
    const names = [
      ...(has('.chart') ? ['chart'] : []),
      ...(has('.land-body') ? ['landscape'] : []),
      ...(part.matches('.runs') ? ['table'] : []),
    ];
    return names.length > 1 ? [`(${names.join(' ')})`] : names;
  });
  return parts.join(' ');
}

describe('a race on a surface', () => {
  it.each([
    [320, 'chart table landscape'],
    [1003, 'chart table landscape'],
    [1004, '(chart landscape) table'],
    [1440, '(chart landscape) table'],
  ])('at %d px has %s', (width, parts) => {
    expect(partsOf(width)).toBe(parts);
  });

  it('has its table in the place of curves that are not kept, or beside the landscape', () => {
    expect(partsOf(700, { record: 'score' })).toBe('table landscape');
    expect(only(pageOf(700, { record: 'score' }).root, '.stage').classList.contains('bare')).toBe(true);
    expect(only(pageOf(1100, { record: 'score' }).root, '.stage').classList.contains('bare')).toBe(false);
    expect(only(pageOf(700).root, '.stage').classList.contains('bare')).toBe(false);
  });
});

it('a race on data has no landscape, and fills the view from 720 px on', () => {
  for (const width of [320, 719, 720, 1440]) expect(partsOf(width, onData)).toBe('chart table');
  const classesOf = (width: number) => only(pageOf(width, onData).root, 'main').className;
  expect(classesOf(719)).toBe('panel column narrow');
  expect(classesOf(720)).toBe('panel wide');
});

it('chart and landscape line up where they stand beside each other, and labels are short where it is narrow', () => {
  const margins = { top: 14, bottom: 26 };
  const sceneAt = (width: number) => {
    const { state } = pageOf(width);
    const { surface } = state.race;
    if (!surface) throw new Error('expected a surface');
    return [lossScene(state).narrow, landscapeScene(state, surface, margins).margins];
  };
  expect(sceneAt(719)).toEqual([true, null]);
  expect(sceneAt(720)).toEqual([false, null]);
  expect(sceneAt(1003)).toEqual([false, null]);
  expect(sceneAt(1004)).toEqual([false, margins]);
});
