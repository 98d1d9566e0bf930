import { html, nothing, type TemplateResult } from 'lit/html.js';
import { linkButton } from '../shared/controls/controls.ts';
import type { Shown } from './comparisonState.ts';
import type { ComparisonActions } from './pageActions.ts';
import { words } from './words.ts';

/** What is compared, at which budget, and what came out; screen readers are told what came out when a phase ends. */
export function headline(shown: Shown, { moreSeeds }: ComparisonActions): TemplateResult {
  const { sheet, problem, said, hasExtension } = shown;
  const { title, budget, phase, progress, moreSeeds: missing } = sheet;
  const offers = missing !== null && phase === 'done' && hasExtension;
  return html`<header>
    <h1>${title}${budget === '' ? nothing : html`<span class="budget"> · ${budget}</span>`}</h1>
    <p class="finding">
      <span>${problem.headline}</span>
      ${
        offers
          ? html`<span class="offer" title=${words.moreSeedsTitle(missing)}>
              ${linkButton('add', words.moreSeeds(missing), () => moreSeeds(missing))}
            </span>`
          : nothing
      }
    </p>
    ${phase === 'stopped' ? html`<p class="quiet">${words.stopped(progress)}</p>` : nothing}
    <p class="sr-only" role="status">${said}</p>
  </header>`;
}
