// @vitest-environment happy-dom

import { html } from 'lit/html.js';
import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../../core/race/status.ts';
import { notes, statusCell } from '../../../webview/panel/table/statusCell.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, textOf, textsOf } from './pageTools.ts';

const diverged: RunStatus = { kind: 'diverged', step: 4, reason: 'loss became infinite', hint: 'try 0.02' };
const whole = 'Diverged at step 4: loss became infinite; try 0.02';

function cellOf(status: RunStatus, room: number, phase: 'running' | 'paused' | 'ended' = 'ended') {
  const race = raceOf({ phase, runs: [runView({ name: 'Adam', status })] });
  const state = stateOf(race);
  const [run] = race.runs;
  if (!run) throw new Error('the race has no run');
  const root = draw(
    html`<table><tr>${statusCell(run, state, room)}</tr></table><section>${notes(race.runs, state, room, actionsOf().actions)}</section>`,
  );
  const icon = root.querySelector('td .codicon')?.className.replace('codicon codicon-', '');
  return { text: textOf(root.querySelector('td')), notes: textsOf(root, '.status-note'), icon, root };
}

describe('a status', () => {
  it('stands in its row where there is room for all of it', () => {
    const { text, notes, icon } = cellOf(diverged, whole.length);
    expect([text, notes, icon]).toEqual([whole, [], 'error']);
  });

  it('ends before its first colon where there is not, and is said in full below the table', () => {
    const { root, notes } = cellOf(diverged, whole.length - 1);
    const hidden = root.querySelector('.sr-only');
    expect(textOf(hidden)).toBe(': loss became infinite; try 0.02');
    hidden?.remove();
    expect(textOf(root.querySelector('td'))).toBe('Diverged at step 4');
    expect(notes).toEqual(['Adam: diverged at step 4: loss became infinite; try 0.02. Why? Debug']);
    expect(root.querySelector('.status-note')?.classList.contains('bad')).toBe(true);
  });

  it('without a colon stays whole, however little room there is', () => {
    const { text, notes } = cellOf({ kind: 'stopped' }, 1);
    expect([text, notes]).toEqual(['Stopped at step 4', []]);
  });

  it.each<[RunStatus, 'running' | 'paused', string]>([
    [{ kind: 'queued' }, 'running', 'circle-outline'],
    [{ kind: 'running' }, 'running', 'play-circle'],
    [{ kind: 'running' }, 'paused', 'debug-pause'],
    [{ kind: 'finished' }, 'paused', 'pass'],
    [{ kind: 'finished', above: 'loss rose from 1 to 2' }, 'running', 'warning'],
    [{ kind: 'stopped' }, 'running', 'stop-circle'],
    [{ kind: 'failed', message: 'no memory' }, 'running', 'error'],
    [{ kind: 'interrupted' }, 'running', 'debug-disconnect'],
    [{ kind: 'interrupted', elsewhere: 'terminal' }, 'running', 'terminal'],
    [{ kind: 'interrupted', elsewhere: 'window' }, 'running', 'multiple-windows'],
  ])('%j has its icon', (status, phase, icon) => {
    expect(cellOf(status, 100, phase).icon).toBe(icon);
  });
});

it('of one whose rule climbs leaves the ways to the head of the page, which has them', () => {
  const climbing = [{ run: 0, line: 6, turned: null }];
  const race = raceOf({ climbing, phase: 'ended', runs: [runView({ name: 'Mine', status: diverged })] });
  const root = draw(html`${notes(race.runs, stateOf(race), 1, actionsOf().actions)}`);
  expect(textsOf(root, '.status-note')).toEqual([
    'Mine: diverged at step 4: loss became infinite; try 0.02.',
  ]);
});

it('of a run that diverged leads to the step in which it does, and to the debugger', () => {
  const runs = [runView(), runView({ name: 'Adam', status: diverged })];
  const race = raceOf({ runs });
  const { actions, posted } = actionsOf();
  const root = draw(html`<section>${notes(race.runs, stateOf(race), 5, actions)}</section>`);
  button(root, 'Why?').click();
  button(root, 'Debug').click();
  expect(posted).toEqual([
    { type: 'inspectStep', at: { race: 'race', run: 1, step: 4 } },
    { type: 'debug', race: 'race', run: 1 },
  ]);
});

it('below the table the first twelve are said, and the others counted', () => {
  const noted = (count: number) => {
    const race = raceOf({
      runs: Array.from({ length: count }, (_, lr) => runView({ lr: 1 + lr, status: diverged })),
    });
    return textsOf(
      draw(html`<section>${notes(race.runs, stateOf(race), 5, actionsOf().actions)}</section>`),
      '.status-note',
    );
  };
  expect(noted(12)).toHaveLength(12);
  expect(noted(12).at(-1)).toMatch(/^lr 12: /i);
  expect(noted(14)).toHaveLength(13);
  expect(noted(14).at(-1)).toBe('and 2 more');
});
