import { html, render } from 'lit/html.js';
import type { RaceOutput } from '../../../core/lesson/raceOutput.ts';
import { LossChart } from '../chart/lossChart.ts';
import { Frames } from '../frames.ts';
import { readTheme } from '../theme.ts';
import { RaceData } from './raceData.ts';
import { type Looking, raceCaption, raceScene } from './raceScene.ts';
import { runTable } from './runTable.ts';
import { seedTable } from './seedTable.ts';
import { words } from './words.ts';

/** Below this width the chart has short labels, in CSS pixels. */
const narrowBelow = 480;

/** For the ids of hints, which are of the whole page. */
let made = 0;

/** A race below its cell: its curves and its table. Stays as it is where it is rendered again. */
export class RaceView {
  readonly #element: HTMLElement;
  readonly #frames = new Frames(() => this.#draw());
  readonly #chart: LossChart;
  readonly #hintId: string;
  #race: RaceData;
  #looking: Looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };
  #theme = readTheme();

  constructor(element: HTMLElement, output: RaceOutput) {
    this.#element = element;
    this.#race = new RaceData(output);
    made += 1;
    this.#hintId = `race-hint-${made}`;
    this.#chart = new LossChart(
      {
        moveCursor: (cursor) => this.#look({ cursor }),
        zoom: (view) => this.#look({ view }),
        highlight: (highlighted) => this.#look({ highlighted }),
        invalidate: () => this.#frames.request(),
        isScrolled: true,
      },
      this.#hintId,
    );
    this.#renderWords();
  }

  get race(): string {
    return this.#race.output.race;
  }

  /** The whole of a race in place of what was shown. */
  reset(output: RaceOutput): void {
    this.#race = new RaceData(output);
    this.#renderWords();
    this.#frames.request();
  }

  /** @returns Whether it follows what is known. */
  append(piece: RaceOutput): boolean {
    const follows = this.#race.append(piece);
    if (follows) this.#frames.request();
    return follows;
  }

  onThemeChange(): void {
    this.#theme = readTheme();
    this.#frames.request();
  }

  #look(change: Partial<Looking>): void {
    this.#looking = { ...this.#looking, ...change };
    this.#frames.request();
  }

  #draw(): void {
    this.#looking = { ...this.#looking, narrow: this.#element.clientWidth < narrowBelow };
    this.#renderWords();
    this.#chart.update(raceScene(this.#race, this.#looking, this.#theme));
  }

  #renderWords(): void {
    const { output, settings } = this.#race;
    const look = {
      contrast: this.#theme.contrast,
      highlighted: this.#looking.highlighted,
      highlight: (highlighted: string | null) => this.#look({ highlighted }),
    };
    render(
      html`<div class="race-view">
        <div class="figure">
          <p class="caption"><b>${words.loss}</b> <span>${raceCaption(this.#race)}</span></p>
          ${this.#chart.element}
        </div>
        <p class="sr-only" id=${this.#hintId}>${words.hint}</p>
        ${settings.length > 0 ? seedTable(output, settings, look) : runTable(output, look)}
      </div>`,
      this.#element,
    );
  }
}
