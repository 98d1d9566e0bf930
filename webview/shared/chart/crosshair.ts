import { render } from 'lit/html.js';
import { words } from '../words.ts';
import { furthestOf } from './axis.ts';
import { cardPlace } from './cardPlace.ts';
import { hoverCard, type Reading, readingsAt, readingsText } from './hoverCard.ts';
import { xText } from './labels.ts';
import type { Plot } from './plot.ts';
import { cursorAt, keyTarget, nearestLine } from './pointing.ts';
import type { ChartEvents, Scene } from './scene.ts';

const announceAfter = 400;

type CrosshairEvents = Pick<ChartEvents, 'highlight' | 'moveCursor' | 'inspect' | 'menuContext'>;

/** Reads the chart at one step: by pointer, or by arrow keys as a slider. */
export class Crosshair {
  readonly #card = document.createElement('div');
  readonly #live = document.createElement('div');
  readonly #canvas: HTMLCanvasElement;
  readonly #events: CrosshairEvents;
  #scene: Scene | null = null;
  #plot: Plot | null = null;
  #byKey = false;
  /** Where the pointer was seen last, on the screen. */
  #pointer = { x: Number.NaN, y: Number.NaN };
  #timer = 0;

  constructor(element: HTMLElement, canvas: HTMLCanvasElement, events: CrosshairEvents) {
    this.#canvas = canvas;
    this.#events = events;
    this.#card.className = 'hovercard';
    this.#card.hidden = true;
    this.#live.className = 'sr-only';
    this.#live.setAttribute('aria-live', 'polite');
    element.append(this.#card, this.#live);
    canvas.addEventListener('pointermove', (event) => {
      if (this.#moves(event)) this.#point(event);
    });
    canvas.addEventListener('pointerdown', (event) => this.#point(event));
    canvas.addEventListener('pointerleave', (event) => {
      if (this.#moves(event)) this.#leave();
    });
    canvas.addEventListener('keydown', (event) => this.#press(event));
    canvas.addEventListener('contextmenu', () => this.#describeMenu());
    canvas.addEventListener('blur', () => this.#leave());
  }

  update(scene: Scene, plot: Plot): void {
    this.#scene = scene;
    this.#plot = plot;
    const { axis, cursor } = scene;
    const at = cursor ?? furthestOf(scene.lines);
    this.#canvas.setAttribute('aria-valuemin', String(axis.log ? 0 : axis.min));
    this.#canvas.setAttribute('aria-valuemax', String(axis.max));
    this.#canvas.setAttribute('aria-valuenow', String(at));
    this.#canvas.setAttribute('aria-valuetext', xText(at, axis));
    const readings = cursor === null ? [] : readingsAt(scene, cursor);
    this.#card.hidden = readings.length === 0 || cursor === null;
    if (cursor === null || readings.length === 0) return;
    const ask = scene.inspects ? (this.#byKey ? words.askByKey : words.askByPointer) : null;
    render(hoverCard(xText(cursor, axis), readings, scene, ask), this.#card);
    const { left, top } = cardPlace(plot, scene, this.#card.offsetWidth, this.#card.offsetHeight);
    this.#card.style.setProperty('left', `${left}px`);
    this.#card.style.setProperty('top', `${top}px`);
    if (this.#byKey) this.#announce(readings, scene);
  }

  #announce(readings: readonly Reading[], scene: Scene): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#live.textContent = readingsText(readings, scene);
    }, announceAfter);
  }

  /** When the page changes, browsers tell of pointers that rest: one takes nothing from the keys. */
  #moves({ screenX: x, screenY: y }: PointerEvent): boolean {
    const last = this.#pointer;
    this.#pointer = { x, y };
    return !this.#byKey || last.x !== x || last.y !== y;
  }

  #point(event: PointerEvent): void {
    const [scene, plot] = [this.#scene, this.#plot];
    if (!scene || !plot) return;
    this.#byKey = false;
    const { offsetX, offsetY } = event;
    if (offsetX < plot.left - 4 || offsetX > plot.right + 4) {
      this.#leave();
      return;
    }
    const cursor = cursorAt(scene, plot, offsetX);
    this.#moveTo(cursor);
    this.#events.highlight(nearestLine(scene, plot, cursor, offsetY));
  }

  #leave(): void {
    this.#byKey = false;
    clearTimeout(this.#timer);
    this.#moveTo(null);
    this.#events.highlight(null);
  }

  /** The next key counts from here, also before the chart is drawn again. */
  #moveTo(cursor: number | null): void {
    if (this.#scene) this.#scene = { ...this.#scene, cursor };
    this.#events.moveCursor(cursor);
  }

  /** VS Code reads it before it opens its menu, and has one of its own where there is none. */
  #describeMenu(): void {
    const { cursor = null, inspects = false } = this.#scene ?? {};
    const context = inspects && cursor !== null ? this.#events.menuContext?.(cursor) : undefined;
    if (context) this.#canvas.dataset['vscodeContext'] = context;
    else delete this.#canvas.dataset['vscodeContext'];
  }

  #press(event: KeyboardEvent): void {
    const scene = this.#scene;
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && scene.cursor !== null) {
      this.#leave();
    } else if (event.key === 'Enter' && scene.cursor !== null && scene.inspects) {
      this.#events.inspect?.(scene.cursor);
    } else {
      const to = keyTarget(event, scene);
      if (to === null) return;
      this.#byKey = true;
      this.#moveTo(to);
    }
    event.preventDefault();
  }
}
