// @vitest-environment happy-dom
/** From the chart to the step inspector. */
import { describe, expect, it } from 'vitest';
import { stepAt, stepMenu } from '../../../webview/panel/inspecting.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { openPage, timersBeforeEach } from './openPage.ts';
import { only } from './pageTools.ts';

timersBeforeEach();

describe('the step at a place in the chart', () => {
  const race = raceOf({
    problem: { data: 'digits', hidden: [] },
    runs: [10, 20].map((stepsPerEpoch) => runView({ path: null, steps: 20 * stepsPerEpoch, stepsPerEpoch })),
  });
  const stateWith = (highlighted: string | null, xAxis: 'step' | 'epoch' = 'epoch') =>
    stateOf(race, { highlighted, settings: { ...readViewSettings(undefined), xAxis } });
  const id = race.facts.id;

  it('is one of the run that is meant, counted as the axis counts', () => {
    expect(stepAt(stateWith('0'), 1.5)).toEqual({ race: id, run: 0, step: 15 });
    expect(stepAt(stateWith('1'), 1.5)).toEqual({ race: id, run: 1, step: 30 });
    expect(stepAt(stateWith('1', 'step'), 30)).toEqual({ race: id, run: 1, step: 30 });
  });

  it('is the first at the start, where none has led to', () => {
    expect(stepAt(stateWith('0'), 0)?.step).toBe(1);
  });

  it('is of no run where none is meant, or a median', () => {
    for (const key of [null, 'SGD, 5 seeds'])
      expect(stepAt(stateWith(key), 1.5)).toEqual({ race: id, run: null, step: 15 });
  });

  it('is what the menu of VS Code is about', () => {
    expect(JSON.parse(stepMenu(stateWith('1'), 1.5))).toEqual({
      webviewSection: 'optimizerStep',
      optimizerNetwork: true,
      at: { race: id, run: 1, step: 30 },
      preventDefaultContextMenuItems: true,
    });
  });
});

it('is said where the keys of the chart are', () => {
  expect(only(openPage().root, '#chart-hint').textContent).toMatch(/Enter asks why the picked run/);
});
