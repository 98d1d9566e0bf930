import { CanvasLayer } from '../canvasLayer.ts';

/**
 * An element with a drawing, a picture to screen readers, and above it a canvas for what follows pointer and keys, which
 * takes both.
 */
export class TwoLayers {
  readonly element = document.createElement('div');
  readonly #lower = new CanvasLayer();
  readonly #upper = new CanvasLayer();
  #size = { width: 0, height: 0 };

  constructor(resized: () => void) {
    this.element.className = 'body sweep';
    this.#lower.canvas.setAttribute('role', 'img');
    this.element.append(this.#lower.canvas, this.#upper.canvas);
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      resized();
    }).observe(this.element);
  }

  /** In CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Takes pointer and keys. */
  get surface(): HTMLCanvasElement {
    return this.#upper.canvas;
  }

  get lower(): CanvasRenderingContext2D {
    return this.#lower.context;
  }

  /** @param label What the drawing shows, in a sentence. */
  drawLower(label: string, draw: (context: CanvasRenderingContext2D) => void): void {
    const { width, height } = this.#size;
    this.#lower.canvas.setAttribute('aria-label', label);
    if (!this.#lower.resize(width, height)) this.#lower.clear();
    draw(this.#lower.context);
  }

  drawUpper(draw: (context: CanvasRenderingContext2D) => void): void {
    const { width, height } = this.#size;
    if (!this.#upper.resize(width, height)) this.#upper.clear();
    draw(this.#upper.context);
  }
}
