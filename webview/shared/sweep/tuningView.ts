import { html, render } from 'lit/html.js';
import { CanvasLayer } from '../canvasLayer.ts';
import { drawDot } from '../chart/drawText.ts';
import { drawTuning } from './drawTuning.ts';
import { layOutTuning, leastHeight, markAt, placeOfMark, type TuningLayout } from './tuningLayout.ts';
import type { MarkPlace, TuningEvents, TuningScene } from './tuningScene.ts';

const cardGap = 12;

/** Tuning curves as an element, which scrolls where their panels are too many for its height. */
export class TuningView {
  readonly element = document.createElement('div');
  readonly #layer = new CanvasLayer();
  readonly #card = document.createElement('div');
  #size = { width: 0, height: 0 };
  #scene: TuningScene | null = null;
  #layout: TuningLayout | null = null;
  /** Of the drawing, which may be higher than the element. */
  #height = 0;
  #place: MarkPlace | null = null;

  constructor({ invalidate, choose }: TuningEvents) {
    this.element.className = 'body sweep tuning';
    const { canvas } = this.#layer;
    canvas.setAttribute('role', 'img');
    this.#card.className = 'hovercard';
    this.#card.hidden = true;
    this.element.append(canvas, this.#card);
    canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
      const [scene, layout] = [this.#scene, this.#layout];
      this.#point(scene && layout && markAt(layout, scene, offsetX, offsetY));
    });
    canvas.addEventListener('pointerleave', () => this.#point(null));
    if (choose) {
      canvas.classList.add('chooses');
      canvas.addEventListener('click', ({ offsetX, offsetY }) => {
        const place = this.#scene && this.#layout && markAt(this.#layout, this.#scene, offsetX, offsetY);
        if (place) choose(place);
      });
    }
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
    this.#height = Math.max(least, this.#size.height);
    const { canvas } = this.#layer;
    canvas.style.setProperty('height', `${this.#height}px`);
    canvas.setAttribute('aria-label', scene.label);
    // What scrolls is to be reached by keys.
    if (isTall) this.element.tabIndex = 0;
    else this.element.removeAttribute('tabindex');
    this.#scene = scene;
    this.#layout = layOutTuning(this.#layer.context, scene, width, this.#height);
    this.#draw();
  }

  #point(place: MarkPlace | null): void {
    if (place?.panel === this.#place?.panel && place?.mark === this.#place?.mark) return;
    this.#place = place;
    this.#draw();
  }

  #draw(): void {
    const [scene, layout, place] = [this.#scene, this.#layout, this.#place];
    if (!scene || !layout) return;
    const { width } = this.#size;
    if (!this.#layer.resize(width, this.#height)) this.#layer.clear();
    drawTuning(this.#layer.context, scene, width, this.#height);
    const at = place && placeOfMark(layout, scene, place);
    this.#card.hidden = !at;
    if (!place || !at) return;
    const { background, foreground } = scene.theme;
    drawDot(this.#layer.context, at.x, at.y, 5, background, foreground);
    drawDot(this.#layer.context, at.x, at.y, 2.75, scene.panels[place.panel]?.color ?? foreground);
    const lines = scene.card(place);
    render(
      html`${lines.map((line, i) => html`<p class=${i === 0 ? 'card-title' : ''}>${line}</p>`)}`,
      this.#card,
    );
    this.#placeCard(at);
  }

  /** Beside the mark, within the drawing. */
  #placeCard({ x, y }: { readonly x: number; readonly y: number }): void {
    const { offsetWidth, offsetHeight } = this.#card;
    const right = x + cardGap;
    const left = right + offsetWidth <= this.#size.width ? right : x - cardGap - offsetWidth;
    const top = Math.min(y + cardGap, this.#height - offsetHeight);
    this.#card.style.setProperty('left', `${Math.max(0, left)}px`);
    this.#card.style.setProperty('top', `${Math.max(0, top)}px`);
  }
}
