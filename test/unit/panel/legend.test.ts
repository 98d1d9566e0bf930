// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { legend } from '../../../webview/panel/figures/legend.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, textsOf } from './pageTools.ts';

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
    { action: 'toggleRuns', arguments: [[race.runs[1]]] },
    ...['1', null, '1', null].map((run) => ({ action: 'highlight', arguments: [run] })),
  ]);
});

it('names those alone that the person looks at', () => {
  const found = { runs: new Set(['3', '1']), fault: null };
  expect(legendOf(32, { found }).names).toEqual(['SGD lr 0.002', 'SGD lr 0.004']);
});
