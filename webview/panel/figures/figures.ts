import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Surface } from '../../core/problems/surfaces/surface.ts';
import { chartCaption } from './chart/caption.ts';
import { hasLegend, legend } from './chart/legend.ts';
import type { LossChart } from './chart/lossChart.ts';
import type { Landscape } from './landscape/landscape.ts';
import { type Actions, oneColumn, type PanelState } from './state.ts';
import { words } from './words.ts';

/** The loss chart and, for surfaces, the landscape beside or below it. */
export function figures(
  state: PanelState,
  actions: Actions,
  chart: LossChart,
  landscape: Landscape,
): TemplateResult {
  const { race } = state;
  const { title, text } = chartCaption(state);
  return html`<div class="stage">
    <section class="figure loss" aria-label=${title}>
      <p class="caption"><b>${title}</b> <span>${text}</span></p>
      ${hasLegend(race) ? legend(state, actions) : nothing} ${chart.element}
      <p id="chart-hint" class="sr-only">${words.chartHint}</p>
    </section>
    ${
      race.surface
        ? html`<section class="figure land" aria-label=${words.landscape}>
            <p class="caption"><b>${words.landscape}</b> <span>${landscapeCaption(race.surface, landscape.stretch, state.width)}</span></p>
            ${landscape.element}
          </section>`
        : nothing
    }
  </div>`;
}

/** Between one column and this width the caption has room for one of its two parts. */
const roomForFormula = 1020;

function landscapeCaption({ formula, axes }: Surface, stretch: number, width: number): string {
  const [first, second] = axes;
  // Less than five percent nobody sees.
  if (Math.abs(Math.log(stretch)) < 0.05) return formula;
  const stretched = stretch > 1 ? words.stretched(first, stretch) : words.stretched(second, 1 / stretch);
  const both = width < oneColumn || width >= roomForFormula;
  return both ? `${formula}, ${stretched}` : stretched;
}
