/** All trials as a table: the tuning curves for those who don't see them, and the way to the runs of each by keys. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SheetEntrant, SheetTrial } from '../../core/fairComparison/comparisonSheet.ts';
import { halfText, rateText, scoreText } from '../shared/comparison/scoreText.ts';
import { icon } from '../shared/controls/controls.ts';
import type { Shown } from './comparisonState.ts';
import type { ComparisonActions } from './pageActions.ts';
import { words } from './words.ts';

export function trialsTable(shown: Shown, actions: ComparisonActions): TemplateResult {
  const { problem, showsTrials } = shown;
  const count = problem.entrants.reduce((sum, { trials }) => sum + trials.length, 0);
  const toggle = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLDetailsElement) actions.unfoldTrials(currentTarget.open);
  };
  return html`<details class="all-trials" .open=${showsTrials} @toggle=${toggle}>
    <summary>${words.allTrials(count)}</summary>
    ${showsTrials ? table(shown, actions) : nothing}
  </details>`;
}

function table(shown: Shown, actions: ComparisonActions): TemplateResult {
  const { entrants } = shown.problem;
  const some = (has: (trial: SheetTrial) => boolean) => entrants.some(({ trials }) => trials.some(has));
  const has = { others: some(({ others }) => others !== ''), diverged: some(({ diverged }) => diverged > 0) };
  return html`<table>
    <caption class="sr-only">${words.trialsTable}</caption>
    <thead>
      <tr>
        <th scope="col" class="name">${words.optimizer}</th>
        <th scope="col" class="num">${words.rateHead}</th>
        ${has.others ? html`<th scope="col">${words.others}</th>` : nothing}
        <th scope="col" class="num">${shown.sheet.judge.tuned}</th>
        <th scope="col" class="num left from-620">${words.half}</th>
        <th scope="col" class="num from-620">${words.seedsDone}</th>
        ${has.diverged ? html`<th scope="col" class="num lost">${words.divergedHead}</th>` : nothing}
        <td></td>
        <td class="show"></td>
      </tr>
    </thead>
    ${entrants.map(
      (entrant, place) => html`<tbody>
        ${entrant.trials.map((_, trial) => trialRow({ entrant, place, trial, has }, shown, actions))}
      </tbody>`,
    )}
  </table>`;
}

interface TrialPlace {
  readonly entrant: SheetEntrant;
  /** Of the entrant. */
  readonly place: number;
  readonly trial: number;
  /** Which columns there are. */
  readonly has: { readonly others: boolean; readonly diverged: boolean };
}

function trialRow(
  { entrant, place, trial, has }: TrialPlace,
  { sheet: { judge }, number, hasExtension }: Shown,
  { showRuns }: ComparisonActions,
) {
  const found = entrant.trials[trial];
  if (!found) return nothing;
  const { lr, others, score, done, total, diverged } = found;
  const label = words.showTrial(entrant.name, rateText(lr));
  const half = Number.isFinite(score.median) ? halfText(judge, score.low, score.high) : words.none;
  return html`<tr>
    <th scope="row" class="name"><span class="text">${entrant.name}</span></th>
    <td class="num">${rateText(lr)}</td>
    ${has.others ? html`<td class="quiet">${others}</td>` : nothing}
    <td class="num">${scoreText(judge, score.median)}</td>
    <td class="num quiet left from-620">${half}</td>
    <td class="num quiet from-620">${words.countOf(done, total)}</td>
    ${has.diverged ? html`<td class="num lost">${diverged}</td>` : nothing}
    <td class="quiet">${marksOf(found, trial === entrant.best)}</td>
    <td class="show">
      ${
        done > 0 && hasExtension
          ? html`<button
              type="button"
              class="icon-button"
              title=${label}
              aria-label=${label}
              @click=${() => showRuns({ problem: number, entrant: place, trial })}
            >${icon('graph-line')}</button>`
          : nothing
      }
    </td>
  </tr>`;
}

function marksOf({ isAdded }: SheetTrial, isBest: boolean): string {
  return [...(isBest ? [words.isBest] : []), ...(isAdded ? [words.isAdded] : [])].join(', ');
}
