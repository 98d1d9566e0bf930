import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { RunSharpness } from '../../core/claims/claimSheet.ts';
import { formatNumber } from '../../core/format.ts';
import type { RaceOutput } from '../../core/lesson/raceOutput.ts';
import { LossChart } from '../shared/chart/lossChart.ts';
import { Frames } from '../shared/frames.ts';
import { lineKey } from '../shared/lineKey.ts';
import type { Looking } from '../shared/race/raceScene.ts';
import { words as raceWords } from '../shared/race/words.ts';
import { readTheme } from '../shared/theme.ts';
import { type MeasuredRun, measuredRuns, sharpnessScene } from './sharpnessScene.ts';
import { words } from './words.ts';

/** Below this width the chart has short labels, in CSS pixels. */
const narrowBelow = 480;

const hintId = 'sharpness-hint';

/** The sharpness of a claim's runs: its curves, and where they end. */
export class SharpnessView {
  readonly #element: HTMLElement;
  readonly #frames = new Frames(() => this.#draw());
  readonly #chart: LossChart;
  #runs: readonly MeasuredRun[];
  #looking: Looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };
  #theme = readTheme();

  constructor(element: HTMLElement, race: RaceOutput, sharpness: readonly RunSharpness[]) {
    this.#element = element;
    this.#runs = measuredRuns(race, sharpness);
    this.#chart = new LossChart(
      {
        moveCursor: (cursor) => this.#look({ cursor }),
        zoom: (view) => this.#look({ view }),
        highlight: (highlighted) => this.#look({ highlighted }),
        invalidate: () => this.#frames.request(),
      },
      hintId,
    );
    this.#renderWords();
  }

  reset(race: RaceOutput, sharpness: readonly RunSharpness[]): void {
    this.#runs = measuredRuns(race, sharpness);
    this.#frames.request();
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
    this.#chart.update(sharpnessScene(this.#runs, this.#looking, this.#theme));
  }

  #renderWords(): void {
    render(
      html`<div class="race-view">
        <div class="figure">
          <p class="caption"><b>${words.sharpness}</b> <span>${sharpnessCaption(this.#runs)}</span></p>
          ${this.#chart.element}
        </div>
        <p class="sr-only" id=${hintId}>${raceWords.hint}</p>
        ${sharpnessTable(this.#runs, this.#theme.contrast)}
      </div>`,
      this.#element,
    );
  }
}

/** @internal */
export function sharpnessCaption(runs: readonly MeasuredRun[]): string {
  return runs.some(({ edge }) => edge !== null) ? words.edgeCaption : words.sharpnessCaption;
}

/** @internal */
export function sharpnessTable(runs: readonly MeasuredRun[], contrast: boolean): TemplateResult {
  const hasEdge = runs.some(({ sharpness }) => sharpness.edge !== null);
  return html`<table>
    <caption class="sr-only">${words.sharpness}</caption>
    <thead>
      <tr>
        <th>${raceWords.run}</th>
        <th class="num">${words.atTheEnd}</th>
        ${hasEdge ? html`<th class="num">${words.edge}</th>` : nothing}
        <th></th>
      </tr>
    </thead>
    <tbody>
      ${runs.map(({ facts: { name, color: slot, variant }, sharpness: { values, edge } }) => {
        const last = values.at(-1) ?? null;
        return html`<tr>
          <td class="name">${lineKey({ slot, variant }, contrast)} ${name}</td>
          <td class="num">${last === null ? raceWords.notFinite : formatNumber(last)}</td>
          ${hasEdge ? html`<td class="num">${edge === null ? raceWords.never : formatNumber(edge)}</td>` : nothing}
          <td></td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
