import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { words } from '../words.ts';
import { isInside, type Projection, pointAt, type Window } from './projection.ts';

/** From the start, in pixels, where the pointer takes it. */
const reach = 14;
/** In pixels; a shorter way is a press. */
const shortest = 3;
/** Steps of a key across the window. */
const keySteps = { plain: 50, shift: 10 };
/** Places are rounded to about so many across the window. */
const places = 200;

const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

interface HandleEvents {
  /** It is drawn elsewhere; null: where it was. */
  moved(to: Point | null): void;
  /** The pointer has come where it takes the start, or has left it. */
  touched(): void;
  /** By keys: who doesn't see it is told. */
  told(words: string): void;
  /** The person has let go of it, or pressed Enter. */
  startAt(point: Point): void;
}

/** The start of the paths, which the pointer drags and arrow keys move; Escape puts it back. */
export class StartHandle {
  readonly #element: HTMLElement;
  readonly #events: HandleEvents;
  #projected: Projection | null = null;
  #whole: Window = { x: [0, 1], y: [0, 1] };
  #start: Point = [0, 0];
  #axes: readonly [string, string] = ['', ''];
  #at: Point | null = null;
  /** Where the pointer took it. */
  #taken: Point | null = null;
  #wasDragged = false;
  #isTouched = false;

  constructor(element: HTMLElement, events: HandleEvents) {
    this.#element = element;
    this.#events = events;
    element.addEventListener('pointerdown', (event) => this.#take(event));
    element.addEventListener('pointermove', (event) => this.#drag(event));
    element.addEventListener('pointerup', () => this.#drop());
    element.addEventListener('pointerleave', () => this.#taken === null && this.#touch(false));
    element.addEventListener('pointercancel', () => this.#putBack());
    element.addEventListener('keydown', (event) => this.#press(event));
    element.addEventListener('blur', () => this.#putBack());
    element.addEventListener('click', (event) => this.#wasDragged && event.stopPropagation());
  }

  /** Where the person has it now; null where that is the start itself. */
  get at(): Point | null {
    return this.#at;
  }

  /** Whether the pointer has it, or would take it. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** Where it is drawn. */
  get #place(): Point {
    return this.#at ?? this.#start;
  }

  /**
   * @param projected null where it can't be moved.
   * @param whole All of the landscape: it stays there.
   */
  update(projected: Projection | null, whole: Window, start: Point, axes: readonly [string, string]): void {
    this.#projected = projected;
    this.#whole = whole;
    this.#axes = axes;
    if (start[0] !== this.#start[0] || start[1] !== this.#start[1]) this.#forget();
    this.#start = start;
  }

  #forget(): void {
    if (!this.#at) return;
    this.#at = null;
    this.#events.moved(null);
  }

  #touch(isTouched: boolean): void {
    if (isTouched === this.#isTouched) return;
    this.#isTouched = isTouched;
    this.#element.classList.toggle('over-start', isTouched);
    this.#events.touched();
  }

  #isNear({ offsetX, offsetY }: PointerEvent): boolean {
    if (!this.#projected) return false;
    const [x, y] = this.#place;
    return Math.hypot(this.#projected.x(x) - offsetX, this.#projected.y(y) - offsetY) <= reach;
  }

  #take(event: PointerEvent): void {
    this.#wasDragged = false;
    if (event.button !== 0 || !this.#isNear(event)) return;
    // The landscape itself stays where it is.
    event.stopImmediatePropagation();
    this.#taken = [event.offsetX, event.offsetY];
    this.#element.setPointerCapture(event.pointerId);
  }

  #drag(event: PointerEvent): void {
    this.#touch(this.#taken !== null || this.#isNear(event));
    const { offsetX: x, offsetY: y } = event;
    const projected = this.#projected;
    if (!this.#taken || !projected) return;
    // While it is dragged no path is meant.
    event.stopImmediatePropagation();
    if (!isInside(projected.frame, x, y)) return;
    if (!this.#wasDragged && Math.hypot(x - this.#taken[0], y - this.#taken[1]) < shortest) return;
    this.#wasDragged = true;
    this.#move(pointAt(projected, x, y));
  }

  #drop(): void {
    if (this.#taken && this.#wasDragged) this.#choose();
    this.#taken = null;
  }

  #press(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    const move = moves[key];
    if (!this.#projected || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Enter' && this.#at) this.#choose();
    else if (key === 'Escape' && this.#at) this.#putBack();
    else if (move) {
      const { x, y } = this.#projected.window;
      const steps = shiftKey ? keySteps.shift : keySteps.plain;
      const [fromX, fromY] = this.#place;
      const within = (value: number, [low, high]: readonly [number, number]) =>
        Math.min(high, Math.max(low, value));
      this.#move([
        within(fromX + (move[0] * (x[1] - x[0])) / steps, this.#whole.x),
        within(fromY + (move[1] * (y[1] - y[0])) / steps, this.#whole.y),
      ]);
      this.#events.told(words.startAt(this.#axes, this.#place));
    } else return;
    event.preventDefault();
  }

  #move(point: Point): void {
    const { x, y } = this.#projected?.window ?? { x: [0, 1], y: [0, 1] };
    const at: Point = [rounded(point[0], x), rounded(point[1], y)];
    if (at[0] === this.#at?.[0] && at[1] === this.#at[1]) return;
    this.#at = at;
    this.#events.moved(at);
  }

  #choose(): void {
    if (this.#at) this.#events.startAt(this.#at);
  }

  #putBack(): void {
    this.#taken = null;
    this.#forget();
  }
}

/** As a person would type it. */
function rounded(value: number, [low, high]: readonly [number, number]): number {
  const digits = -Math.floor(Math.log10((high - low) / places));
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
