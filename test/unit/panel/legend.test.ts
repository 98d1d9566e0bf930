// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { legend } from '../../../webview/panel/figures/legend.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, textOf, textsOf } from './pageTools.ts';

/** Two optimizers at so many rates each. */
function legendOf(rates: number, change: Partial<PanelState> = {}) {
  const runs = ['SGD', 'Adam'].flatMap((name) =>
    Array.from({ length: rates }, (_, i) => runView({ name, lr: (1 + i) / 1000 })),
  );
  const race = raceOf({ runs });
  const { actions, asked } = actionsOf();
  const root = draw(legend(stateOf(race, change), actions));
  return { race, root, asked, names: textsOf(root, 'li button') };
}

it('names every run, as far as names are read', () => {
  expect(legendOf(6).names).toHaveLength(12);
  expect(legendOf(32).names).toHaveLength(64);
  const many = legendOf(300);
  expect(many.names).toHaveLength(200);
  expect(textsOf(many.root, 'li.quiet')).toEqual(['and 400 more']);
});

it('counts none where it names the last', () => {
  const { names, root } = legendOf(100);
  expect(names).toHaveLength(200);
  expect(root.querySelector('li.quiet')).toBeNull();
});

it('shows and hides a run, and highlights it under the pointer and the focus', () => {
  const { root, race, asked } = legendOf(6, { hidden: new Set(['1']) });
  const pressed = [...root.querySelectorAll('li button')].map((each) => each.getAttribute('aria-pressed'));
  expect(pressed.filter((each) => each === 'false')).toHaveLength(1);
  const second = button(root, 'SGD lr 0.002');
  expect(second.getAttribute('aria-pressed')).toBe('false');
  second.click();
  for (const type of ['pointerenter', 'pointerleave', 'focus', 'blur']) second.dispatchEvent(new Event(type));
  expect(asked).toEqual([
    { action: 'toggleRun', arguments: [race.runs[1]] },
    ...['1', null, '1', null].map((run) => ({ action: 'highlight', arguments: [run] })),
  ]);
});

describe('its search', () => {
  it('is there where names are too many to read', () => {
    expect(legendOf(8).root.querySelector('input')).toBeNull();
    expect(legendOf(9).root.querySelector('input')).not.toBeNull();
  });

  it('finds names by all the words that are typed, in any order and any case', () => {
    const found = (legendFilter: string) => legendOf(32, { legendFilter }).names;
    expect(found('ADAM 0.03')).toEqual(['Adam lr 0.03', 'Adam lr 0.031', 'Adam lr 0.032']);
    expect(found('0.032 sgd')).toEqual(['SGD lr 0.032']);
    expect(found('  ')).toHaveLength(64);
    expect(found(' sgd   0.031 ')).toEqual(['SGD lr 0.031']);
    expect(found('lion')).toEqual([]);
  });

  it('reaches runs that are too many for the list', () => {
    const { names, root } = legendOf(300, { legendFilter: 'adam 0.3' });
    expect(names).toEqual(['Adam lr 0.3']);
    expect(root.querySelector('li.quiet')).toBeNull();
  });

  it('says so where there is none', () => {
    const { root, names } = legendOf(32, { legendFilter: 'lion' });
    expect(names).toEqual([]);
    expect(textsOf(root, 'li')).toEqual(['No run has this in its name.']);
    expect(textOf(root)).not.toContain('Show only');
  });

  it('hides all others when it is asked to', () => {
    const { root, race, asked } = legendOf(32, { legendFilter: 'adam 0.03' });
    button(root, 'Show only these 3').click();
    const adams = race.runs.filter((run) => race.names.get(run)?.startsWith('Adam lr 0.03'));
    expect(asked).toEqual([{ action: 'showOnly', arguments: [adams] }]);
    expect(textOf(legendOf(32).root)).not.toContain('Show only');
  });

  it('takes what is typed', () => {
    const { root, asked } = legendOf(32);
    const input = root.querySelector('input');
    if (input) input.value = 'sgd';
    input?.dispatchEvent(new Event('input'));
    expect(asked).toEqual([{ action: 'filterLegend', arguments: ['sgd'] }]);
  });
});
