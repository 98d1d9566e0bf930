/** The page as a whole. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { noticeView } from '../shared/notice.ts';
import { type Caption, curvesCaption, profileCaption, trialsCaption, tuningCaption } from './captions.ts';
import { type ComparisonState, curvesTitle, type Shown, shownOf } from './comparisonState.ts';
import { type Figures, hintId } from './figures.ts';
import { headline } from './headline.ts';
import type { ComparisonActions } from './pageActions.ts';
import { toolbar } from './toolbar.ts';
import { trialsTable } from './trialsTable.ts';
import { verdictTable } from './verdictTable.ts';
import { words } from './words.ts';

export function comparisonView(
  state: ComparisonState,
  figures: Figures,
  actions: ComparisonActions,
): TemplateResult {
  const shown = shownOf(state);
  if (!shown) return html`<main class="comparison">${noticeView(state.notice, words)}</main>`;
  const { sheet, problem } = shown;
  return html`<main class="comparison">
    ${toolbar(shown, actions)}
    ${headline(shown, actions)}
    <div class="parts">
      ${mainFigure(shown, figures)}
      <section class="table" aria-label=${words.table}>${verdictTable(shown, actions)}</section>
      <section class="figure tuning-figure" aria-label=${words.tuning}>
        ${caption(tuningCaption(shown))}
        ${figures.tuning.element}
      </section>
    </div>
    ${moreFigures(shown, figures)}
    <footer>
      ${trialsTable(shown, actions)}
      <ul class="notes quiet small">
        ${problem.rows.training > 0 ? html`<li>${words.rows(problem.rows)}</li>` : nothing}
        ${sheet.notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </footer>
    <p class="sr-only" id=${hintId}>${words.hint}</p>
  </main>`;
}

/** The curves on the fresh seeds; before there are any the best so far, or what is being done. */
function mainFigure(shown: Shown, { charts }: Figures): TemplateResult {
  const { sheet } = shown;
  if (hasCurves(shown))
    return html`<section class="figure curves" aria-label=${curvesTitle(shown)}>
      ${caption(curvesCaption(shown))}
      ${charts.curves.element}
    </section>`;
  if (hasTrials(shown)) return trialsFigure(shown, charts.trials.element, 'curves');
  return html`<section class="figure curves" aria-label=${curvesTitle(shown)}>
    ${caption({ title: curvesTitle(shown), text: '' })}
    <div class="body waiting"><p class="quiet">${words.waiting[sheet.phase]}</p></div>
  </section>`;
}

/** What there is beside the picture: the best so far, and over several problems the profile. */
function moreFigures(shown: Shown, { charts }: Figures): TemplateResult | typeof nothing {
  const hasBest = hasCurves(shown) && hasTrials(shown);
  const { profile } = shown.sheet;
  if (!hasBest && profile.length === 0) return nothing;
  return html`<div class="more">
    ${hasBest ? trialsFigure(shown, charts.trials.element, '') : nothing}
    ${
      profile.length > 0
        ? html`<section class="figure" aria-label=${words.profile}>
            ${caption(profileCaption(shown))}
            ${charts.profile.element}
          </section>`
        : nothing
    }
  </div>`;
}

function trialsFigure(shown: Shown, element: HTMLElement, classes: string): TemplateResult {
  return html`<section class="figure ${classes}" aria-label=${words.bestSoFar}>
    ${caption(trialsCaption(shown))}
    ${element}
  </section>`;
}

function caption({ title, text }: Caption): TemplateResult {
  return html`<p class="caption"><b>${title}</b> <span>${text}</span></p>`;
}

function hasCurves({ problem }: Shown): boolean {
  return problem.entrants.some(({ curve }) => curve.x.length > 0);
}

function hasTrials({ problem }: Shown): boolean {
  return problem.entrants.some(({ bestSoFar }) => bestSoFar.x.length > 0);
}
