import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { type Direction, panKeys, stepFactors, turnOf, zoomKeys } from '../zoomInput.ts';
import { isIn, movedView, scaledView, viewWith } from './landView.ts';
import { isInside, type Projection, pointAt, projection, type Window } from './projection.ts';

/** A press that moves less, in pixels, is a click. */
const click = 4;

interface ZoomEvents {
  /** Brings this into view; null: all of the landscape. */
  lookAt(part: Window | null): void;
  /** By keys: who doesn't see it is told. */
  moved(view: Window): void;
  /** Something is dragged, and no path is meant. */
  dragged(): void;
  /** Whether plain arrow keys are somebody else's. */
  takesArrows(): boolean;
}

interface Drag {
  readonly at: Point;
  readonly projected: Projection;
  /** Whether it has become more than a click. */
  moves: boolean;
}

/** Zooms a landscape by wheel and keys, moves what is in view by dragging and keys, shows all by a double click. */
export class LandZoom {
  readonly #element: HTMLElement;
  readonly #events: ZoomEvents;
  #projected: Projection | null = null;
  #whole: Window = { x: [0, 1], y: [0, 1] };
  #drag: Drag | null = null;
  /** The click that ends a drag is for nobody. */
  #dragged = false;

  constructor(element: HTMLElement, events: ZoomEvents) {
    this.#element = element;
    this.#events = events;
    element.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    element.addEventListener('pointerdown', (event) => this.#press(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    element.addEventListener('pointerup', () => this.#release());
    element.addEventListener('pointercancel', () => this.#endDrag());
    element.addEventListener('click', (event) => this.#swallow(event));
    element.addEventListener('dblclick', () => this.reset());
    element.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param whole All of the landscape. */
  update(projected: Projection, whole: Window): void {
    this.#projected = projected;
    this.#whole = whole;
    this.#element.classList.toggle('zoomed', this.#isZoomed);
  }

  /** Nearer by a step about the middle, or further. */
  step(direction: Direction): void {
    const projected = this.#projected;
    if (!projected) return;
    const { x, y } = projected.window;
    const middle: Point = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
    this.#lookAt(scaledView(projected.window, this.#whole, stepFactors[direction], middle));
  }

  reset(): void {
    if (this.#isZoomed) this.#lookAt(null);
  }

  /** Moves what is in view so that a point is. */
  follow(point: Point): void {
    const projected = this.#projected;
    if (projected && !isIn(projected.window, point))
      this.#lookAt(viewWith(projected.window, this.#whole, point));
  }

  get #isZoomed(): boolean {
    const projected = this.#projected;
    return projected !== null && projected.frame !== projected.whole;
  }

  #turn(event: WheelEvent): void {
    const projected = this.#projected;
    const { offsetX, offsetY } = event;
    if (!projected || !isInside(projected.frame, offsetX, offsetY)) return;
    const turn = turnOf(event);
    if (!turn) return;
    event.preventDefault();
    const { window, frame } = projected;
    if ('pixels' in turn) {
      this.#lookAt(movedView(window, this.#whole, turn.pixels / (frame.right - frame.left), 0));
      return;
    }
    const about = pointAt(projected, offsetX, offsetY);
    this.#lookAt(scaledView(window, this.#whole, turn.factor, about));
  }

  #press({ button, pointerType, offsetX, offsetY }: PointerEvent): void {
    this.#dragged = false;
    const projected = this.#projected;
    // A finger scrolls.
    if (!projected || !this.#isZoomed || button !== 0 || pointerType === 'touch') return;
    if (!isInside(projected.frame, offsetX, offsetY)) return;
    this.#drag = { at: [offsetX, offsetY], projected, moves: false };
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const [dx, dy] = [event.offsetX - drag.at[0], event.offsetY - drag.at[1]];
    if (!drag.moves) {
      if (Math.hypot(dx, dy) < click) return;
      drag.moves = true;
      this.#element.setPointerCapture(event.pointerId);
      this.#element.classList.add('panning');
      this.#events.dragged();
    }
    event.stopImmediatePropagation();
    const { frame, window } = drag.projected;
    this.#lookAt(
      movedView(window, this.#whole, -dx / (frame.right - frame.left), dy / (frame.bottom - frame.top)),
    );
  }

  #release(): void {
    this.#dragged = this.#drag?.moves === true;
    this.#endDrag();
  }

  #swallow(event: MouseEvent): void {
    if (this.#dragged) event.stopPropagation();
    this.#dragged = false;
  }

  #endDrag(): void {
    this.#drag = null;
    this.#element.classList.remove('panning');
  }

  #key(event: KeyboardEvent): void {
    const projected = this.#projected;
    if (!projected) return;
    const withCommand = event.ctrlKey || event.metaKey;
    const pan = panKeys[event.key];
    const direction = zoomKeys[event.key];
    if (pan && (withCommand || !this.#events.takesArrows())) {
      if (!this.#isZoomed) return;
      this.#lookAt(movedView(projected.window, this.#whole, ...pan));
    } else if (withCommand || event.altKey) return;
    else if (direction) this.step(direction);
    else if (event.key === '0') this.reset();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#events.moved(this.#projected?.window ?? this.#whole);
  }

  /** The next turn or key counts from here, also before the landscape is drawn again. */
  #lookAt(part: Window | null): void {
    const projected = this.#projected;
    if (!projected) return;
    this.#projected = projection(part ?? this.#whole, projected.frame, this.#whole);
    this.#events.lookAt(part);
  }
}
