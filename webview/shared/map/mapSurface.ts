/** A map as an element: pointer and arrow keys go from run to run, wheel and drag zoom. */
import { TwoLayers } from '../sweep/twoLayers.ts';
import type { Theme } from '../theme.ts';
import { drawMap } from './drawMap.ts';
import { type DragBox, drawPointer } from './drawPointer.ts';
import { keyStep } from './mapKeys.ts';
import { cellAt, layOutMap, type MapLayout, placeAt } from './mapLayout.ts';
import type { MapState } from './mapState.ts';
import { Plane } from './plane.ts';
import { words } from './words.ts';

export interface MapEvents {
  /** What there is now, though it may not be drawn yet: keys may follow each other within a frame. */
  latest(): MapState;
  /** Draws again, soon. */
  invalidate(): void;
  /** A cell, or none, is under the pointer, or was gone to by keys. */
  point(cell: number | null, byKey: boolean): void;
  hold(): void;
  run(): void;
  /** null where the whole of the map stays in view: the wheel scrolls what it lies in then. */
  readonly zooming: MapZooming | null;
}

export interface MapZooming {
  /** Around a place among the cells, which stays where it is. @param factor Below 1: nearer. */
  zoom(around: { readonly column: number; readonly row: number }, factor: number): void;
  /** What is between two places. */
  show(
    from: { readonly column: number; readonly row: number },
    to: { readonly column: number; readonly row: number },
  ): void;
  move(columns: number, rows: number): void;
  showAll(): void;
}

/** Pixels from which on a press is a drag. */
const dragFrom = 4;
/** Of a turn of the wheel by a pixel. */
const wheelStep = 0.0018;
const keyZoom = 0.5;

interface Drag extends DragBox {
  /** Whether what is in view is moved. */
  readonly isMove: boolean;
}

export class MapSurface {
  readonly #layers: TwoLayers;
  readonly #plane = new Plane();
  readonly #events: MapEvents;
  #layout: MapLayout | null = null;
  #state: MapState | null = null;
  #theme: Theme | null = null;
  #drag: Drag | null = null;

  constructor(events: MapEvents, hintId: string) {
    this.#events = events;
    this.#layers = new TwoLayers(() => events.invalidate());
    const { surface } = this.#layers;
    surface.tabIndex = 0;
    surface.setAttribute('role', 'application');
    surface.setAttribute('aria-label', words.cells);
    surface.setAttribute('aria-describedby', hintId);
    surface.addEventListener('pointerdown', (event) => this.#begin(event));
    surface.addEventListener('pointermove', (event) => this.#move(event));
    surface.addEventListener('pointerup', (event) => this.#end(event));
    surface.addEventListener('pointercancel', () => this.#setDrag(null));
    surface.addEventListener('pointerleave', () => this.#drag || events.point(null, false));
    const { zooming } = events;
    if (zooming) {
      surface.addEventListener('dblclick', () => zooming.showAll());
      surface.addEventListener('wheel', (event) => this.#wheel(event, zooming), { passive: false });
    } else surface.addEventListener('dblclick', () => events.run());
    surface.addEventListener('keydown', (event) => this.#press(event));
  }

  get element(): HTMLElement {
    return this.#layers.element;
  }

  update(state: MapState, theme: Theme, label: string): void {
    const { width, height } = this.#layers.size;
    const { part } = state;
    if (width === 0 || height === 0 || !part) return;
    [this.#state, this.#theme] = [state, theme];
    const layout = layOutMap(part, width, height);
    this.#layout = layout;
    this.#layers.drawLower(label, (context) => drawMap(context, { state, part, layout, theme }, this.#plane));
    this.updatePointer(state);
  }

  /** What follows the pointer, alone. */
  updatePointer(state: MapState): void {
    this.#state = state;
    const [layout, theme, { part }] = [this.#layout, this.#theme, state];
    if (!layout || !theme || !part) return;
    this.#layers.drawUpper((context) =>
      drawPointer(context, { state, part, layout, theme }, this.#drag?.isMove ? null : this.#drag),
    );
  }

  #begin(event: PointerEvent): void {
    if (event.button > 1 || !this.#layout) return;
    this.#layers.surface.setPointerCapture(event.pointerId);
    const { offsetX: x, offsetY: y } = event;
    this.#setDrag({ from: { x, y }, to: { x, y }, isMove: event.shiftKey || event.button === 1 });
  }

  #move({ offsetX: x, offsetY: y }: PointerEvent): void {
    const layout = this.#layout;
    if (!layout) return;
    if (this.#drag && this.#events.zooming) this.#setDrag({ ...this.#drag, to: { x, y } });
    if (!this.#isDragging) this.#events.point(cellAt(layout, x, y), false);
  }

  #end({ offsetX: x, offsetY: y }: PointerEvent): void {
    const [drag, layout, wasDragged] = [this.#drag, this.#layout, this.#isDragging];
    this.#setDrag(null);
    if (!drag || !layout) return;
    const { zooming } = this.#events;
    const [from, to] = [placeAt(layout, drag.from.x, drag.from.y), placeAt(layout, x, y)];
    if (!wasDragged || !zooming) {
      if (cellAt(layout, x, y) !== null) this.#events.hold();
    } else if (drag.isMove) zooming.move(from.column - to.column, from.row - to.row);
    else zooming.show(from, to);
  }

  get #isDragging(): boolean {
    if (!this.#drag) return false;
    const { from, to } = this.#drag;
    return Math.hypot(to.x - from.x, to.y - from.y) >= dragFrom;
  }

  #setDrag(drag: Drag | null): void {
    this.#drag = drag;
    if (this.#state) this.updatePointer(this.#state);
  }

  #wheel(event: WheelEvent, { zoom }: MapZooming): void {
    // The page never scrolls here, also while nothing is drawn.
    event.preventDefault();
    if (!this.#layout) return;
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY * lines * wheelStep)));
    zoom(placeAt(this.#layout, event.offsetX, event.offsetY), factor);
  }

  #press(event: KeyboardEvent): void {
    const state = this.#events.latest();
    if (!this.#layout || !state.part || event.ctrlKey || event.metaKey || event.altKey) return;
    const { columns, rows } = state.part.grid;
    const from = state.pointed ?? state.summary.best ?? Math.floor((columns * rows) / 2);
    const place = { column: from % columns, row: Math.floor(from / columns) };
    const to = keyStep(event.key, event.shiftKey, place, columns, rows);
    if (to) this.#events.point(state.pointed === null ? from : to.row * columns + to.column, true);
    else if (event.key === 'Enter') this.#events.run();
    else if (event.key === ' ') this.#events.hold();
    else if (event.key === 'Escape') this.#events.point(null, true);
    else if (!this.#zoomByKey(event.key, place)) return;
    event.preventDefault();
  }

  /** @returns Whether the key is one of those. */
  #zoomByKey(key: string, place: { readonly column: number; readonly row: number }): boolean {
    const { zooming } = this.#events;
    if (!zooming) return false;
    if (key === '+' || key === '=') zooming.zoom(place, keyZoom);
    else if (key === '-') zooming.zoom(place, 1 / keyZoom);
    else if (key === '0') zooming.showAll();
    else return false;
    return true;
  }
}
