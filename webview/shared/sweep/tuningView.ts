import { CanvasLayer } from '../canvasLayer.ts';
import { drawTuning } from './drawTuning.ts';
import { leastHeight } from './tuningLayout.ts';
import type { TuningEvents, TuningScene } from './tuningScene.ts';

/** Tuning curves as an element, which scrolls where their panels are too many for its height. */
export class TuningView {
  readonly element = document.createElement('div');
  readonly #layer = new CanvasLayer();
  #size = { width: 0, height: 0 };

  constructor({ invalidate }: TuningEvents) {
    this.element.className = 'body sweep tuning';
    this.#layer.canvas.setAttribute('role', 'img');
    this.element.append(this.#layer.canvas);
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      invalidate();
    }).observe(this.element);
  }

  /** Of all of it, in CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  update(scene: TuningScene): void {
    const { width } = this.#size;
    if (width === 0 || this.#size.height === 0) return;
    const least = leastHeight(scene, width);
    if (scene.grows) this.element.style.setProperty('min-height', `${least}px`);
    else this.element.style.removeProperty('min-height');
    const isTall = !scene.grows && least > this.#size.height;
    const height = Math.max(least, this.#size.height);
    const { canvas } = this.#layer;
    canvas.style.setProperty('height', `${height}px`);
    canvas.setAttribute('aria-label', scene.label);
    // What scrolls is to be reached by keys.
    if (isTall) this.element.tabIndex = 0;
    else this.element.removeAttribute('tabindex');
    if (!this.#layer.resize(width, height)) this.#layer.clear();
    drawTuning(this.#layer.context, scene, width, height);
  }
}
