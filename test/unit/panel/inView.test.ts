// @vitest-environment happy-dom
/** The page in a view of a bar: compact, with what compares runs alone. */
import { describe, expect, it } from 'vitest';
import { page } from '../../../webview/panel/page.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { hasLandscape, isBeside, isColumn, isSplit, tableWidth } from '../../../webview/panel/state.ts';
import { chosenRace } from './chosen.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, draw, only, textOf, textsOf } from './pageTools.ts';

const drawing = () => ({ element: document.createElement('canvas'), stretch: 1 });

function pageIn(place: PanelState['place'], width: number, race = chosenRace()) {
  const state = stateOf(race, { place, width });
  return draw(
    page(state, race.runs, actionsOf().actions, {
      chart: drawing() as never,
      landscape: drawing() as never,
      sweeps: { elementOf: () => null } as never,
    }),
  );
}

describe('in a narrow view', () => {
  it('are chart, names with values, and what differs, but no landscape and no positions', () => {
    const root = pageIn('view', 280);
    expect(textOf(only(root, '.compared'))).toMatch(/^Same problem .* They differ in /);
    expect(root.querySelectorAll('canvas')).toHaveLength(1);
    expect(root.querySelector('.land, [role=tab]')).toBeNull();
    expect(textsOf(root, 'tbody th .text')).toContain('Adam lr 0.5');
    expect(textsOf(root, 'thead th')).toEqual(['Run', 'Loss now']);
    expect(textsOf(root, '.equal')).toHaveLength(1);
  });

  it('a race has its title alone, whatever there is to ask about it', () => {
    const caption = { question: 'Why?', answer: 'Momentum', next: null };
    const race = raceOf({ caption, notes: ['A note.'], runs: [runView()] });
    expect(textsOf(pageIn('view', 280, race), '.head > *')).toEqual(['Valley']);
    expect(textsOf(pageIn('editor', 280, race), '.head > *')).toHaveLength(4);
  });
});

it('a race that was cut off can be resumed', () => {
  const race = raceOf({ runs: [runView({ status: { kind: 'interrupted' } })] });
  for (const width of [280, 900])
    expect(textsOf(pageIn('view', width, race), '.interrupted button')).toEqual(['Resume', 'Run Again']);
});

it.each([
  ['view', 300, 300],
  ['view', 1400, 684],
  ['editor', 800, 800],
  // Its table scrolls by itself.
  ['editor', 1400, 1384],
] as const)('a %s of %i pixels has a table of %i', (place, width, expected) => {
  expect(tableWidth({ place, width, race: raceOf() })).toBe(expected);
});

it('a wide view has the table beside the chart, in half of the room', () => {
  const root = pageIn('view', 1400);
  expect(only(root, 'main').className).toBe('panel view split');
  expect(textsOf(root, 'thead th')).toContain('Rate');
  expect(textsOf(pageIn('editor', 1400), 'thead th')).toContain('Learning rate');
});

it.each([
  ['view', 300, [false, false, true, false]],
  ['view', 1400, [false, false, false, true]],
  ['editor', 800, [true, false, true, false]],
  ['editor', 1400, [true, true, false, false]],
] as const)('a %s of %i pixels has its layout', (place, width, expected) => {
  const layout = { place, width, race: raceOf() };
  expect([hasLandscape, isBeside, isColumn, isSplit].map((each) => each(layout))).toEqual(expected);
});
