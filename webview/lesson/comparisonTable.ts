/** The table of a comparison below its cell: a row an optimizer, the best first. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import {
  type ComparisonSheet,
  isJudged,
  type SheetEntrant,
  type SheetProblem,
} from '../../core/fairComparison/comparisonSheet.ts';
import { ranked } from '../../core/fairComparison/ranked.ts';
import {
  differenceText,
  halfText,
  intervalText,
  rateText,
  scoreText,
} from '../shared/comparison/scoreText.ts';
import { comparisonWords as words } from '../shared/comparison/words.ts';
import { lineKey } from '../shared/lineKey.ts';

/** What rows need to know of the page. */
export interface RowLook {
  readonly contrast: boolean;
  /** The place of the optimizer that stands out; null: none. */
  readonly highlighted: number | null;
  highlight(place: number | null): void;
}

export function comparisonTable(
  sheet: ComparisonSheet,
  problem: SheetProblem,
  look: RowLook,
): TemplateResult {
  const { judge, confidence } = sheet;
  const { entrants } = problem;
  const judged = isJudged(problem);
  const compared = entrants.some(({ behind }) => behind !== null);
  const level = words.interval(`${Number((100 * confidence).toFixed(1))} %`);
  return html`<table>
    <caption class="sr-only">${words.table}</caption>
    <thead>
      <tr>
        <th>${words.optimizer}</th>
        <th class="num">${words.bestRate}</th>
        <th class="num">${capital(judged ? judge.judged : judge.tuned)}</th>
        <th class="half">${words.half}</th>
        ${compared ? html`<th class="num behind">${words.behind}</th><th class="range">${level}</th>` : nothing}
        <th>${words.verdict}</th>
      </tr>
    </thead>
    <tbody>
      ${ranked(entrants, judge.isMoreBetter).map((entrant) =>
        rowOf(entrant, entrants.indexOf(entrant), { sheet, judged, compared }, look),
      )}
    </tbody>
  </table>`;
}

interface Columns {
  readonly sheet: ComparisonSheet;
  readonly judged: boolean;
  readonly compared: boolean;
}

function rowOf(
  entrant: SheetEntrant,
  place: number,
  { sheet: { judge }, judged, compared }: Columns,
  { contrast, highlighted, highlight }: RowLook,
): TemplateResult {
  const { name, color, variant, trials, best, result, behind, verdict } = entrant;
  const score = judged ? result : (trials[best ?? -1]?.score ?? null);
  const quiet = verdict === 'best' || verdict === 'open' ? 'quiet' : '';
  return html`<tr
    class=${highlighted !== null && highlighted !== place ? 'faded' : ''}
    @pointerenter=${() => highlight(place)}
    @pointerleave=${() => highlight(null)}
  >
    <td class="name">${lineKey({ slot: color, variant }, contrast)} ${name}</td>
    <td class="num">${rateCell(entrant)}</td>
    <td class="num">${score ? scoreText(judge, score.median) : words.none}</td>
    <td class="num quiet half">${score ? halfText(judge, score.low, score.high) : words.none}</td>
    ${
      compared
        ? html`<td class="num behind">${behindCell(entrant, judge)}</td>
          <td class="num quiet range">${behind && !behind.isBySign ? intervalText(judge, behind.low, behind.high) : nothing}</td>`
        : nothing
    }
    <td class=${quiet}>${entrant.words}</td>
  </tr>`;
}

function rateCell({ trials, best, edge, extensions }: SheetEntrant): TemplateResult | string {
  const trial = trials[best ?? -1];
  if (!trial) return words.none;
  const rate = rateText(trial.lr);
  const [mark, value] = edge === 'highest' ? words.edgeHigh(rate) : words.edgeLow(rate);
  return html`${edge ? html`<span class="quiet" title=${words.edgeTitle(edge, extensions)}>${mark}</span> ` : nothing}${value}
    ${trial.others === '' ? nothing : html`<span class="quiet">${trial.others}</span>`}`;
}

function behindCell({ behind }: SheetEntrant, judge: ComparisonSheet['judge']): TemplateResult | string {
  if (!behind) return words.none;
  return behind.isBySign
    ? html`<span class="quiet" title=${words.bySignTitle}>${words.bySign}</span>`
    : differenceText(judge, behind.mean);
}

/** `Final test loss` */
function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
