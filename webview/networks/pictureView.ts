import { CanvasLayer } from '../shared/canvasLayer.ts';
import type { Pen } from '../shared/pen.ts';

/** A drawing as an element, a picture to screen readers, drawn anew where its scene or its size is another. */
export class PictureView<Scene> {
  readonly element = document.createElement('div');
  readonly #layer = new CanvasLayer();
  readonly #draw: (pen: Pen, scene: Scene, width: number, height: number) => void;
  #size = { width: 0, height: 0 };
  #shown: readonly unknown[] = [];

  constructor(draw: (pen: Pen, scene: Scene, width: number, height: number) => void, resized: () => void) {
    this.#draw = draw;
    this.element.className = 'body';
    this.#layer.canvas.setAttribute('role', 'img');
    this.element.append(this.#layer.canvas);
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      resized();
    }).observe(this.element);
  }

  /** @param label What the drawing shows, in a sentence. */
  update(scene: Scene, label: string): void {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const shown = [...Object.values(scene as object), width, height, window.devicePixelRatio];
    if (shown.length === this.#shown.length && shown.every((part, i) => part === this.#shown[i])) return;
    this.#shown = shown;
    this.#layer.canvas.setAttribute('aria-label', label);
    if (!this.#layer.resize(width, height)) this.#layer.clear();
    this.#draw(this.#layer.context, scene, width, height);
  }
}
