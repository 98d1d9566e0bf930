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

  /** A frame every 50 ms. */
  function frames(turns: RowTurns, number: number, see: (reordered: string, frame: number) => void) {
    for (let frame = 1; frame <= number; frame++) {
      vi.advanceTimersByTime(50);
      see(turns.begin(count, false), frame);
    }
  }

  it('draws the rows in view ten times a second, and in a new order after 0.4 seconds', () => {
    const { turns, drawnRows } = drawn(count);
    const inView = () => drawnRows().filter((place) => place < 2);
    const wait = (time: number) => {
      vi.advanceTimersByTime(time);
      return turns.begin(count, false);
    };
    expect([wait(99), inView()]).toEqual(['none', []]);
    expect([wait(1), inView()]).toEqual(['none', [0, 1]]);
    expect([wait(99), inView()]).toEqual(['none', []]);
    expect([wait(200), inView()]).toEqual(['none', [0, 1]]);
    expect([wait(1), inView()]).toEqual(['some', [0, 1]]);
    expect([wait(399), inView()]).toEqual(['none', [0, 1]]);
    expect([wait(1), inView()]).toEqual(['some', [0, 1]]);
  });

  it('draws an eighth of all rows with those in view, and nothing in between', () => {
    const { turns, drawnRows } = drawn(count);
    const drawnThen: number[][] = [];
    frames(turns, 7, () => drawnThen.push(drawnRows()));
    const place = (from: number) => Array.from({ length: 5 }, (_, i) => from + i);
    expect(drawnThen).toEqual([
      ...[[], [0, 1, ...place(0).slice(2)], [], [0, 1, ...place(5)]],
      ...[[], [0, 1, ...place(10)], []],
    ]);
  });

  it('draws each within a second, and never all at once', () => {
    const { turns, drawnRows } = drawn(count);
    const seen = new Set<number>();
    frames(turns, 21, () => {
      const now = drawnRows();
      expect(now.length).toBeLessThanOrEqual(2 + count / 8);
      for (const place of now) seen.add(place);
    });
    expect(seen.size).toBe(count);
  });

  it('puts each in its place within 3.2 seconds, those in view every time', () => {
    const { turns } = drawn(count);
    const placed: number[][] = [];
    frames(turns, 64, (reordered) => {
      if (reordered === 'some') placed.push([...turns.moving]);
    });
    expect(placed).toHaveLength(8);
    for (const places of placed) expect(places.slice(0, 2)).toEqual([0, 1]);
    expect(new Set(placed.flat()).size).toBe(count);
  });

  it('begins with the first row again behind the last', () => {
    const { turns, drawnRows } = drawn(18);
    const seen: number[][] = [];
    for (let i = 0; i < 7; i++) {
      vi.advanceTimersByTime(100);
      turns.begin(18, false);
      seen.push(drawnRows().filter((place) => place >= 2));
    }
    // Every fourth puts rows in order.
    expect(seen).toEqual([[2], [3, 4, 5], [6, 7, 8], [2], [9, 10, 11], [12, 13, 14], [15, 16, 17]]);
  });

  it('draws all rows after half a second without a frame', () => {
    const { turns, drawnRows } = drawn(count);
    vi.advanceTimersByTime(499);
    expect(turns.begin(count, false)).toBe('some');
    drawnRows();
    vi.advanceTimersByTime(500);
    expect(turns.begin(count, false)).toBe('all');
    expect(drawnRows()).toHaveLength(count);
  });

  it('comes to rest with all rows drawn where nothing follows', () => {
    const { turns, request } = drawn(count);
    const orders: string[] = [];
    request.mockImplementation(() => orders.push(turns.begin(count, false)));
    turns.begin(count, false);
    vi.advanceTimersByTime(10_000);
    expect(orders).toEqual(['none', 'some', 'all']);
  });

  it('draws what comes into view at once, in its order, where it may be out of date', () => {
    const { turns, request, rows, drawnRows } = drawn(count);
    const [, , third] = rows;
    if (!third) throw new Error('expected three rows');
    turns.begin(count, false);
    drawnRows();
    view.see([third]);
    expect(request).toHaveBeenCalledTimes(1);
    expect(turns.begin(count, false)).toBe('some');
    expect(turns.moving).toEqual(expect.arrayContaining([0, 1, 2]));
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
  second.remove();
  turns.follow(root);
  expect([...view.watched]).toEqual(rows.filter((row) => row !== second));
  turns.begin(4, false);
  expect(drawnRows()).toEqual([1]);
});
