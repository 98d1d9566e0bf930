// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { runView } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, textOf, textsOf } from './pageTools.ts';

timersBeforeEach();

it('says what the tutorial asks when its race has ended', () => {
  const caption = { question: 'Momentum wins. Why?', answer: 'It adds up.', next: null };
  const { root, panel, draw } = openPage(viewOf({ caption, phase: 'running' }));
  expect(textOf(root)).not.toContain('Momentum wins');
  panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 1, threads: 2, runs: [] });
  draw();
  expect(textOf(root)).toContain('Momentum wins');
  expect(textOf(root)).not.toContain('It adds up');
  button(root, 'Show the answer').click();
  draw();
  expect(textOf(root)).toContain('It adds up');
});

it('has no legend of curves that are not kept', () => {
  const many = Array.from({ length: 20 }, (_, i) => runView({ lr: (1 + i) / 100, keep: 'score' }));
  expect(openPage(viewOf({ runs: many, record: 'score' })).root.querySelector('.legend')).toBeNull();
  expect(openPage(viewOf({ runs: many })).root.querySelectorAll('.legend li')).toHaveLength(20);
});

it('puts the chart first, the table after it, and in one column the landscape last', () => {
  const order = (width: number) => {
    const { root } = openPage(viewOf(), width);
    const parts = root.querySelectorAll('.toolbar, .head, .figure.loss, .figure.land, section.runs');
    return [...parts].map(({ className }) => className.replace(/ narrow$/, '').trim());
  };
  expect(order(541)).toEqual(['toolbar', 'head', 'figure loss', 'runs', 'figure land']);
  expect(order(1440)).toEqual(['toolbar', 'head', 'figure loss', 'figure land', 'runs']);
});

it('has a landscape for surfaces alone', () => {
  const { root, show } = openPage();
  expect(root.querySelector('.figure.land')).not.toBeNull();
  show(viewOf({ id: 'model', problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] }));
  expect(root.querySelector('.figure.land')).toBeNull();
});

it('is kind where nothing has run', () => {
  const { root, show } = openPage(null);
  expect(textsOf(root, 'h1')).toEqual(['Race optimizers and watch how they get there']);
  show(viewOf());
  expect(textsOf(root, 'h1')).toEqual(['Valley']);
});
