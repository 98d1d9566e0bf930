import { afterEach, expect, it, vi } from 'vitest';
import { Frames } from '../../../webview/shared/frames.ts';

/** Milliseconds between two frames of a screen. */
const frame = 16;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page's one thread: what takes time holds up all that is due meanwhile. */
function createPage() {
  let time = 0;
  let due: { at: number; run: () => void }[] = [];
  const at = (moment: number, run: () => void) => void due.push({ at: moment, run });
  vi.stubGlobal('performance', { now: () => time });
  vi.stubGlobal('setTimeout', (run: () => void, delay = 0) => at(time + delay, run));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) =>
    at((Math.floor(time / frame) + 1) * frame, run),
  );
  return {
    busy: (milliseconds: number) => {
      time += milliseconds;
    },
    at,
    runUntil(end: number) {
      for (;;) {
        const next = due.reduce((a, b) => (b.at < a.at ? b : a), { at: end, run: () => {} });
        if (next.at >= end) return;
        due = due.filter((each) => each !== next);
        time = Math.max(time, next.at);
        next.run();
      }
    },
  };
}

/** When it begins to draw within half a second in which every millisecond asks for it, if a frame takes that long. */
function drawnAt(cost: number): number[] {
  const page = createPage();
  const times: number[] = [];
  const frames = new Frames(() => {
    times.push(performance.now());
    page.busy(cost);
  });
  for (let moment = 0; moment < 500; moment++) page.at(moment, () => frames.request());
  page.runUntil(500);
  return times;
}

const gapsOf = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

it('draws with every frame, and once in each, however often it is asked', () => {
  const gaps = gapsOf(drawnAt(1));
  expect(gaps.length).toBeGreaterThan(20);
  expect(new Set(gaps)).toEqual(new Set([frame]));
});

it('rests for as long as a frame took, and not for much longer', () => {
  for (const cost of [20, 50, 90]) {
    const gaps = gapsOf(drawnAt(cost));
    expect(Math.min(...gaps), String(cost)).toBeGreaterThanOrEqual(2 * cost);
    expect(Math.max(...gaps), String(cost)).toBeLessThanOrEqual(2 * cost + 2 * frame);
  }
});

it('draws what was asked for last, and nothing unasked', () => {
  const page = createPage();
  let asked = 0;
  const drawn: number[] = [];
  const frames = new Frames(() => {
    drawn.push(asked);
    page.busy(40);
  });
  for (const moment of [0, 10, 50, 60]) {
    page.at(moment, () => {
      asked++;
      frames.request();
    });
  }
  page.runUntil(1000);
  expect(drawn.at(-1)).toBe(4);
  expect(drawn.length).toBeLessThanOrEqual(3);
});

it('draws at once what a frame leaves to the next, and rests after both for as long as they took', () => {
  const page = createPage();
  const times: number[] = [];
  const frames = new Frames(() => {
    times.push(performance.now());
    if (times.length % 2 === 1) frames.goOn();
    page.busy(times.length % 2 === 1 ? 20 : 50);
  });
  const ask = () => {
    frames.request();
    page.at(performance.now() + 1, ask);
  };
  ask();
  page.runUntil(1000);
  const gaps = gapsOf(times);
  const [within = [], between = []] = [0, 1].map((first) => gaps.filter((_, index) => index % 2 === first));
  expect(between.length).toBeGreaterThan(3);
  expect(Math.max(...within)).toBeLessThanOrEqual(20 + frame);
  expect(Math.min(...between)).toBeGreaterThanOrEqual(50 + (20 + 50));
  expect(Math.max(...between)).toBeLessThanOrEqual(50 + (20 + 50) + 2 * frame);
});
