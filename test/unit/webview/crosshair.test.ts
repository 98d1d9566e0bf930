// @vitest-environment happy-dom
/** Reading the chart by pointer and by keys. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Crosshair } from '../../../webview/shared/chart/crosshair.ts';
import type { Scene } from '../../../webview/shared/chart/scene.ts';
import { textOf } from '../panel/pageTools.ts';
import { curveOf, lineOf, pixelPlot, sceneOf } from './scenes.ts';

const axis = { kind: 'step', log: false, min: 0, max: 400, quantum: 1 } as const;
const losses = Array.from({ length: 301 }, (_, i) => 80 - i / 10);
const plot = { ...pixelPlot, left: 40 };

function scene(change: Partial<Scene> = {}): Scene {
  return sceneOf(
    [
      lineOf({ key: '0', name: 'SGD', curve: curveOf(losses) }),
      lineOf({ key: '1', name: 'Adam', curve: curveOf(losses.slice(0, 101).map((loss) => loss - 40)) }),
    ],
    { axis, logY: false, ...change },
  );
}

/** A crosshair over a chart, whose page moves it when it is asked to. */
function setUp(first = scene()) {
  const element = document.createElement('div');
  const canvas = document.createElement('canvas');
  element.append(canvas);
  document.body.replaceChildren(element);
  const moved: (number | null)[] = [];
  const highlighted: (string | null)[] = [];
  const inspected: number[] = [];
  const crosshair = new Crosshair(element, canvas, {
    moveCursor: (to) => moved.push(to),
    highlight: (line) => highlighted.push(line),
    inspect: (at) => inspected.push(at),
    menuContext: (at) => `{"at":${at}}`,
  });
  crosshair.update(first, plot);
  const card = element.querySelector<HTMLElement>('.hovercard') ?? document.createElement('div');
  const live = element.querySelector('[aria-live]');
  const point = (offsetX: number, offsetY: number, type = 'pointermove') =>
    canvas.dispatchEvent(
      Object.assign(new Event(type), { offsetX, offsetY, screenX: offsetX, screenY: offsetY }),
    );
  const press = (key: string, init: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, cancelable: true, ...init });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { crosshair, canvas, card, live, moved, highlighted, inspected, point, press };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the pointer', () => {
  it.each(['pointermove', 'pointerdown'])('moves it, and means the line that is near: %s', (type) => {
    const { moved, highlighted, point } = setUp();
    // The axis begins at pixel 40 and ends at 400.
    point(130, 100 - (80 - 10), type);
    expect(moved).toEqual([100]);
    expect(highlighted).toEqual(['0']);
    point(130, 100 - (80 - 10 - 40) + 13, type);
    point(130, 50, type);
    expect(highlighted.slice(1)).toEqual(['1', null]);
  });

  it('that rests takes nothing from the keys, though the page changes under it', () => {
    const { crosshair, moved, highlighted, point, press } = setUp();
    point(130, 50);
    press('Home');
    crosshair.update(scene({ cursor: 0 }), plot);
    point(130, 50);
    point(130, 50, 'pointerleave');
    expect([moved, highlighted]).toEqual([[100, 0], [null]]);
    point(131, 50);
    expect(moved.at(-1)).toBe(101);
    // The pointer has it again.
    point(131, 50, 'pointerleave');
    expect(moved.at(-1)).toBeNull();
  });

  it('leaves it beside the plot and beyond the canvas, with a little room at the edges', () => {
    const { moved, highlighted, point, canvas } = setUp();
    point(36, 50);
    point(404, 50);
    expect(moved).toEqual([0, 400]);
    point(35, 50);
    point(405, 50);
    canvas.dispatchEvent(new Event('pointerleave'));
    expect(moved.slice(2)).toEqual([null, null, null]);
    expect(highlighted.slice(2)).toEqual([null, null, null]);
  });

  it('does nothing before there is a scene', () => {
    const element = document.createElement('div');
    const canvas = document.createElement('canvas');
    const moveCursor = vi.fn();
    new Crosshair(element, canvas, { moveCursor, highlight() {} });
    canvas.dispatchEvent(Object.assign(new Event('pointermove'), { offsetX: 5, offsetY: 5 }));
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    expect(moveCursor).not.toHaveBeenCalled();
  });
});

