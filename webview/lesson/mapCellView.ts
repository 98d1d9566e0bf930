import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { chunkOf, type MapOutput } from '../../core/lesson/mapOutput.ts';
import { MapGrid } from '../../core/map/mapGrid.ts';
import { Frames } from '../shared/frames.ts';
import { bestTable } from '../shared/map/bestTable.ts';
import { atFirst, type MapPart, type MapState, opened, summaryOf, toldCell } from '../shared/map/mapState.ts';
import { MapSurface } from '../shared/map/mapSurface.ts';
import { saying } from '../shared/map/saying.ts';
import { words } from '../shared/map/words.ts';
import { readTheme } from '../shared/theme.ts';
import { keepKey } from './keepKey.ts';
import { cellSentence, mapWords } from './mapWords.ts';
import { unbroken } from './unbroken.ts';

/** What a person does with a map. */
export type MapAct = (action: 'open' | 'run' | 'hold', cell: number) => void;

/** For the ids of hints, which are of the whole page. */
let made = 0;

/** A map of hyperparameters below its cell, whole: zooming is the page's. Stays as it is where it is rendered again. */
export class MapCellView {
  readonly #element: HTMLElement;
  /** null where nobody is there to do it: in a report. */
  readonly #act: MapAct | null;
  readonly #frames = new Frames(() => this.#draw());
  readonly #surface: MapSurface;
  readonly #hintId: string;
  #output: MapOutput;
  #state: MapState = atFirst;
  #theme = readTheme();
  #isTableOpen = false;
  /** Whether cells came that nothing was said of yet. */
  #isGridNew = true;
  /** Whether the map itself changed, and not only what follows the pointer. */
  #isMapNew = true;

  constructor(element: HTMLElement, output: MapOutput, act: MapAct | null) {
    made += 1;
    this.#element = element;
    this.#act = act;
    this.#output = output;
    this.#hintId = `lesson-map-hint-${made}`;
    this.#surface = new MapSurface(
      {
        latest: () => this.#state,
        invalidate: () => this.#update({}),
        point: (cell, byKey) => this.#point(cell, byKey),
        hold: () => this.#hold(),
        run: () => this.#actOn('run'),
        zooming: null,
      },
      this.#hintId,
    );
    // VS Code hears the keys of outputs, too, and goes to other cells.
    this.#surface.element.addEventListener('keydown', (event) => {
      if (event.defaultPrevented) event.stopPropagation();
    });
    this.reset(output);
  }

  get map(): string {
    return this.#output.map;
  }

  /** The whole of a map in place of what was shown. */
  reset(output: MapOutput): void {
    const { pointed, isHeld } = this.#state;
    const isSame = this.#state.part !== null && output.map === this.#output.map;
    this.#output = output;
    this.#state = stateOf(output);
    if (isSame) this.#state = { ...this.#state, pointed, isHeld };
    this.#take(output);
  }

  /** @returns Whether it follows what is known. */
  append(output: MapOutput): boolean {
    if (output.piece.first > (this.#state.part?.grid.knownCount ?? 0)) return false;
    this.#output = output;
    this.#take(output);
    return true;
  }

  onThemeChange(): void {
    this.#theme = readTheme();
    this.#update({});
  }

  #take({ piece, phase }: MapOutput): void {
    this.#state.part?.grid.take(chunkOf(piece));
    this.#isGridNew = true;
    this.#update({ phase });
  }

  #update(change: Partial<MapState>, isOfMap = true): void {
    this.#state = { ...this.#state, ...change };
    this.#isMapNew ||= isOfMap;
    this.#frames.request();
  }

  #point(cell: number | null, byKey: boolean): void {
    if ((this.#state.isHeld && !byKey) || cell === this.#state.pointed) return;
    this.#update({ pointed: cell, isHeld: byKey && cell !== null }, false);
    if (byKey) this.#tellHeld();
  }

  #hold(): void {
    if (this.#state.pointed === null) return;
    this.#update({ isHeld: !this.#state.isHeld }, false);
    this.#tellHeld();
  }

  /** An exercise may ask for the run that is held. */
  #tellHeld(): void {
    if (this.#state.isHeld) this.#actOn('hold');
  }

  #actOn(action: 'run' | 'hold'): void {
    const cell = toldCell(this.#state);
    if (cell !== null) this.#act?.(action, cell);
  }

  #draw(): void {
    const { map, part, measure } = this.#state;
    if (!map || !part) return;
    if (this.#isGridNew) this.#state = { ...this.#state, summary: summaryOf(part.grid, measure, map.steps) };
    this.#isGridNew = false;
    const said = saying(this.#state, map, part);
    this.#render(map, part, said);
    if (this.#isMapNew) this.#surface.update(this.#state, this.#theme, words.mapLabel(map.title, said));
    else this.#surface.updatePointer(this.#state);
    this.#isMapNew = false;
  }

  #offers(act: MapAct): TemplateResult {
    return html`<div class="offers" @keydown=${keepKey}>
      <button @click=${() => this.#actOn('run')}>${mapWords.run}</button>
      <button @click=${() => act('open', 0)}>${mapWords.open}</button>
    </div>`;
  }

  #render(map: NonNullable<MapState['map']>, part: MapPart, said: string): void {
    const { phase, theory } = this.#output;
    const act = this.#act;
    const told = toldCell(this.#state);
    const counts = phase === 'running' ? words.counts(part.grid.knownCount, part.grid.count) : nothing;
    const setOpen = (isOpen: boolean) => {
      if (isOpen === this.#isTableOpen) return;
      this.#isTableOpen = isOpen;
      this.#update({}, false);
    };
    render(
      html`<div class="map-view">
        <p class="caption"><b>${map.title}</b> <span>${words.everyPixel(map.start)}</span></p>
        <p class="said" role="status" aria-live=${phase === 'running' ? 'off' : 'polite'}>
          ${said} <span class="quiet">${counts}</span>${phase === 'stopped' ? (act ? mapWords.stopped : mapWords.stoppedAlone) : nothing}
        </p>
        ${this.#surface.element}
        <p class="sr-only" id=${this.#hintId}>${act ? mapWords.hint : mapWords.hintAlone}</p>
        ${theory ? html`<p class="quiet">${mapWords.line(theory)}</p>` : nothing}
        <p class="told">${told === null ? nothing : unbroken(cellSentence(this.#state, part, told))}</p>
        ${act ? this.#offers(act) : nothing}
        <div @keydown=${keepKey}>${bestTable(this.#state, map, part, this.#isTableOpen, setOpen)}</div>
      </div>`,
      this.#element,
    );
  }
}

/** Of which nothing is known yet. */
function stateOf({ facts, columns, rows, theory, phase }: MapOutput): MapState {
  const [across, up] = [columns, rows].map((cells) => ({
    ...cells,
    values: Float64Array.from(cells.values),
  }));
  if (!across || !up) return atFirst;
  // Nothing of it is kept across a reload.
  const place = { experiment: null, csvFolder: null, x: facts.x, y: facts.y };
  const grid = new MapGrid(across.values.length, up.values.length);
  return {
    ...opened({ ...facts, type: 'opened', place }, atFirst),
    ...{ part: { number: 1, columns: across, rows: up, grid }, theory, phase },
  };
}
