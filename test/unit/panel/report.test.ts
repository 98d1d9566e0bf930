// @vitest-environment happy-dom
/** The panel in a report: what only the extension can do is left out, and nothing else. */
import { html } from 'lit/html.js';
import { describe, expect, test } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { headline } from '../../../webview/panel/headline.ts';
import { landscapeScene } from '../../../webview/panel/scene/landscapeScene.ts';
import { lossScene } from '../../../webview/panel/scene/lossScene.ts';
import { hasLandscape, placeOf } from '../../../webview/panel/state.ts';
import { notes } from '../../../webview/panel/table/statusCell.ts';
import { toolbar } from '../../../webview/panel/toolbar.ts';
import { partsOf } from '../../../webview/panel/toolbarRoom.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, draw, textOf, textsOf } from './pageTools.ts';

const diverged = { kind: 'diverged', step: 4, reason: 'loss became infinite', hint: 'try 0.02' } as const;
const caption = {
  question: 'Momentum wins. Why?',
  answer: 'It adds up what agrees.',
  next: { race: 'valley', label: 'Next race' },
};

const stateIn = (place: 'editor' | 'report', change: Partial<RaceView> = {}, width = 1440) =>
  stateOf(raceOf({ phase: 'ended', runs: [runView(), runView({ name: 'Adam' })], ...change }), {
    place,
    width,
  });

function toolbarIn(place: 'editor' | 'report', width?: number) {
  const state = stateIn(place, {}, width);
  const root = draw(toolbar(state, actionsOf().actions));
  const names = [...root.querySelectorAll('.toolbar > button, .toolbar > .field .label')].map(
    (each) => each.getAttribute('aria-label') ?? textOf(each),
  );
  return { root, names };
}

test('is told by the element that the page fills', () => {
  expect(['report', 'view', 'editor', 'other', undefined].map(placeOf)).toEqual([
    ...['report', 'view', 'editor', 'editor', 'editor'],
  ]);
});

describe('the toolbar', () => {
  test('has what looks at the race, and nothing that runs or saves it', () => {
    const { names, root } = toolbarIn('report');
    for (const name of ['Run again', 'Stop', 'One step', 'Restart', 'Export', 'Speed']) {
      expect(toolbarIn('editor').names).toContain(name);
      expect(names).not.toContain(name);
    }
    expect(names).toEqual(expect.arrayContaining(['X axis', 'Log x', 'Log y', 'Ignore outliers']));
    expect(textsOf(root, '.counter')).toHaveLength(1);
    expect(partsOf(stateIn('report'))).toEqual(
      partsOf(stateIn('editor')).filter((part) => part !== 'restart' && part !== 'speed'),
    );
  });

  test('has a menu where something has no room, and else none', () => {
    expect(toolbarIn('report').root.querySelector('#more-menu')).toBeNull();
    const { root } = toolbarIn('report', 360);
    expect(textsOf(root, '#more-menu .menu-fields').join()).toContain('Log x');
    expect(root.querySelectorAll('#more-menu .menu-item')).toHaveLength(0);
  });
});

test('the headline says what came out, without ways on', () => {
  const change = {
    caption,
    runs: [runView({ status: { kind: 'interrupted' } })],
    climbing: [{ run: 0, line: 6, turned: null }],
  };
  const texts = (['editor', 'report'] as const).map((place) => {
    const state = { ...stateIn(place, change), answerShown: true };
    return textOf(draw(headline(state, actionsOf().actions)));
  });
  const [inEditor, inReport] = texts;
  for (const way of ['Next race', 'Why? Debug', 'Run Again']) expect(inEditor).toContain(way);
  expect(inReport).toContain('It adds up what agrees.');
  expect(inReport).toContain('step');
  for (const way of ['Next race', 'Debug', 'Run Again']) expect(inReport).not.toContain(way);
});

test('below the table a run that diverged has no ways to its step', () => {
  const noteIn = (place: 'editor' | 'report') => {
    const state = stateIn(place, { runs: [runView({ status: diverged })] });
    return textOf(draw(html`${notes(state.race.runs, state, 1, actionsOf().actions)}`));
  };
  expect(noteIn('editor')).toMatch(/Why\? Debug$/);
  expect(noteIn('report')).toMatch(/try 0\.02\.$/);
});

test('the landscape is there, and its start stays; nothing inspects a step', () => {
  const [editor, report] = [stateIn('editor'), stateIn('report')];
  expect(hasLandscape(report)).toBe(true);
  const surface = report.race.surface ?? expect.fail('no surface');
  expect(landscapeScene(editor, surface, null).movesStart).toBe(true);
  expect(landscapeScene(report, surface, null)).toMatchObject({ movesStart: false, startNote: null });
  expect([lossScene(editor).inspects, lossScene(report).inspects]).toEqual([true, false]);
});
