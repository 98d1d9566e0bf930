// @vitest-environment happy-dom
/** Zooming the chart by wheel, by dragging and by keys. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scene, View } from '../../../webview/shared/chart/scene.ts';
import { Zooming } from '../../../webview/shared/chart/zooming.ts';
import { lineOf, pixelPlot, sceneOf } from './scenes.ts';

const axis = { kind: 'step', log: false, min: 0, max: 400, quantum: 1 } as const;
/** A pixel a step; from 10 at the bottom, pixel 90, to 90 at the top. */
const range = { min: 10, max: 90, ticks: [] };
const plot = { ...pixelPlot, range, fitted: range };
const scene = (change: Partial<Scene> = {}): Scene => sceneOf([lineOf()], { axis, logY: false, ...change });

function setUp(first = scene(), isScrolled = false) {
  const element = document.createElement('div');
  const canvas = document.createElement('canvas');
  canvas.setPointerCapture = () => {};
  element.append(canvas);
  document.body.replaceChildren(element);
  const zoomed: View[] = [];
  const moved: (number | null)[] = [];
  const clicks: Event[] = [];
  element.addEventListener('click', (event) => clicks.push(event));
  const zooming = new Zooming(element, canvas, {
    moveCursor: (to) => moved.push(to),
    highlight() {},
    zoom: (to) => zoomed.push(to),
    invalidate() {},
    isScrolled,
  });
  zooming.update(first, plot);
  const seen = vi.fn();
  canvas.addEventListener('pointermove', seen);
  const send = (type: string, offsetX: number, offsetY: number, more: object = {}) => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    canvas.dispatchEvent(Object.assign(event, { offsetX, offsetY, button: 0, pointerId: 1, ...more }));
    return event.defaultPrevented;
  };
  const turn = (deltaY: number, more: object = {}) =>
    send('wheel', 100, 50, { deltaX: 0, deltaY, deltaMode: 0, ...more });
  const drag = (from: readonly [number, number], to: readonly [number, number], more: object = {}) => {
    send('pointerdown', ...from, more);
    send('pointermove', ...to, more);
    send('pointerup', ...to, more);
    send('click', ...to, more);
  };
  const press = (key: string, init: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, cancelable: true, ...init });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const region = element.querySelector<HTMLElement>('.region') ?? document.createElement('div');
  return { element, zooming, zoomed, moved, clicks, seen, send, turn, drag, press, region };
}

/** Whether the page has more than the window shows. */
function pageOf(height: number): void {
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(height);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(500);
}

beforeEach(() => {
  pageOf(500);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the wheel', () => {
  it('zooms about the pointer, with Shift the height', () => {
    const { zoomed, turn } = setUp();
    expect(turn(-1e4)).toBe(true);
    // Half as much at once at most, with step 100 where it was; then again, before anything is drawn.
    turn(-1e4);
    expect(zoomed).toEqual([
      { x: { min: 50, max: 250 }, y: null },
      { x: { min: 75, max: 175 }, y: null },
    ]);
    turn(-1e4, { shiftKey: true });
    expect(zoomed[2]).toEqual({ x: { min: 75, max: 175 }, y: { min: 30, max: 70 } });
    turn(0, { shiftKey: true, deltaX: 1e4 });
    expect(zoomed[3]).toEqual({ x: { min: 75, max: 175 }, y: null });
    turn(1e4);
    turn(1e4);
    expect(zoomed.at(-1)).toEqual({ x: null, y: null });
  });

  it('moves what is in view when it is turned sideways', () => {
    const { zoomed, turn } = setUp(scene({ axis: { ...axis, min: 100, max: 200 }, whole: axis }));
    turn(0, { deltaX: 40 });
    expect(zoomed).toEqual([{ x: { min: 110, max: 210 }, y: null }]);
  });

  it('turns by lines where the browser counts these, and more by a pinch', () => {
    const widthAfter = (deltaY: number, more: object) => {
      const { zoomed, turn } = setUp();
      turn(deltaY, more);
      return Math.round((zoomed[0]?.x?.max ?? 0) - (zoomed[0]?.x?.min ?? 0));
    };
    expect(widthAfter(-3, { deltaMode: 1 })).toBe(Math.round(400 * Math.exp(-0.0015 * 48)));
    // 400 exp(-0.1) is 361.9, between whole steps.
    expect(widthAfter(-10, { ctrlKey: true })).toBe(361);
  });

  it('scrolls a page that is higher than the window, where Ctrl, Command or Shift do not say otherwise', () => {
    const { zoomed, turn } = setUp();
    pageOf(502);
    expect(turn(-100)).toBe(false);
    expect(zoomed).toEqual([]);
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }])
      expect(turn(-100, more)).toBe(true);
    expect(zoomed).toHaveLength(3);
  });

  it('scrolls what is around the page, where that is said', () => {
    const { zoomed, turn } = setUp(scene(), true);
    expect(turn(-100)).toBe(false);
    expect(zoomed).toEqual([]);
    expect(turn(-100, { ctrlKey: true })).toBe(true);
  });

  it('is not for the chart beside the plot', () => {
    const { zoomed, send } = setUp();
    for (const [x, y] of [
      [405, 50],
      [100, 5],
      [100, 95],
    ] as const)
      expect(send('wheel', x, y, { deltaX: 0, deltaY: -100, deltaMode: 0 })).toBe(false);
    expect(zoomed).toEqual([]);
  });
});

