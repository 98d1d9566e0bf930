import { html, render } from 'lit/html.js';
import { words } from '../words.ts';
import { drawHeatMap, drawRing } from './drawHeatMap.ts';
import { type HeatLayout, layOutHeat, placeAt, rectOf } from './heatLayout.ts';
import { type CellPlace, cellAt, type HeatEvents, type HeatScene } from './heatScene.ts';
import { TwoLayers } from './twoLayers.ts';

const cardGap = 10;
const announceAfter = 400;

/** A heat map as an element: pointer and arrow keys go from cell to cell, a press or Enter opens one. */
export class HeatMapView {
  readonly #layers: TwoLayers;
  readonly #card = document.createElement('div');
  readonly #live = document.createElement('div');
  readonly #events: HeatEvents;
  #scene: HeatScene | null = null;
  #layout: HeatLayout | null = null;
  #place: CellPlace | null = null;
  #byKey = false;
  #timer = 0;

  /** @param hintId Of the element that says what the keys do. */
  constructor(events: HeatEvents, hintId: string) {
    this.#events = events;
    this.#layers = new TwoLayers(() => events.invalidate());
    const { surface } = this.#layers;
    surface.tabIndex = 0;
    surface.setAttribute('role', 'application');
    surface.setAttribute('aria-label', words.heatMapCells);
    surface.setAttribute('aria-describedby', hintId);
    this.#card.className = 'hovercard';
    this.#card.hidden = true;
    this.#live.className = 'sr-only';
    this.#live.setAttribute('aria-live', 'polite');
    this.element.append(this.#card, this.#live);
    surface.addEventListener('pointermove', (event) => this.#point(event));
    surface.addEventListener('pointerleave', () => this.#go(null, false));
    surface.addEventListener('blur', () => this.#go(null, false));
    surface.addEventListener('click', (event) => {
      this.#point(event);
      this.#open();
    });
    surface.addEventListener('keydown', (event) => this.#press(event));
  }

  get element(): HTMLElement {
    return this.#layers.element;
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#layers.size;
  }

  update(scene: HeatScene): void {
    const { width, height } = this.size;
    if (width === 0 || height === 0) return;
    this.#scene = scene;
    this.#layout = layOutHeat(this.#layers.lower, scene, width, height);
    this.#layers.drawLower(scene.label, (context) => drawHeatMap(context, scene, width, height));
    this.#showPlace();
  }

  #point({ offsetX, offsetY }: MouseEvent): void {
    if (this.#layout) this.#go(placeAt(this.#layout, offsetX, offsetY), false);
  }

  #go(place: CellPlace | null, byKey: boolean): void {
    this.#place = place;
    this.#byKey = byKey;
    this.#showPlace();
  }

  #showPlace(): void {
    const [scene, layout, place] = [this.#scene, this.#layout, this.#place];
    if (!scene || !layout) return;
    const cell = place && cellAt(scene, place);
    this.#card.hidden = !cell;
    this.#layers.surface.classList.toggle('opens', Boolean(cell));
    clearTimeout(this.#timer);
    this.#layers.drawUpper((context) => {
      if (place) drawRing(context, rectOf(layout, place), scene.theme);
    });
    if (!place) return;
    const lines = cell ? scene.card(place) : [words.noRuns];
    render(
      html`${lines.map((line, i) => html`<p class=${i === 0 ? 'card-title' : ''}>${line}</p>`)}`,
      this.#card,
    );
    this.#placeCard(layout, place);
    if (!this.#byKey) return;
    this.#timer = window.setTimeout(() => {
      this.#live.textContent = lines.join(', ');
    }, announceAfter);
  }

  /** Beside the cell, within the map. */
  #placeCard(layout: HeatLayout, place: CellPlace): void {
    const { x, y, width } = rectOf(layout, place);
    const { offsetWidth, offsetHeight } = this.#card;
    const right = x + width + cardGap;
    const left = right + offsetWidth <= this.size.width ? right : x - cardGap - offsetWidth;
    this.#card.style.setProperty('left', `${Math.max(0, left)}px`);
    this.#card.style.setProperty('top', `${Math.max(0, Math.min(y, this.size.height - offsetHeight))}px`);
  }

  #open(): void {
    const [scene, place] = [this.#scene, this.#place];
    if (scene && place && cellAt(scene, place)) this.#events.open(place);
  }

  #press(event: KeyboardEvent): void {
    const scene = this.#scene;
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#place) this.#go(null, false);
    else if (event.key === 'Enter' && this.#place) this.#open();
    else {
      const to = keyTarget(event.key, scene, this.#place);
      if (!to) return;
      this.#go(to, true);
    }
    event.preventDefault();
  }
}

/** The cell that a key leads to; the first key to the best one. */
function keyTarget(
  key: string,
  { best, rows, columns }: HeatScene,
  from: CellPlace | null,
): CellPlace | null {
  const move = moves[key];
  if (!move || rows.length === 0 || columns.length === 0) return null;
  if (!from) return best ?? { column: 0, row: rows.length - 1 };
  const [across, down] = move;
  return {
    column: Math.min(columns.length - 1, Math.max(0, from.column + across)),
    row: Math.min(rows.length - 1, Math.max(0, from.row + down)),
  };
}

const farthest = Number.POSITIVE_INFINITY;
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-farthest, 0],
  End: [farthest, 0],
};
