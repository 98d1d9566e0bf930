// @vitest-environment happy-dom
/** What is in view of a landscape: by wheel, pointer and keys, and what is drawn of it. */
import { describe, expect, it, test, vi } from 'vitest';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import type { Surface, Window } from '../../../core/problems/surfaces/surface.ts';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { grids } from '../../../webview/shared/landscape/contours.ts';
import { LandContours } from '../../../webview/shared/landscape/landContours.ts';
import { Landscape } from '../../../webview/shared/landscape/landscape.ts';
import { movedView, scaledView, viewIn, viewWith } from '../../../webview/shared/landscape/landView.ts';
import { levelsInView } from '../../../webview/shared/landscape/levelsInView.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { projection } from '../../../webview/shared/landscape/projection.ts';
import type { LandscapeScene } from '../../../webview/shared/landscape/scene.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf, eventsOf } from './figureTools.ts';
import { landscapeOf, pathOf } from './scenes.ts';

canvasesBeforeEach();

const whole: Window = { x: [0, 10], y: [0, 20] };

describe('what is in view', () => {
  it('is nearer about a point, further until all of it is, and never beyond', () => {
    const near = scaledView(whole, whole, 0.5, [2, 10]);
    expect(near).toEqual({ x: [1, 6], y: [5, 15] });
    expect(near && scaledView(near, whole, 1.5, [1, 5])).toEqual({ x: [1, 8.5], y: [5, 20] });
    expect(near && scaledView(near, whole, 2.1, [2, 10])).toBeNull();
    expect(scaledView(whole, whole, 2, [2, 10])).toBeNull();
  });

  it('leaves no sliver out of view where it comes back by the steps by which it went', () => {
    const odd: Window = { x: [-1.52, 1.52], y: [-2.6, 11.2] };
    const near = scaledView(odd, odd, 0.7, [0.3, 4]);
    expect(near && scaledView(near, odd, 1 / 0.7, [0.3, 4])).toBeNull();
  });

  it('moves within the whole', () => {
    const view: Window = { x: [1, 6], y: [5, 15] };
    expect(movedView(view, whole, 0.2, -0.5)).toEqual({ x: [2, 7], y: [0, 10] });
    expect(movedView(view, whole, 5, 5)).toEqual({ x: [5, 10], y: [10, 20] });
    expect(movedView(whole, whole, 1, 1)).toBeNull();
  });

  it('follows a point as little as it has to, with some room', () => {
    const view: Window = { x: [1, 6], y: [5, 15] };
    expect(viewWith(view, whole, [8, 9])).toEqual({ x: [3.5, 8.5], y: [5, 15] });
    expect(viewWith(view, whole, [2, 3])).toEqual({ x: [1, 6], y: [2, 12] });
  });

  it('is what the landscape has of it', () => {
    expect(viewIn(null, whole)).toBeNull();
    expect(viewIn({ x: [-5, 4], y: [-5, 50] }, whole)).toEqual({ x: [0, 4], y: [0, 20] });
    expect(viewIn({ x: [11, 14], y: [0, 1] }, whole)).toBeNull();
    expect(viewIn({ x: [-1, 14], y: [-1, 90] }, whole)).toBeNull();
  });

  it('ends where losses differ by little more than their rounding', () => {
    let view: Window = whole;
    for (let turn = 0; turn < 60; turn++) view = scaledView(view, whole, 0.7, [5, 10]) ?? view;
    const width = view.x[1] - view.x[0];
    expect(width).toBeGreaterThanOrEqual(1e-4 * 0.99);
    expect(width).toBeLessThan(2e-4);
  });
});

describe('the levels of what is in view', () => {
  it('are those of the surface where enough of them are', () => {
    expect(levelsInView(valley, { x: [-1, 1], y: [0, 10] })).toBe(valley.levels);
  });

  it('are at equal ratios above a minimum', () => {
    expect(levelsInView(valley, { x: [-0.001, 0.001], y: [-0.01, 0.01] })).toEqual([
      3e-7, 1e-6, 3e-6, 1e-5, 3e-5,
    ]);
  });

  it('are evenly apart on a slope', () => {
    const levels = levelsInView(valley, { x: [0.9, 0.91], y: [8, 8.1] });
    const gaps = levels.slice(1).map((level, i) => level - (levels[i] ?? 0));
    expect(levels.length).toBeGreaterThan(4);
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeCloseTo(1, 6);
  });

  it.each(Object.values(surfaces).map((surface): [string, Surface] => [surface.name, surface]))(
    '%s: between two and twenty, wherever somebody zooms, and short numbers',
    (_, surface) => {
      const { x, y } = surface.window;
      const places = [...surface.minima, surface.start, [x[0], y[0]] as const];
      for (const place of places)
        for (const share of [0.3, 0.03, 0.003, 1e-4]) {
          const around = ([low, high]: readonly [number, number], at: number): [number, number] => [
            at - (share * (high - low)) / 2,
            at + (share * (high - low)) / 2,
          ];
          const view: Window = { x: around(x, place[0]), y: around(y, place[1]) };
          const levels = levelsInView(surface, view);
          const where = `${place} ${share}: ${levels.join(' ')}`;
          expect(levels.length, where).toBeGreaterThanOrEqual(4);
          expect(levels.length, where).toBeLessThanOrEqual(20);
          expect(
            levels.every((level, i) => i === 0 || level > (levels[i - 1] ?? level)),
            where,
          ).toBe(true);
          expect(Math.max(...levels.map((level) => String(level).length)), where).toBeLessThanOrEqual(14);
        }
    },
  );
});

