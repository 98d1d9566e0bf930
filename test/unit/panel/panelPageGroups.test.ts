// @vitest-environment happy-dom
/** Several seeds on the page as it is opened: unfolded, folded, hidden, and grouped in another way. */
import { expect, it } from 'vitest';
import { runView } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, only, press, textsOf } from './pageTools.ts';

timersBeforeEach();

const page = (width = 1800) =>
  openPage(
    viewOf({
      runs: ['SGD', 'Adam'].flatMap((name) =>
        [0, 1, 2].map((seed) =>
          runView({ name, optimizer: name, seed, losses: Float64Array.of(9, 1 + seed) }),
        ),
      ),
    }),
    width,
  );
const ofAdam = ['Adam seed 0', 'Adam seed 1', 'Adam seed 2'];
const rows = (root: ParentNode) => textsOf(root, 'tbody th');

it('shows the runs of a group after a click on its row, and folds all of them by a link', () => {
  const { root, rowOf, draw, picked, selects, failures } = page();
  expect(rows(root)).toEqual(['SGD 3 seeds', 'Adam 3 seeds']);
  expect(root.querySelector('.zoom .link')).toBeNull();
  rowOf('Adam').click();
  draw();
  expect(rows(root)).toEqual(['SGD 3 seeds', 'Adam 3 seeds', ...ofAdam]);
  rowOf('SGD').click();
  draw();
  expect(rows(root)).toHaveLength(8);
  expect([picked(), selects()]).toEqual([[], []]);
  button(root, 'Single runs: show medians').click();
  draw();
  expect(rows(root)).toEqual(['SGD 3 seeds', 'Adam 3 seeds']);
  expect(failures).toEqual([]);
});

it('has the link that folds all of them on a line of its own where there is little room', () => {
  const { root, rowOf, draw } = page(320);
  expect(root.querySelector('.fold-line')).toBeNull();
  rowOf('Adam').click();
  draw();
  expect(textsOf(root, '.fold-line')).toEqual(['Single runs: show their median']);
  expect(root.querySelector('.zoom .link')).toBeNull();
  button(root, 'Single runs: show their median').click();
  draw();
  expect(root.querySelector('.fold-line')).toBeNull();
});

it('shows the runs of a group after a click on its line', () => {
  const { root, panel, draw, selects } = page();
  panel.highlight('group:3');
  only(root, '.loss .body').click();
  draw();
  expect(rows(root)).toEqual(['SGD 3 seeds', 'Adam 3 seeds', ...ofAdam]);
  expect(selects()).toEqual([]);
});

it('picks a single run, whose group is folded by a second press', () => {
  const { root, rowOf, draw, selects } = page();
  press(rowOf('Adam'), 'ArrowRight');
  draw();
  root.querySelectorAll<HTMLElement>('.part-row')[1]?.click();
  draw();
  expect(selects()).toEqual([{ type: 'select', race: 'race', run: 4 }]);
  rowOf('Adam').click();
  draw();
  expect(rows(root)).toHaveLength(2);
});

it('hides all runs of a group, and shows them again', () => {
  const { root, rowOf, draw, posted } = page();
  const hides = () => posted.flatMap((each) => (each.type === 'hide' ? [each.runs] : []));
  press(rowOf('Adam'), ' ');
  draw();
  only(rowOf('Adam'), '.visibility').click();
  draw();
  expect(hides()).toEqual([[3, 4, 5], []]);
  expect(root.querySelector('.hidden-note')).toBeNull();
});

it('groups in another way, with nothing unfolded, and keeps that', () => {
  const { root, rowOf, draw, saved } = page();
  rowOf('Adam').click();
  draw();
  const select = [...root.querySelectorAll('select')].find(({ value }) => value === 'seed');
  if (!select) throw new Error('no choice of groups');
  select.value = 'run';
  select.dispatchEvent(new Event('change'));
  draw();
  expect(saved.at(-1)?.groupBy).toBe('run');
  expect(rows(root)).toHaveLength(6);
  expect(root.querySelector('.zoom .link')).toBeNull();
});