describe('dragging', () => {
  it('zooms to the region, in either direction, and the click that ends it picks nothing', () => {
    const { zoomed, moved, clicks, drag, seen, region, send } = setUp();
    drag([200, 70], [100, 30]);
    expect(zoomed).toEqual([{ x: { min: 100, max: 200 }, y: { min: 30, max: 70 } }]);
    expect([moved, clicks, region.hidden]).toEqual([[null], [], true]);
    // The crosshair waits.
    expect(seen).not.toHaveBeenCalled();
    send('click', 100, 30);
    expect(clicks).toHaveLength(1);
  });

  it.each<[string, [number, number], View]>([
    ['low', [300, 55], { x: { min: 100, max: 300 }, y: null }],
    ['narrow', [105, 80], { x: null, y: { min: 20, max: 50 } }],
    ['beyond the plot', [999, 55], { x: { min: 100, max: 400 }, y: null }],
  ])('over a region that is %s is of what it spans', (_, to, view) => {
    const { zoomed, drag } = setUp();
    drag([100, 50], to);
    expect(zoomed).toEqual([view]);
  });

  it('shows the region while it lasts, and Escape lets go of it', () => {
    const { region, send, press, zoomed } = setUp();
    send('pointerdown', 100, 30);
    send('pointermove', 160, 80);
    expect(region.hidden).toBe(false);
    const places = ['left', 'top', 'width', 'height'].map((name) => region.style.getPropertyValue(name));
    expect(places).toEqual(['100px', '30px', '60px', '50px']);
    expect(press('Escape')).toBe(true);
    expect(region.hidden).toBe(true);
    send('pointerup', 160, 80);
    expect(zoomed).toEqual([]);
  });

  it('with Shift moves what is in view, as far as the pointer', () => {
    const view = { axis: { ...axis, min: 100, max: 200 }, whole: axis, yLimits: { min: 30, max: 70 } };
    const { zoomed, drag, clicks } = setUp(scene(view));
    drag([200, 50], [120, 34], { shiftKey: true });
    expect(zoomed).toEqual([{ x: { min: 120, max: 220 }, y: { min: 22, max: 62 } }]);
    expect(clicks).toEqual([]);
  });

  it('by less than a click, by a finger, by another button or beside the plot is none', () => {
    const { zoomed, drag, clicks, seen } = setUp();
    drag([100, 50], [102, 52]);
    drag([100, 50], [200, 80], { pointerType: 'touch' });
    drag([100, 50], [200, 80], { button: 2 });
    drag([100, 95], [200, 80]);
    expect(zoomed).toEqual([]);
    expect(clicks).toHaveLength(4);
    expect(seen).toHaveBeenCalledTimes(4);
  });
});

it('a double click shows all, where not all is shown', () => {
  const { zoomed, send } = setUp();
  send('dblclick', 100, 50);
  expect(zoomed).toEqual([]);
  const zoomedIn = setUp(scene({ yLimits: { min: 30, max: 40 } }));
  zoomedIn.send('dblclick', 100, 50);
  expect(zoomedIn.zoomed).toEqual([{ x: null, y: null }]);
});

describe('keys', () => {
  it('zoom about the crosshair or the middle, with Alt the height, and show all again', () => {
    const about = (cursor: number | null, key: string, init: KeyboardEventInit = {}) => {
      const { zoomed, press } = setUp(scene({ cursor }));
      expect(press(key, init)).toBe(true);
      return zoomed[0];
    };
    for (const key of ['+', '=']) expect(about(null, key)).toEqual({ x: { min: 60, max: 340 }, y: null });
    expect(about(0, '+')).toEqual({ x: { min: 0, max: 280 }, y: null });
    expect(about(null, '≠', { altKey: true, code: 'Equal' })).toEqual({
      x: null,
      y: { min: 22, max: 78 },
    });
    const { zoomed, press } = setUp();
    press('+');
    press('-');
    press('+');
    press('0');
    expect(zoomed.map(({ x }) => x)).toEqual([{ min: 60, max: 340 }, null, { min: 60, max: 340 }, null]);
  });

  it('move what is in view with Ctrl or Command', () => {
    const view = { axis: { ...axis, min: 100, max: 200 }, whole: axis, yLimits: { min: 30, max: 70 } };
    const { zoomed, press } = setUp(scene(view));
    press('ArrowRight', { ctrlKey: true });
    press('ArrowUp', { metaKey: true });
    expect(zoomed).toEqual([
      { x: { min: 110, max: 210 }, y: { min: 30, max: 70 } },
      { x: { min: 110, max: 210 }, y: { min: 34, max: 74 } },
    ]);
  });

  it('are left alone where they mean nothing here', () => {
    const { zoomed, press } = setUp();
    for (const [key, init] of [
      ['x', {}],
      ['ArrowLeft', {}],
      ['ArrowLeft', { ctrlKey: true }],
      ['+', { ctrlKey: true }],
      ['Escape', {}],
    ] as const)
      expect(press(key, init), key).toBe(false);
    expect(zoomed).toEqual([]);
  });
});