describe('contour lines', () => {
  function setUp(took: number) {
    vi.useFakeTimers();
    let time = 0;
    const redrawn: number[] = [];
    const contours = new LandContours(
      () => redrawn.push(time),
      () => {
        time += took;
        return time;
      },
    );
    const part = (low: number): Window => ({ x: [low, low + 1], y: [0, 5] });
    return { contours, redrawn, part };
  }

  it('are computed once for a view, and all that are quick are fine', () => {
    const { contours, part } = setUp(1);
    const all = contours.of(valley, valley.window, true);
    expect(contours.of(valley, { ...valley.window }, true)).toBe(all);
    expect(contours.of(valley, part(0), false)).toMatchObject({ grid: grids.fine });
    vi.useRealTimers();
  });

  it('that take long are coarse while somebody zooms, and fine when they rest', () => {
    const { contours, redrawn, part } = setUp(50);
    expect(contours.of(valley, valley.window, true).grid).toBe(grids.fine);
    expect(contours.of(valley, part(0), false).grid).toBe(grids.coarse);
    vi.advanceTimersByTime(100);
    expect(contours.of(valley, part(0.1), false).grid).toBe(grids.coarse);
    vi.advanceTimersByTime(100);
    expect(redrawn).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(redrawn).toHaveLength(1);
    expect(contours.of(valley, part(0.1), false).grid).toBe(grids.fine);
    // Another surface may be quick.
    expect(contours.of({ ...valley }, part(0.2), false).grid).toBe(grids.fine);
    vi.useRealTimers();
  });
});