describe('keys', () => {
  it('move it from where it is, each from the last, before anything is drawn', () => {
    const { moved, press } = setUp();
    expect(press('Home')).toBe(true);
    press('ArrowRight');
    press('ArrowRight', { shiftKey: true });
    press('ArrowLeft');
    expect(moved).toEqual([0, 1, 11, 10]);
  });

  it('begin where the longest line has come to', () => {
    const { moved, press } = setUp();
    press('ArrowLeft');
    expect(moved).toEqual([299]);
  });

  it('are left alone where they mean nothing here, or something else with Ctrl, Alt or Meta', () => {
    const { moved, press } = setUp();
    expect(press('x')).toBe(false);
    expect(press('Escape')).toBe(false);
    for (const other of ['ctrlKey', 'altKey', 'metaKey'])
      expect(press('ArrowLeft', { [other]: true })).toBe(false);
    expect(moved).toEqual([]);
  });

  it('clear it by Escape, and the focus by leaving', () => {
    const { moved, highlighted, press, crosshair, canvas } = setUp();
    crosshair.update(scene({ cursor: 5 }), plot);
    expect(press('Escape')).toBe(true);
    expect([moved, highlighted]).toEqual([[null], [null]]);
    expect(press('Escape')).toBe(false);
    canvas.dispatchEvent(new Event('blur'));
    expect(moved).toEqual([null, null]);
  });
});

describe('the question why', () => {
  const menu = (canvas: HTMLCanvasElement) => {
    canvas.dispatchEvent(new Event('contextmenu'));
    return canvas.dataset['vscodeContext'];
  };

  it('is asked by Enter where the crosshair is, and of the menu there', () => {
    const { crosshair, canvas, card, inspected, point, press } = setUp(scene({ inspects: true }));
    expect(press('Enter')).toBe(false);
    expect(menu(canvas)).toBeUndefined();
    press('Home');
    press('ArrowRight');
    expect(press('Enter')).toBe(true);
    expect(inspected).toEqual([1]);
    expect(menu(canvas)).toBe('{"at":1}');
    crosshair.update(scene({ cursor: 1, inspects: true }), plot);
    expect(textOf(card)).toMatch(/Why this step\? Enter$/);
    point(130, 50, 'pointerdown');
    crosshair.update(scene({ cursor: 100, inspects: true }), plot);
    expect(menu(canvas)).toBe('{"at":100}');
    expect(textOf(card)).toMatch(/Why this step\? Right-click$/);
    point(20, 50);
    expect(menu(canvas)).toBeUndefined();
  });

  it('is asked nowhere where nobody can tell', () => {
    const { crosshair, canvas, card, inspected, press } = setUp();
    press('Home');
    crosshair.update(scene({ cursor: 0 }), plot);
    expect([press('Enter'), menu(canvas), inspected]).toEqual([false, undefined, []]);
    expect(textOf(card)).not.toContain('Why');
  });
});

describe('what it says', () => {
  it('is the value of a slider: the place of the crosshair, else how far the lines are', () => {
    const { canvas, crosshair } = setUp();
    const values = () =>
      ['aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext'].map((name) =>
        canvas.getAttribute(name),
      );
    expect(values()).toEqual(['0', '400', '300', 'Step 300']);
    crosshair.update(scene({ cursor: 7 }), plot);
    expect(values()).toEqual(['0', '400', '7', 'Step 7']);
  });

  it('is on a card with all lines that have come so far', () => {
    const { card, crosshair } = setUp();
    expect(card.hidden).toBe(true);
    crosshair.update(scene({ cursor: 100 }), plot);
    expect(card.hidden).toBe(false);
    expect(textOf(card)).toMatch(/^Step 100 Adam 30\.00 SGD 70\.00$/);
    expect(card.style.getPropertyValue('left')).toMatch(/^\d+(\.\d+)?px$/);
    expect(card.style.getPropertyValue('top')).toMatch(/^\d+(\.\d+)?px$/);
    crosshair.update(scene({ cursor: 200 }), plot);
    expect(textOf(card)).toBe('Step 200 SGD 60.00');
    crosshair.update(scene({ cursor: 301 }), plot);
    expect(card.hidden).toBe(true);
    crosshair.update(scene({ cursor: null }), plot);
    expect(card.hidden).toBe(true);
  });

  it('is read out when keys have come to rest, and not for the pointer', () => {
    const { live, crosshair, press, point } = setUp();
    press('Home');
    crosshair.update(scene({ cursor: 0 }), plot);
    vi.advanceTimersByTime(399);
    press('ArrowRight');
    crosshair.update(scene({ cursor: 1 }), plot);
    vi.advanceTimersByTime(399);
    expect(live?.textContent).toBe('');
    vi.advanceTimersByTime(1);
    expect(live?.textContent).toBe('Adam 39.90, SGD 79.90');
    point(130, 50);
    crosshair.update(scene({ cursor: 100 }), plot);
    vi.advanceTimersByTime(1000);
    expect(live?.textContent).toBe('Adam 39.90, SGD 79.90');
  });

  it('is not read out when the crosshair was left meanwhile', () => {
    const { live, crosshair, press, canvas } = setUp();
    press('Home');
    crosshair.update(scene({ cursor: 0 }), plot);
    canvas.dispatchEvent(new Event('pointerleave'));
    vi.advanceTimersByTime(1000);
    expect(live?.textContent).toBe('');
  });
});
