// @vitest-environment happy-dom
/** In which order the rows stand while a race of many runs goes on, and what of them is drawn. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DrawnExtent } from '../../../webview/panel/due.ts';
import { TableRows } from '../../../webview/panel/table/tableRows.ts';
import { fakeIntersections } from './fakeIntersections.ts';
import { raceOf, runView, stateOf, updateOf } from './fixtures.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const count = 20;
const keys = Array.from({ length: count }, (_, i) => String(i));

/** Runs that are the better the later they come; of their rows the first two are in view. */
function table() {
  const view = fakeIntersections();
  const request = vi.fn<(extent: DrawnExtent) => void>();
  const rows = new TableRows(request);
  const runs = keys.map((_, i) =>
    runView({ losses: Float64Array.of(9, 9 - i / 10), status: { kind: 'running' } }),
  );
  const race = raceOf({ phase: 'running', runs });
  const root = document.createElement('table');
  const draw = (extent: DrawnExtent) => {
    const order = rows.begin(stateOf(race, { heldRows: rows.held }), extent).map(({ key }) => key);
    root.replaceChildren(
      ...order.map((key) => {
        const row = document.createElement('tr');
        row.dataset['run'] = key;
        return row;
      }),
    );
    rows.end(root, null);
    return order;
  };
  const first = draw('all');
  view.see([...root.querySelectorAll('tr')].slice(0, 2));
  let step = 1;
  /** From now on the first run is the best, and so on. */
  const turnRound = () => {
    step++;
    const updates = keys.map((_, run) => ({ ...updateOf(step, [1 + run / 10], [0, 0]), run }));
    race.apply({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs: updates });
  };
  return { rows, request, root, draw, first, turnRound };
}

it('puts those in view in order after 0.4 seconds, with some of the others, and all when nothing follows', () => {
  const { draw, first, turnRound } = table();
  expect(first).toEqual([...keys].reverse());
  turnRound();
  vi.advanceTimersByTime(399);
  expect(draw('numbers')).toEqual(first);
  vi.advanceTimersByTime(1);
  // What stood there takes the places of those that came.
  expect(draw('numbers')).toEqual(['0', '1', '2', ...first.slice(3, -3), '17', '18', '19']);
  vi.advanceTimersByTime(500);
  expect(draw('numbers')).toEqual(keys);
});

it('puts a few more in order each time', () => {
  const { draw, turnRound } = table();
  turnRound();
  const rightPlaces = Array.from({ length: 80 }, () => {
    vi.advanceTimersByTime(40);
    return draw('numbers').filter((key, place) => key === keys[place]).length;
  });
  expect(rightPlaces[8]).toBe(0);
  // Those that came, and those whose places they had.
  expect([9, 19, 29, 39].map((frame) => rightPlaces[frame])).toEqual([6, 12, 18, 20]);
});

it('puts all in order at once where more than numbers changed', () => {
  const { draw, turnRound } = table();
  turnRound();
  expect(draw('all')).toEqual(keys);
});

it('leaves them where they are while somebody is among them', () => {
  const { rows, draw, first, turnRound } = table();
  rows.hold('pointer', true);
  turnRound();
  vi.advanceTimersByTime(400);
  expect(draw('numbers')).toEqual(first);
  expect(draw('all')).toEqual(first);
  expect([...rows.slotsOf(first).values()]).toEqual([...rows.slotsOf(first).keys()].map((_, i) => i));
  expect(rows.slotsOf(keys).get('0'), 'the element follows its row').toBe(19);
  rows.hold('pointer', false);
  expect(rows.slotsOf(first).get('19'), 'it stays where it is').toBe(19);
});

it('draws none anew where the page changed and no number', () => {
  const { rows, draw } = table();
  const turns = () => keys.map((_, place) => rows.of(place));
  const before = turns();
  vi.advanceTimersByTime(5000);
  draw('page');
  expect(turns()).toEqual(before);
  draw('numbers');
  expect(turns()).not.toEqual(before);
});

it('lets the element follow the row that had the focus last', () => {
  const { rows, root, first } = table();
  document.body.replaceChildren(root);
  const row = root.querySelector<HTMLElement>('[data-run="19"]');
  if (!row) throw new Error('expected the row');
  row.tabIndex = 0;
  row.focus();
  rows.hold('focus', true);
  rows.slotsOf(first);
  rows.hold('focus', false);
  expect(rows.slotsOf(keys).get('19')).toBe(0);
});

it('asks for another frame where hundreds of rows are not there yet', () => {
  const { rows, request } = table();
  const many = Array.from({ length: 40 }, (_, i) => `run ${i}`);
  expect(rows.slotsOf(many).size).toBe(32);
  expect(request.mock.calls).toEqual([['page']]);
  expect(rows.slotsOf(many).size).toBe(40);
  expect(request).toHaveBeenCalledTimes(1);
});
