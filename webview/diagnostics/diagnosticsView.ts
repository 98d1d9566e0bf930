/** The page of diagnostics: how far measuring is, and a chart for each. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { noticeView } from '../shared/notice.ts';
import { type ChartParts, chartView } from './chartView.ts';
import type { DiagnosticsState } from './diagnosticsState.ts';
import { comparisons, headline, words } from './words.ts';

export interface DiagnosticsParts extends ChartParts {
  stop(): void;
  again(): void;
}

export function diagnosticsView(state: DiagnosticsState, parts: DiagnosticsParts): TemplateResult {
  const { opened, measured, notice } = state;
  if (!opened) return html`<main>${noticeView(notice, words)}</main>`;
  const { title, runs, charts } = opened;
  const isRunning = runs.some((_, run) => {
    const { kind = 'waiting' } = measured[run]?.progress ?? {};
    return kind === 'waiting' || kind === 'running';
  });
  const steps = runs.reduce((sum, run) => sum + run.steps, 0);
  const taken = measured.reduce((sum, each) => sum + (each?.stepsDone ?? 0), 0);
  const said = headline(state);
  return html`<main class="diagnostics-page">
    <header>
      <h1>${words.title} · ${title}</h1>
      <p role="status">${said}</p>
      <p class="quiet small">${words.how}</p>
      <nav aria-label=${words.controls}>
        ${
          isRunning
            ? html`<button type="button" class="secondary" @click=${parts.stop}>${words.stop}</button>`
            : html`<button type="button" class="secondary" title=${words.againTitle} @click=${parts.again}>${words.again}</button>`
        }
      </nav>
    </header>
    <progress class=${isRunning ? '' : 'still'} max=${Math.max(1, steps)} value=${taken} aria-label=${said}></progress>
    <div class="charts">${charts.map((_, place) => chartView(state, opened, place, parts))}</div>
    ${exactness(state)}
  </main>`;
}

function exactness(state: DiagnosticsState): TemplateResult | typeof nothing {
  const said = comparisons(state);
  if (said.length === 0) return nothing;
  return html`<section class="exactness" aria-label=${words.exactness}>
    <h2>${words.exactness}</h2>
    ${said.map((sentence) => html`<p class="quiet">${sentence}</p>`)}
  </section>`;
}
