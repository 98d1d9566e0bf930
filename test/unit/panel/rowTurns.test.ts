// @vitest-environment happy-dom
/** When the rows of the table are drawn anew. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RowTurns } from '../../../webview/panel/table/rowTurns.ts';
import { fakeIntersections } from './fakeIntersections.ts';

let view: ReturnType<typeof fakeIntersections>;

beforeEach(() => {
  vi.useFakeTimers();
  view = fakeIntersections();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function tableOf(count: number) {
  const root = document.createElement('table');
  root.innerHTML = Array.from({ length: count }, (_, i) => `<tr data-run="${i}"></tr>`).join('');
  const rows = [...root.querySelectorAll('tr')];
  return { root, rows };
}

/** A table whose first two rows are in view, drawn once. */
function drawn(count: number) {
  const request = vi.fn();
  const turns = new RowTurns(request);
  const { root, rows } = tableOf(count);
  expect(turns.begin(count, true)).toBe('all');
  turns.follow(root);
  view.see(rows.slice(0, 2));
  expect(request).not.toHaveBeenCalled();
  // The next frame knows what is in view.
  turns.begin(count, true);
  let before = rows.map((_, i) => turns.of(i));
  const drawnRows = () => {
    const now = rows.map((_, i) => turns.of(i));
    const changed = now.flatMap((turn, i) => (turn === before[i] ? [] : [i]));
    before = now;
    return changed;
  };
  return { turns, request, root, rows, drawnRows };
}

describe('a short table', () => {
  it('draws the rows in view with every frame, the others and the order after a tenth of a second', () => {
    const { turns, request, drawnRows } = drawn(4);
    vi.advanceTimersByTime(16);
    expect(turns.begin(4, false)).toBe('none');
    expect(drawnRows()).toEqual([0, 1]);
    vi.advanceTimersByTime(16);
    expect(turns.begin(4, false)).toBe('none');
    expect(drawnRows()).toEqual([0, 1]);
    vi.advanceTimersByTime(67);
    expect(request).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(request).toHaveBeenCalledTimes(1);
    const { all } = turns;
    expect(turns.begin(4, false)).toBe('all');
    expect(turns.all).toBeGreaterThan(all);
    expect(drawnRows()).toEqual([0, 1, 2, 3]);
    vi.advanceTimersByTime(5000);
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('draws all rows at once where more than numbers changed, and nothing later for what that has drawn', () => {
    const { turns, request, drawnRows } = drawn(4);
    turns.begin(4, false);
    drawnRows();
    expect(turns.begin(4, true)).toBe('all');
    expect(drawnRows()).toEqual([0, 1, 2, 3]);
    vi.advanceTimersByTime(5000);
    expect(request).not.toHaveBeenCalled();
  });
});

describe('a long table', () => {
  const count = 40;

  it('draws the rows in view ten times a second, in a new order after 0.4 seconds, and all after two', () => {
    const { turns, drawnRows } = drawn(count);
    const inView = () => drawnRows().filter((place) => place < 2);
    const wait = (time: number) => {
      vi.advanceTimersByTime(time);
      return turns.begin(count, false);
    };
    expect([wait(99), inView()]).toEqual(['none', []]);
    expect([wait(1), inView()]).toEqual(['none', [0, 1]]);
    expect([wait(99), inView()]).toEqual(['none', []]);
    expect([wait(201), inView()]).toEqual(['inView', [0, 1]]);
    expect([wait(1599), inView()]).toEqual(['inView', [0, 1]]);
    expect([wait(1), drawnRows()]).toEqual(['all', Array.from({ length: count }, (_, i) => i)]);
  });

  it('draws a quarter of all rows with those in view, and each within four times', () => {
    const { turns, drawnRows } = drawn(count);
    const seen = [0, 1, 2, 3].map(() => {
      vi.advanceTimersByTime(100);
      turns.begin(count, false);
      return drawnRows().filter((place) => place >= 2);
    });
    for (const { length } of seen) expect(length).toBeLessThanOrEqual(count / 4);
    expect(seen.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count - 2 }, (_, i) => 2 + i));
  });

  it('comes to rest with all rows drawn where nothing follows', () => {
    const { turns, request } = drawn(count);
    const orders: string[] = [];
    request.mockImplementation(() => orders.push(turns.begin(count, false)));
    turns.begin(count, false);
    vi.advanceTimersByTime(10_000);
    expect(orders).toEqual(['none', 'inView', 'all']);
  });

  it('draws what comes into view at once, in its order, where it may be out of date', () => {
    const { turns, request, rows, drawnRows } = drawn(count);
    const [, , third] = rows;
    if (!third) throw new Error('expected three rows');
    turns.begin(count, false);
    drawnRows();
    view.see([third]);
    expect(request).toHaveBeenCalledTimes(1);
    expect(turns.begin(count, false)).toBe('inView');
    expect(drawnRows()).toEqual(expect.arrayContaining([0, 1, 2]));
    turns.begin(count, true);
    view.see([third]);
    expect(request).toHaveBeenCalledTimes(1);
  });
});

it('follows rows that come into view, leave it, and are gone', () => {
  const { turns, root, rows, drawnRows } = drawn(4);
  const [first, second, third] = rows;
  if (!first || !second || !third) throw new Error('expected three rows');
  view.see([first], false);
  view.see([third]);
  turns.begin(4, false);
  expect(drawnRows()).toEqual([1, 2]);
  expect(turns.inView).toEqual([1, 2]);
  second.remove();
  turns.follow(root);
  expect([...view.watched]).toEqual(rows.filter((row) => row !== second));
  expect(turns.inView).toEqual([1]);
});
