import { CanvasLayer } from '../canvasLayer.ts';
import { drawParallel } from './drawParallel.ts';
import { axisAt, layOutParallel, lineAt, type ParallelLayout, shareAt } from './parallelLayout.ts';
import type { ParallelEvents, ParallelScene } from './parallelScene.ts';

/** Less is a press, in pixels. */
const leastDrag = 4;

/** Parallel coordinates as an element: dragging along an axis finds what lies between, a press on it lets go. */
export class ParallelView {
  readonly element = document.createElement('div');
  readonly #layer = new CanvasLayer();
  readonly #events: ParallelEvents;
  #scene: ParallelScene | null = null;
  #layout: ParallelLayout | null = null;
  #size = { width: 0, height: 0 };
  #drag: { readonly axis: number; readonly from: number; moved: boolean } | null = null;

  constructor(events: ParallelEvents) {
    this.#events = events;
    this.element.className = 'body sweep';
    const { canvas } = this.#layer;
    canvas.setAttribute('role', 'img');
    this.element.append(canvas);
    canvas.addEventListener('pointerdown', (event) => this.#begin(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    canvas.addEventListener('pointerup', () => this.#end());
    canvas.addEventListener('pointercancel', () => {
      this.#drag = null;
    });
    canvas.addEventListener('pointerleave', () => events.highlight(null));
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      events.invalidate();
    }).observe(this.element);
  }

  /** In CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  update(scene: ParallelScene): void {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const { context, canvas } = this.#layer;
    canvas.setAttribute('aria-label', scene.label);
    this.#scene = scene;
    this.#layout = layOutParallel(context, scene, width, height);
    if (!this.#layer.resize(width, height)) this.#layer.clear();
    drawParallel(context, scene, width, height);
  }

  #begin({ offsetX, offsetY, button, pointerId }: PointerEvent): void {
    const axis = this.#layout && axisAt(this.#layout, offsetX);
    if (axis === null || button !== 0) return;
    this.#drag = { axis, from: offsetY, moved: false };
    this.#layer.canvas.setPointerCapture(pointerId);
    this.#events.highlight(null);
  }

  #move({ offsetX, offsetY }: PointerEvent): void {
    const [scene, layout, drag] = [this.#scene, this.#layout, this.#drag];
    if (!scene || !layout) return;
    if (!drag) {
      this.#layer.canvas.classList.toggle('brushes', axisAt(layout, offsetX) !== null);
      this.#events.highlight(lineAt(layout, scene.lines, offsetX, offsetY));
      return;
    }
    if (Math.abs(offsetY - drag.from) < leastDrag) return;
    drag.moved = true;
    const [low = 0, high = 0] = [drag.from, offsetY].map((y) => shareAt(layout, y)).sort((a, b) => a - b);
    this.#events.brush(drag.axis, { low, high });
  }

  #end(): void {
    const drag = this.#drag;
    this.#drag = null;
    if (drag && !drag.moved) this.#events.brush(drag.axis, null);
  }
}
