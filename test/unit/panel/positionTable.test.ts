// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { tables } from '../../../webview/panel/table/tables.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, draw, only, press, textsOf } from './pageTools.ts';

const settings = { ...readViewSettings(undefined), table: 'positions' as const };

function tableOf(width: number, runs: readonly RunChange[]): HTMLElement {
  const race = raceOf({ runs: runs.map((each) => runView(each)) });
  return draw(tables(stateOf(race, { settings, width }), race.runs, actionsOf().actions));
}

const two = [{ name: 'SGD' }, { name: 'Adam', path: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 3, 4) }];

it('has a column for each run where there is room', () => {
  const root = tableOf(1000, two);
  expect(textsOf(root, 'thead th')).toEqual(['Step', 'SGD', 'Adam']);
  const rows = [...root.querySelectorAll('tbody tr')].map((row) => textsOf(row, 'th, td'));
  expect(rows[0]).toEqual(['0', '(0.0000, 0.0000)', '(0.0000, 0.0000)']);
  expect(rows.at(-2)).toEqual(['4', '(4.0000, 4.0000)', '(3.0000, 4.0000)']);
  expect(rows.at(-1)).toEqual(['Distance to minimum', '5.656854', '5.000000']);
});

it('has one run below the other where there is little', () => {
  const root = tableOf(320, two);
  expect(root.querySelector('thead')).toBeNull();
  expect(textsOf(root, 'th[scope=rowgroup]')).toEqual(['SGD', 'Adam']);
  expect(root.querySelectorAll('tbody')).toHaveLength(2);
  expect(textsOf(root, '.distance td')).toEqual(['5.656854', '5.000000']);
});

it('has dashes where a run has not come so far', () => {
  const root = tableOf(1000, [
    { losses: Float64Array.of(4), path: Float64Array.of(1, 1), status: { kind: 'running' } },
  ]);
  expect(textsOf(root, 'tbody tr:not(.distance) td')).toEqual(['(1.0000, 1.0000)', '–', '–', '–']);
});

it('can be scrolled by keys, unlike the table of runs, whose rows take the focus', () => {
  expect(only(tableOf(1000, two), '#table-panel').getAttribute('tabindex')).toBe('0');
  const race = raceOf();
  const root = draw(tables(stateOf(race), race.runs, actionsOf().actions));
  expect(only(root, '#table-panel').hasAttribute('tabindex')).toBe(false);
});

it('is behind a tab, which is reached by a press or by arrow keys', () => {
  const race = raceOf();
  const { actions, asked } = actionsOf();
  const root = draw(tables(stateOf(race), race.runs, actions));
  const tabs = [...root.querySelectorAll<HTMLElement>('[role=tab]')];
  expect(
    tabs.map((tab) => [tab.textContent, tab.getAttribute('aria-selected'), tab.getAttribute('tabindex')]),
  ).toEqual([
    ['Runs', 'true', '0'],
    ['Positions', 'false', '-1'],
  ]);
  expect(only(root, '#table-panel').getAttribute('aria-labelledby')).toBe('tab-runs');
  tabs[1]?.click();
  for (const key of ['ArrowRight', 'ArrowLeft', 'a']) press(only(root, '[role=tablist]'), key);
  expect(document.activeElement).toBe(tabs[1]);
  expect(asked.map((each) => each.arguments[0])).toEqual(Array(3).fill({ table: 'positions' }));
  const chosen = tableOf(1000, two);
  expect(only(chosen, '#tab-positions').getAttribute('aria-selected')).toBe('true');
  expect(only(chosen, '#table-panel').getAttribute('aria-labelledby')).toBe('tab-positions');
});

it('is none of a model, whose table needs no tab', () => {
  const race = raceOf({ problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] });
  const root = draw(tables(stateOf(race, { settings }), race.runs, actionsOf().actions));
  expect(root.querySelector('[role=tab]')).toBeNull();
  expect(root.querySelector('.runs-table')).not.toBeNull();
  expect(only(root, '#table-panel').hasAttribute('role')).toBe(false);
});

it('is side by side as long as there is room for all', () => {
  const isStacked = (width: number) => tableOf(width, two).querySelector('thead') === null;
  // 160 pixels of steps, 176 a run, 16 beside.
  expect([isStacked(527), isStacked(528)]).toEqual([true, false]);
});