describe('by wheel, pointer and keys', () => {
  const [width, height] = [300, 400];

  function setUp(change: Partial<LandscapeScene> = {}) {
    const events = eventsOf();
    const landscape = new Landscape(events);
    const { element } = landscape;
    element.setPointerCapture = () => {};
    setSize(element, width, height);
    let scene: LandscapeScene = { ...landscapeOf([]), movesStart: true, ...change };
    const show = (next: Partial<LandscapeScene> = {}) => {
      scene = { ...scene, ...next };
      landscape.update(scene);
    };
    show();
    const last = () => events.looked.at(-1);
    const at = (event: Event, x: number, y: number) => {
      Object.defineProperties(event, {
        offsetX: { value: x },
        offsetY: { value: y },
        pointerId: { value: 1 },
      });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const turn = (deltaY: number, x = 150, y = 200) =>
      at(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }), x, y);
    const pointer = (type: string, x: number, y: number) =>
      at(new MouseEvent(type, { bubbles: true, cancelable: true, button: 0 }), x, y);
    const press = (key: string, ctrlKey = false) => {
      const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const said = () => element.querySelector('[aria-live]')?.textContent;
    return { events, landscape, element, show, last, turn, pointer, press, said };
  }

  const part: Window = { x: [-0.5, 0.5], y: [2, 6] };
  const widthOf = (view: Window | null | undefined) => (view ? view.x[1] - view.x[0] : Number.NaN);

  test('the wheel zooms about the pointer, several turns before the next frame', () => {
    const { turn, last } = setUp();
    expect(turn(-200)).toBe(true);
    const first = widthOf(last());
    turn(-200);
    expect(first).toBeLessThan(3.04);
    expect(widthOf(last())).toBeLessThan(0.8 * first);
    for (let times = 0; times < 4; times++) turn(300);
    expect(last()).toBeNull();
    // Beside the frame it scrolls.
    expect(turn(-200, 2, 200)).toBe(false);
  });

  test('dragged on empty ground, what is zoomed moves with the pointer, and picks no run', () => {
    const { pointer, last, events, element, show } = setUp();
    pointer('pointerdown', 100, 300);
    pointer('pointermove', 160, 260);
    expect(events.looked).toEqual([]);
    pointer('pointerup', 160, 260);
    show({ view: part });
    pointer('pointerdown', 150, 200);
    pointer('pointermove', 152, 201);
    expect(events.looked).toEqual([]);
    pointer('pointermove', 100, 240);
    expect(last()?.x[0]).toBeGreaterThan(part.x[0]);
    expect(last()?.y[0]).toBeGreaterThan(part.y[0]);
    expect(element.classList.contains('panning')).toBe(true);
    expect(events.highlighted.at(-1)).toBeNull();
    pointer('pointerup', 100, 240);
    expect(element.classList.contains('panning')).toBe(false);
    const pressed: Event[] = [];
    const page = document.createElement('div');
    page.append(element);
    page.addEventListener('click', (event) => pressed.push(event));
    pointer('click', 100, 240);
    expect(pressed).toEqual([]);
    pointer('click', 100, 240);
    expect(pressed).toHaveLength(1);
    pointer('dblclick', 100, 240);
    expect(last()).toBeNull();
  });

  test('keys zoom, move what is in view, show all, and say so', () => {
    const { press, last, show, said } = setUp({ start: [1, 10] });
    expect(press('0')).toBe(true);
    expect(press('ArrowUp', true)).toBe(false);
    expect(press('+')).toBe(true);
    const near = last();
    expect(widthOf(near)).toBeCloseTo(0.7 * 3.04, 2);
    expect(said()).toMatch(/^In view: w0 from \S+ to \S+, w1 from \S+ to \S+\.$/);
    show({ view: near ?? null });
    press('ArrowLeft', true);
    expect(last()?.x[0]).toBeLessThan(near?.x[0] ?? 0);
    press('-');
    press('-');
    expect(last()).toBeNull();
    show({ view: part });
    press('0');
    expect(last()).toBeNull();
    expect(press('+', true)).toBe(false);
  });

  test('without a start to move, arrow keys move what is in view', () => {
    const { press, last } = setUp({ movesStart: false, view: part });
    expect(press('ArrowUp')).toBe(true);
    expect(last()?.y[0]).toBeCloseTo(2.4, 6);
  });

  test('a start that keys move out of view brings it into view', () => {
    const { press, events } = setUp({ view: { x: [0.5, 1.1], y: [9, 10.2] }, start: [1, 10] });
    for (let times = 0; times < 40; times++) press('ArrowRight');
    expect(events.looked.at(-1)?.x[1]).toBeGreaterThan(1.1);
  });

  test('what is out of view is not drawn, and the numbers at the axes are those in view', () => {
    const { element, show, landscape } = setUp();
    const upper = canvasesOf(element).map(contextOf)[3] ?? expect.fail('no canvas');
    const land = canvasesOf(element).map(contextOf)[0] ?? expect.fail('no canvas');
    const texts = () => {
      upper.take();
      land.take();
      show();
      return [...upper.of('text'), ...land.of('text')].map(({ text }) => text);
    };
    expect(texts()).toEqual(expect.arrayContaining(['start', 'minimum']));
    show({ view: { x: [-0.5, 0.5], y: [2, 6] } });
    expect(texts()).not.toContain('start');
    expect(texts()).not.toContain('minimum');
    expect(land.cleared).toBe(2);
    expect(landscape.stretch).toBeGreaterThan(1);
  });
});

describe('a path in a part of the landscape', () => {
  const frame = { left: 0, right: 100, top: 0, bottom: 100 };
  const all: Window = { x: [0, 1000], y: [0, 1000] };
  const view: Window = { x: [400, 410], y: [400, 410] };
  const outlineOf = (positions: readonly number[], diverged = false) => {
    const outline = new PathOutline(pathOf(positions, { diverged }), projection(view, frame, all));
    outline.grow();
    return outline;
  };

  it('that diverged goes on where it leaves what is in view, and ends where it leaves the landscape', () => {
    const inside = outlineOf([405, 405, 600, 405, 405, 402], true);
    expect(inside.points.at(-1)).toBeCloseTo(80, 6);
    const outside = outlineOf([405, 405, 600, 405, 1200, 405, 405, 402], true);
    expect(outside.points.at(-1)).toBeCloseTo(50, 6);
  });

  it('has left where it is out of view now', () => {
    expect(outlineOf([405, 405, 600, 405]).exit).toMatchObject({ x: 100, y: 50, angle: 0 });
    expect(outlineOf([405, 405, 600, 405, 402, 405]).exit).toBeNull();
  });

  it('has no piece that is far longer than what is in view', () => {
    const { points } = outlineOf([0, 0, 405, 405, 1000, 0, 0, 1000, 405, 402]);
    expect(Math.max(...points.map(Math.abs))).toBeLessThanOrEqual(1100);
  });
});
