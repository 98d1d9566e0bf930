import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { type ComparisonSheet, isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import type { ComparisonOutput } from '../../core/lesson/comparisonOutput.ts';
import { LossChart } from '../shared/chart/lossChart.ts';
import { BandCurves, haveLogarithms } from '../shared/comparison/bandCurves.ts';
import { readSheet } from '../shared/comparison/readSheet.ts';
import { progressText, comparisonWords as words } from '../shared/comparison/words.ts';
import { Frames } from '../shared/frames.ts';
import { readTheme } from '../shared/theme.ts';
import { comparisonScene, type Looking } from './comparisonScene.ts';
import { comparisonTable } from './comparisonTable.ts';
import { keepKey } from './keepKey.ts';
import { words as lessonWords } from './words.ts';

/** What a person does with a comparison. */
export type ComparisonAct = (action: 'open' | 'moreSeeds') => void;

/** Below this width the chart has short labels, in CSS pixels. */
const narrowBelow = 480;

/** For the ids of hints, which are of the whole page. */
let made = 0;

/** A fair comparison below its cell: what came out, the curves of the first problem, and the table of each. */
export class ComparisonCellView {
  readonly #element: HTMLElement;
  readonly #act: ComparisonAct;
  readonly #frames = new Frames(() => this.#draw());
  readonly #chart: LossChart;
  readonly #hintId: string;
  readonly #bands = new BandCurves();
  #comparison: string;
  #sheet: ComparisonSheet;
  #looking: Looking = { cursor: null, view: { x: null, y: null }, highlighted: null, narrow: false };
  #theme = readTheme();

  constructor(element: HTMLElement, { comparison, sheet }: ComparisonOutput, act: ComparisonAct) {
    made += 1;
    this.#element = element;
    this.#act = act;
    this.#comparison = comparison;
    this.#sheet = readSheet(sheet);
    this.#hintId = `comparison-hint-${made}`;
    this.#chart = new LossChart(
      {
        moveCursor: (cursor) => this.#look({ cursor }),
        zoom: (view) => this.#look({ view }),
        highlight: (key) => this.#look({ highlighted: key === null ? null : Number(key) }),
        invalidate: () => this.#frames.request(),
        isScrolled: true,
      },
      this.#hintId,
    );
    this.#renderWords();
    this.#frames.request();
  }

  get comparison(): string {
    return this.#comparison;
  }

  /** In place of what was shown: sheets are whole. */
  reset({ comparison, sheet }: ComparisonOutput): void {
    this.#comparison = comparison;
    this.#sheet = readSheet(sheet);
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
    const [first] = this.#sheet.problems;
    const scene = first && comparisonScene(this.#sheet, first, this.#looking, this.#bands, this.#theme);
    if (scene) this.#chart.update(scene);
  }

  #renderWords(): void {
    const { title, budget, phase, progress, problems } = this.#sheet;
    const runs = isRunning(this.#sheet);
    const look = {
      contrast: this.#theme.contrast,
      highlighted: this.#looking.highlighted,
      highlight: (highlighted: number | null) => this.#look({ highlighted }),
    };
    render(
      html`<div class="race-view comparison-view">
        <p class="caption"><b>${title}</b> <span>${budget}</span></p>
        ${problems.map(
          (problem, place) => html`
            <p class="finding" role="status" aria-live=${runs ? 'off' : 'polite'}>
              ${problems.length > 1 ? html`<b>${problem.name}:</b>` : nothing} ${problem.headline}
              ${place === 0 && runs ? html`<span class="quiet">${progressText(progress, true)}</span>` : nothing}
            </p>
            ${place === 0 && phase === 'stopped' ? html`<p class="quiet">${lessonWords.stopped(words.stopped(progress))}</p>` : nothing}
            ${place === 0 ? this.#figure() : nothing}
            ${comparisonTable(this.#sheet, problem, look)}`,
        )}
        <p class="sr-only" id=${this.#hintId}>${words.hint}</p>
        ${runs ? nothing : this.#offers()}
      </div>`,
      this.#element,
    );
  }

  /** Its room is kept from the start, so that the lesson below stays where it is. */
  #figure(): TemplateResult {
    const { problems, phase, seeds, unit } = this.#sheet;
    const [first] = problems;
    if (!first?.entrants.some(({ curve }) => curve.x.length > 0))
      return html`<div class="figure waiting"><p class="quiet">${words.waiting[phase]}</p></div>`;
    const title = first.rows.test > 0 ? words.testLoss : words.loss;
    const isLog = haveLogarithms(first.entrants.map(({ curve }) => curve));
    return html`<div class="figure">
      <p class="caption"><b>${title}</b> <span>${words.curvesText(seeds, isLog, unit)}</span></p>
      ${this.#chart.element}
    </div>`;
  }

  #offers(): TemplateResult {
    const { moreSeeds, phase } = this.#sheet;
    const offers = phase === 'done' && moreSeeds !== null;
    return html`<div class="offers" @keydown=${keepKey}>
      ${
        offers
          ? html`<button title=${words.moreSeedsTitle(moreSeeds)} @click=${() => this.#act('moreSeeds')}>+ ${words.moreSeeds(moreSeeds)}</button>`
          : nothing
      }
      <button @click=${() => this.#act('open')}>${lessonWords.openComparison}</button>
    </div>`;
  }
}
