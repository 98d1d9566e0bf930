// @vitest-environment happy-dom
import { describe, expect, it, test } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { tables } from '../../../webview/panel/table/tables.ts';
import { keepOneStop } from '../../../webview/shared/controls/oneStop.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, only, press, textOf, textsOf } from './pageTools.ts';

const three: readonly RunChange[] = [{ name: 'SGD' }, { name: 'Adam' }, { name: 'Lion' }];

function tableOf(change: Partial<PanelState> = {}, runs: readonly RunChange[] = three) {
  const race = raceOf({ runs: runs.map((each) => runView(each)) });
  const { actions, asked } = actionsOf();
  const root = draw(tables(stateOf(race, change), race.runs, actions));
  const rows = [...root.querySelectorAll<HTMLElement>('tbody tr')];
  return { root, race, rows, asked };
}

const row = (rows: readonly HTMLElement[], index: number) => rows[index] ?? document.createElement('tr');

test('numbers that change while the race goes on have boxes of their own, texts and settings none', () => {
  const { root } = tableOf({ width: 1400 });
  const boxed = [...root.querySelectorAll('tbody tr:first-child > *')].map((cell) => [
    cell.classList[0] ?? '',
    cell.querySelectorAll('.changing').length,
  ]);
  expect(Object.fromEntries(boxed)).toMatchObject({ name: 0, lr: 0, loss: 1, best: 1, steps: 1, status: 0 });
});

