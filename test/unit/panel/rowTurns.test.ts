// @vitest-environment happy-dom
/** When the rows of the table are drawn anew. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RowTurns } from '../../../webview/panel/table/rowTurns.ts';

let tell: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void;
let watched: Set<Element>;

class FakeObserver {
  constructor(callback: typeof tell) {
    tell = callback;
  }
  observe(row: Element): void {
    watched.add(row);
  }
  unobserve(row: Element): void {
    watched.delete(row);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  watched = new Set();
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
  expect(turns.begin(count, true)).toBe(true);
  turns.follow(root);
  tell(rows.slice(0, 2).map((target) => ({ target, isIntersecting: true })));
  // The next frame knows what is in view.
  turns.begin(count, true);
  let before = rows.map((_, i) => turns.of(String(i)));
  const drawnRows = () => {
    const now = rows.map((_, i) => turns.of(String(i)));
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
    expect(turns.begin(4, false)).toBe(false);
    expect(drawnRows()).toEqual([0, 1]);
    vi.advanceTimersByTime(16);
    expect(turns.begin(4, false)).toBe(false);
    expect(drawnRows()).toEqual([0, 1]);
    vi.advanceTimersByTime(67);
    expect(request).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(request).toHaveBeenCalledTimes(1);
    const { all } = turns;
    expect(turns.begin(4, false)).toBe(true);
    expect(turns.all).toBeGreaterThan(all);
    expect(drawnRows()).toEqual([0, 1, 2, 3]);
    vi.advanceTimersByTime(1000);
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('draws all rows at once where more than numbers changed, and nothing later for what that has drawn', () => {
    const { turns, request, drawnRows } = drawn(4);
    turns.begin(4, false);
    drawnRows();
    expect(turns.begin(4, true)).toBe(true);
    expect(drawnRows()).toEqual([0, 1, 2, 3]);
    vi.advanceTimersByTime(1000);
    expect(request).not.toHaveBeenCalled();
  });
});

it('a long table draws the rows in view ten times a second, the others after 0.4 seconds', () => {
  const { turns, request, drawnRows } = drawn(17);
  vi.advanceTimersByTime(99);
  expect(turns.begin(17, false)).toBe(false);
  expect(drawnRows()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(turns.begin(17, false)).toBe(false);
  expect(drawnRows()).toEqual([0, 1]);
  vi.advanceTimersByTime(299);
  expect(turns.begin(17, false)).toBe(false);
  expect(request).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(request).toHaveBeenCalledTimes(1);
  expect(turns.begin(17, false)).toBe(true);
  expect(drawnRows()).toHaveLength(17);
});

it('follows rows that come into view, leave it, and are gone', () => {
  const { turns, root, rows, drawnRows } = drawn(4);
  const [first, second, third] = rows;
  if (!first || !second || !third) throw new Error('expected three rows');
  tell([
    { target: first, isIntersecting: false },
    { target: third, isIntersecting: true },
  ]);
  turns.begin(4, false);
  drawnRows();
  turns.begin(4, false);
  expect(drawnRows()).toEqual([1, 2]);
  second.remove();
  turns.follow(root);
  expect([...watched]).toEqual(rows.filter((row) => row !== second));
  turns.begin(3, false);
  drawnRows();
  turns.begin(3, false);
  expect(drawnRows()).toEqual([2]);
});
