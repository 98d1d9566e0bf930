import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { words } from '../words.ts';
import { isInside, type Projection } from './projection.ts';

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
  /** It is drawn elsewhere. */
  moved(): void;
  /** The person has let go of it, or pressed Enter. */
  startAt(point: Point): void;
}

/** The start of the paths, which the pointer drags and arrow keys move; Escape puts it back. */
export class StartHandle {
  readonly #element: HTMLElement;
  readonly #events: HandleEvents;
  readonly #live = document.createElement('div');
  #projected: Projection | null = null;
  #start: Point = [0, 0];
  #axes: readonly [string, string] = ['', ''];
  #at: Point | null = null;
  /** Where the pointer took it. */
  #taken: Point | null = null;
  #wasDragged = false;

  constructor(element: HTMLElement, events: HandleEvents) {
    this.#element = element;
    this.#events = events;
    this.#live.className = 'sr-only';
    this.#live.setAttribute('aria-live', 'polite');
    element.append(this.#live);
    element.addEventListener('pointerdown', (event) => this.#take(event));
    element.addEventListener('pointermove', (event) => this.#drag(event));
    element.addEventListener('pointerup', () => this.#drop());
    element.addEventListener('pointercancel', () => this.#putBack());
    element.addEventListener('keydown', (event) => this.#press(event));
    element.addEventListener('blur', () => this.#putBack());
    element.addEventListener('click', (event) => this.#wasDragged && event.stopPropagation());
  }

  /** Where the person has it now; null where that is the start itself. */
  get at(): Point | null {
    return this.#at;
  }

  /** @param projected null where it can't be moved. */
  update(projected: Projection | null, start: Point, axes: readonly [string, string]): void {
    this.#projected = projected;
    this.#axes = axes;
    if (start[0] !== this.#start[0] || start[1] !== this.#start[1]) this.#at = null;
    this.#start = start;
    const role = projected ? 'application' : 'img';
    if (this.#element.getAttribute('role') === role) return;
    this.#element.setAttribute('role', role);
    if (projected) {
      this.#element.tabIndex = 0;
      this.#element.setAttribute('aria-description', words.startHint);
    } else {
      this.#element.removeAttribute('tabindex');
      this.#element.removeAttribute('aria-description');
    }
  }

  #isNear({ offsetX, offsetY }: PointerEvent): boolean {
    if (!this.#projected) return false;
    const [x, y] = this.#at ?? this.#start;
    return Math.hypot(this.#projected.x(x) - offsetX, this.#projected.y(y) - offsetY) <= reach;
  }

  #take(event: PointerEvent): void {
    this.#wasDragged = false;
    if (event.button !== 0 || !this.#isNear(event)) return;
    this.#taken = [event.offsetX, event.offsetY];
    this.#element.setPointerCapture(event.pointerId);
  }

  #drag(event: PointerEvent): void {
    this.#element.classList.toggle('over-start', this.#taken !== null || this.#isNear(event));
    const { offsetX: x, offsetY: y } = event;
    const projected = this.#projected;
    if (!this.#taken || !projected || !isInside(projected.frame, x, y)) return;
    if (!this.#wasDragged && Math.hypot(x - this.#taken[0], y - this.#taken[1]) < shortest) return;
    this.#wasDragged = true;
    const { frame, window } = projected;
    const share = [
      (x - frame.left) / (frame.right - frame.left),
      (frame.bottom - y) / (frame.bottom - frame.top),
    ];
    this.#move([
      window.x[0] + (share[0] ?? 0) * (window.x[1] - window.x[0]),
      window.y[0] + (share[1] ?? 0) * (window.y[1] - window.y[0]),
    ]);
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
      const [fromX, fromY] = this.#at ?? this.#start;
      const within = (value: number, [low, high]: readonly [number, number]) =>
        Math.min(high, Math.max(low, value));
      this.#move([
        within(fromX + (move[0] * (x[1] - x[0])) / steps, x),
        within(fromY + (move[1] * (y[1] - y[0])) / steps, y),
      ]);
      this.#live.textContent = words.startAt(this.#axes, this.#at ?? this.#start);
    } else return;
    event.preventDefault();
  }

  #move(point: Point): void {
    const { x, y } = this.#projected?.window ?? { x: [0, 1], y: [0, 1] };
    this.#at = [rounded(point[0], x), rounded(point[1], y)];
    this.#events.moved();
  }

  #choose(): void {
    if (this.#at) this.#events.startAt(this.#at);
  }

  #putBack(): void {
    this.#taken = null;
    if (!this.#at) return;
    this.#at = null;
    this.#events.moved();
  }
}

/** As a person would type it. */
function rounded(value: number, [low, high]: readonly [number, number]): number {
  const digits = -Math.floor(Math.log10((high - low) / places));
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
