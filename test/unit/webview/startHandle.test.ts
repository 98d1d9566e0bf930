// @vitest-environment happy-dom
/** The start of a landscape, moved by pointer and keys. */
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { Landscape } from '../../../webview/shared/landscape/landscape.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf, eventsOf } from './figureTools.ts';
import { landscapeOf } from './scenes.ts';

canvasesBeforeEach();

const [width, height] = [300, 400];

function setUp(change: { readonly movesStart?: boolean } = {}) {
  const events = eventsOf();
  const chosen: Point[] = [];
  const moved: (Point | null)[] = [];
  const landscape = new Landscape(events, {
    startAt: (point) => void chosen.push(point),
    moveStart: (to) => void moved.push(to),
  });
  const { element } = landscape;
  element.setPointerCapture = () => {};
  setSize(element, width, height);
  const scene = { ...landscapeOf([]), movesStart: true, ...change };
  landscape.update(scene);
  const upper = canvasesOf(element).map(contextOf)[3] ?? expect.fail('no canvas');
  /** The ring of the start. */
  const ring = () => {
    upper.take();
    landscape.update(scene);
    const [x = 0, y = 0] = upper.of('fill')[0]?.points ?? [];
    return [x, y] as const;
  };
  const pointer = (type: string, x: number, y: number) => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, button: 0 });
    Object.defineProperties(event, { offsetX: { value: x }, offsetY: { value: y }, pointerId: { value: 1 } });
    element.dispatchEvent(event);
  };
  const press = (key: string, shiftKey = false) => {
    const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { events, chosen, moved, landscape, element, scene, ring, pointer, press };
}

describe('by the pointer', () => {
  test('it is drawn where it is dragged, and chosen where it is let go of', () => {
    const { ring, pointer, chosen, scene } = setUp();
    const [x, y] = ring();
    pointer('pointerdown', x + 5, y);
    pointer('pointermove', x - 40, y + 60);
    const [nowX, nowY] = ring();
    expect(Math.abs(nowX - (x - 40))).toBeLessThan(2);
    expect(Math.abs(nowY - (y + 60))).toBeLessThan(2);
    expect(chosen).toEqual([]);
    pointer('pointerup', x - 40, y + 60);
    expect(chosen).toHaveLength(1);
    expect(chosen[0]?.[0]).toBeLessThan(scene.start[0]);
    expect(chosen[0]?.[1]).toBeLessThan(scene.start[1]);
    expect(String(chosen[0]?.[0]).length).toBeLessThan(6);
  });

  test('a press, or one elsewhere, chooses nothing', () => {
    const { ring, pointer, chosen } = setUp();
    const [x, y] = ring();
    for (const [downX, moveX] of [
      [x, x + 2],
      [x - 30, x - 90],
    ] as const) {
      pointer('pointerdown', downX, y);
      pointer('pointermove', moveX, y);
      pointer('pointerup', moveX, y);
    }
    expect(chosen).toEqual([]);
    expect(ring()).toEqual([x, y]);
  });

  test('the click that ends it is no press on a run, others are', () => {
    const { ring, pointer, element } = setUp();
    const pressed: Event[] = [];
    const page = document.createElement('div');
    page.append(element);
    page.addEventListener('click', (event) => pressed.push(event));
    const [x, y] = ring();
    pointer('click', x, y);
    pointer('pointerdown', x, y);
    pointer('pointermove', x - 50, y);
    pointer('pointerup', x - 50, y);
    pointer('click', x - 50, y);
    expect(pressed).toHaveLength(1);
  });

  test('it is put back where the pointer is taken away, and it shows where it can be taken', () => {
    const { ring, pointer, chosen, element } = setUp();
    const [x, y] = ring();
    pointer('pointermove', x + 3, y + 3);
    expect(element.classList.contains('over-start')).toBe(true);
    pointer('pointermove', x - 50, y + 3);
    expect(element.classList.contains('over-start')).toBe(false);
    pointer('pointerdown', x, y);
    pointer('pointermove', x - 50, y);
    pointer('pointercancel', x - 50, y);
    pointer('pointerup', x - 50, y);
    expect(chosen).toEqual([]);
    expect(ring()).toEqual([x, y]);
  });
});

describe('by keys', () => {
  test('arrows move it, Enter chooses it, and it is said where it is', () => {
    const { press, chosen, element, scene } = setUp();
    const { x, y } = scene.surface.window;
    expect([press('ArrowLeft'), press('ArrowDown', true), press('Enter')]).toEqual([true, true, true]);
    expect(chosen[0]?.[0]).toBeCloseTo(scene.start[0] - (x[1] - x[0]) / 50, 1);
    expect(chosen[0]?.[1]).toBeCloseTo(scene.start[1] - (y[1] - y[0]) / 10, 1);
    expect(element.querySelector('[aria-live]')?.textContent).toMatch(
      /^Start at \w+ = [\d.-]+, \w+ = [\d.-]+\.$/,
    );
  });

  test('it stays in the window', () => {
    const { press, chosen, scene } = setUp();
    for (let times = 0; times < 80; times++) press('ArrowRight');
    press('Enter');
    expect(chosen[0]?.[0]).toBeCloseTo(scene.surface.window.x[1], 1);
  });

  test('Escape and leaving put it back; other keys, and Enter before it has moved, are none of its', () => {
    const { press, ring, chosen, element } = setUp();
    const before = ring();
    expect([press('Enter'), press('Escape'), press('a')]).toEqual([false, false, false]);
    press('ArrowUp');
    expect(ring()).not.toEqual(before);
    expect(press('Escape')).toBe(true);
    expect(ring()).toEqual(before);
    press('ArrowUp');
    element.dispatchEvent(new Event('blur'));
    expect(ring()).toEqual(before);
    expect(chosen).toEqual([]);
  });

  test('another race begins with its own start', () => {
    const { press, landscape, scene, ring } = setUp();
    press('ArrowUp');
    landscape.update({ ...scene, start: [0.5, 3] });
    landscape.update(scene);
    const [x, y] = ring();
    press('Escape');
    expect(ring()).toEqual([x, y]);
  });
});

test('where it can not be moved, neither pointer nor keys move it', () => {
  const { element, press, pointer, ring, chosen, landscape, scene } = setUp({ movesStart: false });
  const [x, y] = ring();
  expect(element.getAttribute('aria-description')).not.toContain('start');
  expect(press('ArrowUp')).toBe(false);
  pointer('pointerdown', x, y);
  pointer('pointermove', x - 50, y);
  pointer('pointerup', x - 50, y);
  expect([ring(), chosen]).toEqual([[x, y], []]);
  landscape.update({ ...scene, movesStart: true });
  expect(element.getAttribute('aria-description')).toContain('Arrow keys move the start');
});
