/** One diagnostic: its chart, what each run has there, what there is to see, and its numbers as a table. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../../core/format.ts';
import type { OpenedDiagnostics, ShownChart } from '../../core/protocol/diagnostics.ts';
import { lineKey } from '../shared/lineKey.ts';
import {
  type DiagnosticsState,
  measurementsOf,
  nearestIndex,
  type Reading,
  readAfter,
  stepsOf,
} from './diagnosticsState.ts';
import { type Drawn, drawChart, frameOf, runNear, type Size, valueAt } from './drawChart.ts';
import { rangeText, valueText, words } from './words.ts';

export interface ChartParts {
  readonly size: Size;
  readonly contrast: boolean;
  /** Of now: several keys may come before the next drawing. */
  latest(): DiagnosticsState;
  read(reading: Reading | null): void;
  inspect(reading: Reading): void;
  openTable(chart: number, isOpen: boolean): void;
}

export function chartView(
  state: DiagnosticsState,
  { runs, charts }: OpenedDiagnostics,
  place: number,
  parts: ChartParts,
): TemplateResult | typeof nothing {
  const chart = charts[place];
  if (!chart) return nothing;
  const { read } = state;
  const drawn: Drawn = {
    ...{ chart, runs, measurements: measurementsOf(state, place), read, contrast: parts.contrast },
  };
  const heading = `chart-${chart.id}`;
  return html`<section class="diagnostic" aria-labelledby=${heading}>
    <h2 id=${heading}>${chart.name}</h2>
    <p class="quiet small">${chart.description} ${chart.referenceName ? words.reference(chart.referenceName) : nothing}</p>
    ${plot(drawn, place, parts)}
    <ul>${runs.map((_, run) => runRow(drawn, run))}</ul>
    ${table(drawn, state.tables.has(place), (isOpen) => parts.openTable(place, isOpen))}
    <p class="quiet small source">${words.source(chart.source)}</p>
  </section>`;
}

function plot(drawn: Drawn, place: number, parts: ChartParts): TemplateResult {
  const { chart, read, measurements, runs } = drawn;
  const frame = frameOf(drawn, parts.size);
  const steps = stepsOf(measurements);
  const readingOf = (event: MouseEvent): Reading | null => {
    const box = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : null;
    if (!box || steps.length === 0) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const step = steps[nearestIndex(steps, frame.stepAt(x))] ?? 1;
    return { step, run: runNear(drawn, frame, x, y) };
  };
  const press = (event: KeyboardEvent) => {
    const now = parts.latest();
    if (event.key === 'Enter') {
      if (!now.read) return;
      parts.inspect(now.read);
    } else {
      const to = readAfter(event, now.read, stepsOf(measurementsOf(now, place)), runs.length);
      if (to === undefined) return;
      parts.read(to);
    }
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const reading = readingOf(event);
    if (reading) parts.inspect(reading);
  };
  return html`<div
    class="chart"
    role="slider"
    tabindex="0"
    aria-label=${`${chart.name}. ${words.axis}`}
    aria-valuemin="0"
    aria-valuemax=${Math.max(0, steps.length - 1)}
    aria-valuenow=${read ? Math.max(0, nearestIndex(steps, read.step)) : 0}
    aria-valuetext=${readText(drawn)}
    aria-description=${words.hint}
    @pointermove=${(event: PointerEvent) => parts.read(readingOf(event))}
    @pointerleave=${() => parts.read(null)}
    @click=${click}
    @keydown=${press}
  ><svg width=${parts.size.width} height=${parts.size.height} aria-hidden="true">${drawChart(drawn, frame)}</svg></div>`;
}

/** The run that the keys are about comes first. */
function readText({ read, runs, measurements }: Drawn): string {
  if (!read) return words.nowhere;
  const order = [read.run, ...runs.keys()].filter((run, i, all) => all.indexOf(run) === i);
  const values = order.map(
    (run) => `${runs[run]?.title} ${valueText(valueAt(measurements[run], read.step))}`,
  );
  return `${words.step(read.step)}: ${values.join('; ')}`;
}

function runRow({ runs, measurements, read, contrast }: Drawn, run: number): TemplateResult | typeof nothing {
  const shown = runs[run];
  if (!shown) return nothing;
  const { color: slot, variant, title } = shown;
  const measurement = measurements[run];
  const {
    steps = new Float64Array(),
    values = steps,
    lows = steps,
    highs = steps,
  } = measurement?.series ?? {};
  const at = read ? nearestIndex(steps, read.step) : steps.length - 1;
  const value = values[at];
  const isRead = runs.length > 1 && read?.run === run;
  return html`<li class=${isRead ? 'strong' : ''}>
    <span class="name">${lineKey({ slot, variant }, contrast)}<span>${title}</span></span>
    <span class="num value">${value === undefined ? nothing : Number.isFinite(value) ? rangeText(value, lows[at], highs[at]) : words.noValue}</span>
    <span class="seen quiet">${measurement?.seen ?? (value === undefined ? words.waiting : nothing)}</span>
  </li>`;
}

/** For who doesn't see the chart; made when it is opened. */
function table(
  { chart, runs, measurements }: Drawn,
  isOpen: boolean,
  toggle: (isOpen: boolean) => void,
): TemplateResult {
  const onToggle = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLDetailsElement) toggle(currentTarget.open);
  };
  return html`<details ?open=${isOpen} @toggle=${onToggle}>
    <summary>${words.numbers}</summary>
    ${isOpen ? html`<div class="scroller" tabindex="0" role="region" aria-label=${words.table(chart.name)}>${rowsOf(chart, runs, measurements)}</div>` : nothing}
  </details>`;
}

function rowsOf(
  { name, referenceName }: ShownChart,
  runs: Drawn['runs'],
  measurements: Drawn['measurements'],
): TemplateResult {
  const cell = (run: number, step: number) => {
    const series = measurements[run]?.series;
    const at = series?.steps.indexOf(step) ?? -1;
    if (!series || at < 0) return html`<td></td>`;
    const value = series.values[at] ?? Number.NaN;
    const text = Number.isFinite(value) ? rangeText(value, series.lows[at], series.highs[at]) : words.noValue;
    const reference = series.references[at];
    return html`<td class="num" title=${reference === undefined ? nothing : `${referenceName}: ${valueText(reference)}`}>${text}</td>`;
  };
  return html`<table>
    <caption class="sr-only">${words.table(name)}</caption>
    <thead><tr><th scope="col">Step</th>${runs.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${stepsOf(measurements).map((step) => html`<tr><th scope="row" class="num">${formatCount(step)}</th>${runs.map((_, run) => cell(run, step))}</tr>`)}</tbody>
  </table>`;
}
