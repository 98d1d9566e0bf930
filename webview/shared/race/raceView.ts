import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { formatCount, formatNumber } from '../../../core/format.ts';
import { byLoss, type RaceOutput, type RunOutput } from '../../../core/lesson/raceOutput.ts';
import { LossChart } from '../chart/lossChart.ts';
import { Frames } from '../frames.ts';
import { lineKey } from '../lineKey.ts';
import { readTheme } from '../theme.ts';
import { RaceData } from './raceData.ts';
import { type Looking, raceScene } from './raceScene.ts';
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
    const { output } = this.#race;
    render(
      html`<div class="race-view">
        <div class="figure">${this.#chart.element}</div>
        <p class="sr-only" id=${this.#hintId}>${words.hint}</p>
        ${this.#table(output)}
      </div>`,
      this.#element,
    );
  }

  #table({ title, target, runs }: RaceOutput): TemplateResult {
    const ordered = byLoss(runs.map((run, number) => ({ ...run, number })));
    const heldOut = runs.some((run) => run.heldOut !== null);
    const head = (isThere: boolean, text: string) => (isThere ? html`<th class="num">${text}</th>` : nothing);
    return html`<table>
      <caption class="sr-only">${title}</caption>
      <thead>
        <tr>
          <th>${words.run}</th>
          <th class="num">${words.loss}</th>
          ${head(heldOut, words.heldOut)}${head(target !== null, words.reached(target ?? 0))}
          <th>${words.status}</th>
        </tr>
      </thead>
      <tbody>
        ${ordered.map((run) => this.#row(run, String(run.number), { heldOut, target: target !== null }))}
      </tbody>
    </table>`;
  }

  #row(run: RunOutput, key: string, has: { heldOut: boolean; target: boolean }): TemplateResult {
    const { name, color, variant, loss, status, wrong, reached, stepOf } = run;
    const isFaded = this.#looking.highlighted !== null && this.#looking.highlighted !== key;
    const hasBegun = loss !== null || run.ended || stepOf.length > 0;
    const text = loss === null ? (hasBegun ? words.notFinite : words.never) : formatNumber(loss);
    const at = reached === null ? words.never : formatCount(reached);
    return html`<tr
      class=${isFaded ? 'faded' : ''}
      @pointerenter=${() => this.#look({ highlighted: key })}
      @pointerleave=${() => this.#look({ highlighted: null })}
    >
      <td class="name">${lineKey({ slot: color, variant }, this.#theme.contrast)} ${name}</td>
      <td class="num">${text}</td>
      ${has.heldOut ? html`<td class="num">${run.heldOut === null ? words.never : formatNumber(run.heldOut)}</td>` : nothing}
      ${has.target ? html`<td class="num">${at}</td>` : nothing}
      <td class=${wrong ? 'bad' : 'quiet'}>${status}</td>
    </tr>`;
  }
}
