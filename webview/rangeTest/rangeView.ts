/** The page of the range test: the chart, and the rates that are suggested. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../core/format.ts';
import type { ShownRangeTest } from '../../core/protocol/rangeTest.ts';
import { type Notice, noticeView } from '../shared/notice.ts';
import { drawChart, placeChart, type Size } from './rangeChart.ts';
import { headline, rateText, words } from './words.ts';

export interface RangeState {
  /** null: there is nothing but a notice. */
  readonly test: ShownRangeTest | null;
  readonly notice: Notice;
  /** The step that is read; null where none is. */
  readonly read: number | null;
}

export interface RangeParts {
  /** Of the chart. */
  readonly size: Size;
  /** Of now: several keys may come before the next drawing. */
  latest(): RangeState;
  readStep(step: number | null): void;
  use(lr: number): void;
  copy(lr: number): void;
  stop(): void;
  again(): void;
}

export function rangeView({ test, notice, read }: RangeState, parts: RangeParts): TemplateResult {
  if (!test) return html`<main class="range-page">${noticeView(notice, words)}</main>`;
  return html`<main class="range-page run-${test.color}">
    <header>
      <h1>${words.title} · ${test.optimizer} on ${test.problem}</h1>
      <p role="status">${headline(test)}</p>
      <nav aria-label=${words.controls}>
        ${
          test.isRunning
            ? html`<button type="button" class="secondary" @click=${parts.stop}>${words.stop}</button>`
            : html`<button type="button" class="secondary" @click=${parts.again}>${words.again}</button>`
        }
      </nav>
    </header>
    <progress class=${test.isRunning ? '' : 'still'} max=${test.steps} value=${test.stepsDone} aria-label=${headline(test)}></progress>
    <div class="parts">
      ${chart(test, read, parts)}
      <section class="side" aria-label=${words.suggestions}>
        ${readView(test, read, parts)}
        ${test.suggestions.length > 0 ? html`<h2>${words.suggestions}</h2>` : nothing}
        <ol>${test.suggestions.map((each) => suggestion(test, each, parts))}</ol>
        <p class="quiet small">${words.method(test.isNoisy)}</p>
      </section>
    </div>
  </main>`;
}

function chart(test: ShownRangeTest, read: number | null, parts: RangeParts) {
  const { rates, smoothed } = test.curve;
  const frame = placeChart(test, parts.size);
  const last = rates.length - 1;
  const point = (event: PointerEvent) => {
    const box = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : null;
    if (box && last >= 0) parts.readStep(frame.nearest(event.clientX - box.left));
  };
  const press = (event: KeyboardEvent) => {
    const now = parts.latest();
    const to = stepAfter(event, now.read, (now.test?.curve.rates.length ?? 0) - 1);
    if (event.key === 'Enter' && now.read !== null) parts.use(now.test?.curve.rates[now.read] ?? 0);
    else if (event.key === 'Escape') parts.readStep(null);
    else if (to === null) return;
    else parts.readStep(to);
    event.preventDefault();
  };
  const value =
    read === null ? words.nowhere : words.pointed(rateText(rates[read] ?? 0), lossText(smoothed[read]));
  return html`<div
    class="chart"
    role="slider"
    tabindex="0"
    aria-label=${words.chart}
    aria-valuemin="0"
    aria-valuemax=${Math.max(0, last)}
    aria-valuenow=${read ?? 0}
    aria-valuetext=${value}
    aria-description=${words.hint}
    @pointermove=${point}
    @pointerleave=${() => parts.readStep(null)}
    @keydown=${press}
  ><svg width=${parts.size.width} height=${parts.size.height} aria-hidden="true">${drawChart(test, frame, read)}</svg></div>`;
}

/** null where the key is none that moves. */
function stepAfter({ key, shiftKey }: KeyboardEvent, read: number | null, last: number): number | null {
  if (last < 0) return null;
  const distance = shiftKey ? 10 : 1;
  const within = (step: number) => Math.min(last, Math.max(0, step));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return read === null ? 0 : within(read + distance);
    case 'ArrowLeft':
    case 'ArrowDown':
      return read === null ? last : within(read - distance);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function lossText(loss: number | undefined): string {
  return formatNumber(loss ?? Number.NaN, 3);
}

function readView(test: ShownRangeTest, read: number | null, { use }: RangeParts) {
  const lr = read === null ? undefined : test.curve.rates[read];
  if (lr === undefined) return html`<p class="read quiet">${words.nowhere}</p>`;
  const text = rateText(lr);
  return html`<p class="read">
    <span>${words.pointed(text, lossText(test.curve.smoothed[read ?? 0]))}</span>
    <button type="button" class="link" title=${words.useTitle(test.optimizer, text)} @click=${() => use(lr)}>${words.use(text)}</button>
  </p>`;
}

function suggestion(
  test: ShownRangeTest,
  { kind, lr }: ShownRangeTest['suggestions'][number],
  { use, copy }: RangeParts,
) {
  const text = rateText(lr);
  const isFirst = kind === 'valley';
  return html`<li>
    <h3>${words.names[kind]} <span class="num">${text}</span></h3>
    <p class="quiet">${words.reasons[kind]}</p>
    <p class="actions">
      <button
        type="button"
        class=${isFirst ? 'primary' : 'secondary'}
        title=${words.useTitle(test.optimizer, text)}
        @click=${() => use(Number(text))}
      >${words.use(text)}</button>
      <button type="button" class="link" title=${words.copyTitle} @click=${() => copy(Number(text))}>${words.copy}</button>
    </p>
  </li>`;
}