describe('a row', () => {
  it('highlights its curve under the pointer and under the focus', () => {
    const { rows, asked } = tableOf();
    for (const type of ['pointerenter', 'pointerleave', 'focus', 'blur'])
      row(rows, 1).dispatchEvent(new Event(type));
    expect(asked).toEqual(['1', null, '1', null].map((run) => ({ action: 'highlight', arguments: [run] })));
  });

  it('is picked by Enter and hidden by Space, which scroll nothing', () => {
    const { rows, race, asked } = tableOf();
    expect(press(row(rows, 1), 'Enter').defaultPrevented).toBe(true);
    expect(press(row(rows, 2), ' ').defaultPrevented).toBe(true);
    expect(press(row(rows, 2), 'x').defaultPrevented).toBe(false);
    expect(asked).toEqual([
      { action: 'pick', arguments: ['1'] },
      { action: 'toggleRun', arguments: [race.runs[2]] },
    ]);
  });

  it('leaves the keys of its button to the button', () => {
    const { rows, asked } = tableOf();
    press(only(row(rows, 1), 'button'), ' ');
    expect(asked).toEqual([]);
    only(row(rows, 1), 'button').click();
    expect(asked.map(({ action }) => action)).toEqual(['toggleRun']);
  });

  it('says whether it is picked or hidden', () => {
    const { rows } = tableOf({ picked: '0', hidden: new Set(['2']) });
    expect(rows.map(({ className }) => className)).toEqual(['picked', '', 'hidden-run']);
    expect(rows.map((each) => each.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false']);
    const eyes = rows.map((each) => each.querySelector('.codicon-eye-closed') !== null);
    expect(eyes).toEqual([false, false, true]);
    expect(rows.map((each) => only(each, 'button').getAttribute('aria-pressed'))).toEqual([
      'true',
      'true',
      'false',
    ]);
  });
});

describe('the icon of a status', () => {
  const iconOf = (status: RunStatus, change: Partial<RaceView> = {}) => {
    const race = raceOf({ ...change, runs: [runView({ status })] });
    const root = draw(tables(stateOf(race, { width: 1440 }), race.runs, actionsOf().actions));
    const icon = only(root, 'td.status .codicon');
    expect(icon.getAttribute('aria-hidden')).toBe('true');
    return icon.className.replace('codicon codicon-', '');
  };
  const above = { kind: 'finished', above: 'the loss of 585 is above the 147 it began with' } as const;

  it.each<[RunStatus, string]>([
    [{ kind: 'queued' }, 'circle-outline'],
    [{ kind: 'running' }, 'play-circle'],
    [{ kind: 'finished' }, 'pass'],
    [{ kind: 'stopped' }, 'stop-circle'],
    [{ kind: 'diverged', step: 2, reason: '', hint: '' }, 'error'],
    [{ kind: 'failed', message: '' }, 'error'],
    [{ kind: 'interrupted' }, 'debug-disconnect'],
  ])('of %j is %s', (status, icon) => {
    expect(iconOf(status, { phase: 'running' })).toBe(icon);
  });

  it('of a run that goes on is that of a pause while the race is paused', () => {
    expect(iconOf({ kind: 'running' }, { phase: 'paused' })).toBe('debug-pause');
    expect(iconOf({ kind: 'queued' }, { phase: 'paused' })).toBe('circle-outline');
    expect(iconOf({ kind: 'finished' }, { phase: 'paused' })).toBe('pass');
  });

  it('warns where a run has finished and got worse', () => {
    expect(iconOf(above)).toBe('warning');
  });
});

describe('a number', () => {
  const cells = (runs: readonly RunChange[], id: string, change: Partial<RaceView> = {}) => {
    const race = raceOf({ ...change, runs: runs.map((each) => runView(each)) });
    const root = draw(tables(stateOf(race, { width: 1440 }), race.runs, actionsOf().actions));
    return [...root.querySelectorAll(`td.${id}`)].map((cell) => [
      textOf(cell),
      cell.classList.contains('quiet'),
      cell.getAttribute('title'),
    ]);
  };

  it('is quiet where it is none, not yet, or out of date, and says of when it is', () => {
    const evaluations = [{ step: 3, loss: 0.5, accuracy: 0.875 }];
    const model = { path: null, losses: new Float64Array(9), steps: 9, stepsPerEpoch: 3 };
    const problem = { data: 'digits', hidden: [] };
    const onData = [
      { ...model, evaluations: [{ step: 9, loss: 0.5, accuracy: 0.5 }] },
      { ...model, evaluations },
      model,
    ];
    expect(cells(onData, 'whole', { problem })).toEqual([
      ['0.5000', false, null],
      ['0.5000', true, 'measured after epoch 1'],
      ['–', true, null],
    ]);
    expect(cells([{ target: 2 }, { target: 0.1 }], 'target', { target: 2 })).toEqual([
      ['2', false, null],
      ['> 4', true, null],
    ]);
    expect(cells([{}], 'loss')).toEqual([['0.5000', false, null]]);
  });
});

it('speaks of hidden runs, and shows them all', () => {
  expect(tableOf().root.querySelector('.hidden-note')).toBeNull();
  const { root, asked } = tableOf({ hidden: new Set(['1', '2']) });
  expect(textOf(only(root, '.hidden-note'))).toBe('2 runs hidden Show all runs');
  button(root, 'Show all runs').click();
  expect(asked.map(({ action }) => action)).toEqual(['showAllRuns']);
});

it('has one tab stop for its head and one for its rows', () => {
  const { root, rows } = tableOf();
  keepOneStop(root);
  const stops = [...root.querySelectorAll<HTMLElement>('.runs-table *')].filter(
    (each) => each.tabIndex >= 0 && (each.matches('button, tr[tabindex]') || each.hasAttribute('tabindex')),
  );
  expect(stops.map(({ tagName }) => tagName)).toEqual(['BUTTON', 'TR']);
  expect(stops[1]).toBe(rows[0]);
});

it('is sorted by a press on a head, and the other way by another', () => {
  const { root, asked } = tableOf();
  button(root, 'Best').click();
  button(root, 'Loss now').click();
  expect(asked.map((each) => each.arguments[0])).toEqual([
    { sort: { column: 'best', descending: false } },
    { sort: { column: 'loss', descending: true } },
  ]);
});

describe('a status', () => {
  const diverged: RunStatus = {
    kind: 'diverged',
    step: 52,
    reason: 'loss rose to 1.009e+6',
    hint: 'try a learning rate below 0.02',
  };
  const whole = 'Diverged at step 52: loss rose to 1.009e+6; try a learning rate below 0.02';
  const seen = (root: HTMLElement) => {
    for (const each of root.querySelectorAll('td.status .sr-only')) each.remove();
    return { cells: textsOf(root, 'td.status'), notes: textsOf(root, '.status-note') };
  };

  it('stands in its row where there is room', () => {
    const { root } = tableOf({ width: 1440 }, [{}, { name: 'Adam', status: diverged }]);
    expect(seen(root)).toEqual({ cells: ['Finished', whole], notes: [] });
  });

  it('is shortened whole where there is little, and said in full below', () => {
    const { root } = tableOf({ width: 800 }, [{}, { name: 'Adam', status: diverged }]);
    expect(textsOf(root, 'td.status')[1], 'to screen readers it is whole').toBe(whole);
    expect(seen(root)).toEqual({
      cells: ['Finished', 'Diverged at step 52'],
      notes: [`Adam: d${whole.slice(1)}. Why? Debug`],
    });
  });

  it('is said below where there is no room for it at all, whatever has more to say', () => {
    const early: RunStatus = { kind: 'finished', reason: 'the loss of 585 is above the 147 it began with' };
    const failed: RunStatus = { kind: 'failed', message: 'a worker thread ended.' };
    const runs = [{ name: 'SGD', status: early }, { name: 'Adam', status: failed }, { name: 'Lion' }];
    const { root } = tableOf({ width: 320 }, runs);
    expect(seen(root)).toEqual({
      cells: [],
      notes: [
        'SGD: finished: the loss of 585 is above the 147 it began with.',
        'Adam: failed: a worker thread ended.',
      ],
    });
    expect([...root.querySelectorAll('.status-note')].map((each) => each.classList.contains('bad'))).toEqual([
      false,
      true,
    ]);
  });

  it('is said of a few of many', () => {
    const runs = Array.from({ length: 20 }, (_, i) => ({ name: `Run ${i}`, status: diverged }));
    const { notes } = seen(tableOf({ width: 320 }, runs).root);
    expect(notes).toHaveLength(13);
    expect(notes.at(-1)).toBe('and 8 more');
  });
});

it('has a second table of positions on surfaces, and none of models', () => {
  const { root, asked } = tableOf();
  expect(textsOf(root, '[role=tab]')).toEqual(['Runs', 'Positions']);
  button(root, 'Positions').click();
  expect(asked).toEqual([{ action: 'set', arguments: [{ table: 'positions' }] }]);
  press(only(root, '#tab-runs'), 'ArrowRight');
  expect(asked).toHaveLength(2);
  const model = raceOf({ problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] });
  const page = draw(tables(stateOf(model), model.runs, actionsOf().actions));
  expect(page.querySelector('[role=tab]')).toBeNull();
});
