import { html, nothing, render } from 'lit/html.js';
import type { RaceOutput } from '../../../core/lesson/raceOutput.ts';
import { LossChart } from '../chart/lossChart.ts';
import type { Extent } from '../chart/scene.ts';
import { Frames } from '../frames.ts';
import { readTheme } from '../theme.ts';
import { RaceData } from './raceData.ts';
import { type Looking, raceCaption, raceScene } from './raceScene.ts';
import { runTable } from './runTable.ts';
import { seedTable } from './seedTable.ts';
import { stepScene } from './stepScene.ts';
import { words } from './words.ts';

/** Below this width a chart has short labels, in CSS pixels. */
const narrowBelow = 560;

/** For the ids of hints, which are of the whole page. */
let made = 0;

/** A race below its cell: its curves, the lengths of its steps where they are asked for, and its table. Stays as it is where it is rendered again. */
export class RaceView {
  readonly #element: HTMLElement;
  readonly #frames = new Frames(() => this.#draw());
  readonly #chart: LossChart;
  readonly #stepChart: LossChart;
  readonly #hintId: string;
  #race: RaceData;
  #looking: Looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };
  /** What is in view of the lengths of steps. */
  #lengthsInView: Extent | null = null;
  #theme = readTheme();

  constructor(element: HTMLElement, output: RaceOutput) {
    this.#element = element;
    this.#race = new RaceData(output);
    made += 1;
    this.#hintId = `race-hint-${made}`;
    const events = {
      moveCursor: (cursor: number | null) => this.#look({ cursor }),
      highlight: (highlighted: string | null) => this.#look({ highlighted }),
      invalidate: () => this.#frames.request(),
      isScrolled: true,
    };
    this.#chart = new LossChart({ ...events, zoom: (view) => this.#look({ view }) }, this.#hintId);
    this.#stepChart = new LossChart(
      {
        ...events,
        zoom: ({ x, y }) => {
          this.#lengthsInView = y;
          this.#look({ view: { x, y: x ? this.#looking.view.y : null } });
        },
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
    this.#renderWords();
    const { stepAlong: along } = this.#race.output;
    const isNarrow = ({ size }: LossChart) => size.width < narrowBelow;
    const losses = raceScene(this.#race, { ...this.#looking, narrow: isNarrow(this.#chart) }, this.#theme);
    this.#chart.update(losses);
    if (!along) return;
    const view = { along, losses, y: this.#lengthsInView, highlighted: this.#looking.highlighted };
    const steps = stepScene(this.#race, view, this.#theme);
    this.#stepChart.update({ ...steps, narrow: isNarrow(this.#stepChart) });
  }

  #renderWords(): void {
    const { output, settings } = this.#race;
    const { stepAlong } = output;
    const look = {
      contrast: this.#theme.contrast,
      highlighted: this.#looking.highlighted,
      highlight: (highlighted: string | null) => this.#look({ highlighted }),
    };
    render(
      html`<div class="race-view">
        <div class="charts">
          <div class="figure">
            <p class="caption"><b>${words.loss}</b> <span>${raceCaption(this.#race)}</span></p>
            ${this.#chart.element}
          </div>
          ${
            stepAlong
              ? html`<div class="figure">
                <p class="caption"><b>${words.lengths(stepAlong)}</b> <span>${words.inRates}</span></p>
                ${this.#stepChart.element}
              </div>`
              : nothing
          }
        </div>
        <p class="sr-only" id=${this.#hintId}>${words.hint}</p>
        ${settings.length > 0 ? seedTable(output, settings, look) : runTable(output, look)}
      </div>`,
      this.#element,
    );
  }
}
