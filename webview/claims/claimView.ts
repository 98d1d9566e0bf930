/** A claim from its title to its runs. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { Verdict } from '../../core/claims/claim.ts';
import type { ClaimOutcome, ClaimSheet, ClaimTestState } from '../../core/claims/claimSheet.ts';
import type { FromClaims, ShownClaim } from '../../core/protocol/claims.ts';
import { numberLine } from './numberLine.ts';
import { words } from './words.ts';

export interface ClaimPageState {
  /** Null before the first message. */
  readonly shown: ShownClaim | null;
  /** The chart of its runs. */
  readonly curves: HTMLElement;
  /** That of their sharpness. */
  readonly sharpness: HTMLElement;
  readonly post: (message: FromClaims) => void;
}

export function claimPage({ shown, curves, sharpness, post }: ClaimPageState): TemplateResult {
  if (!shown) return html`<main class="claim"><p class="quiet" role="status">${words.loading}</p></main>`;
  return html`<main class="claim">
    ${toolbar(shown, post)}
    ${shown.sheet ? sheetView(shown, shown.sheet, { curves, sharpness }) : faultsView(shown)}
  </main>`;
}

function toolbar(
  { sheet, state, outcome, number, count, file, isOwn }: ShownClaim,
  post: ClaimPageState['post'],
) {
  const isOn = state.kind === 'running' || state.kind === 'waiting';
  const label = isOn ? words.cancel : outcome ? words.testAgain : words.test;
  const go = (by: -1 | 1) => post({ type: 'go', by });
  return html`<nav class="toolbar" aria-label=${words.claims}>
    <button class="icon" aria-label=${words.previous} aria-disabled=${number <= 1} @click=${() => go(-1)}>
      ${arrow('M10 3 5 8l5 5')}
    </button>
    <button class="icon" aria-label=${words.next} aria-disabled=${number >= count} @click=${() => go(1)}>
      ${arrow('m6 3 5 5-5 5')}
    </button>
    <span class="quiet num">${words.place(number, count)}</span>
    <span class="gap"></span>
    ${
      file === ''
        ? nothing
        : html`<button class="secondary" @click=${() => post({ type: 'openFile' })}>${isOwn ? words.openFile : words.openCopy}</button>`
    }
    ${
      sheet
        ? html`<button
            class=${isOn ? 'secondary' : 'primary'}
            @click=${() => post({ type: isOn ? 'cancel' : 'run' })}
          >
            ${label}
          </button>`
        : nothing
    }
  </nav>`;
}

function arrow(path: string) {
  return html`<svg width="16" height="16" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}

function faultsView({ file, faults }: ShownClaim) {
  return html`<h1>${file || words.claims}</h1>
    <div class="faults" role="status">
      ${faults.map((fault) => html`<p class="bad">${fault}</p>`)}
    </div>`;
}

function sheetView(
  { state, outcome, picture, sharpness }: ShownClaim,
  sheet: ClaimSheet,
  charts: Pick<ClaimPageState, 'curves' | 'sharpness'>,
) {
  return html`
    <h1>${sheet.title}</h1>
    <p class="said">${sheet.claim}</p>
    <p class="quiet">${sheet.source}</p>
    <div role="status">${verdictView(outcome)} ${stateView(state, outcome, sheet)}</div>
    ${state.kind === 'running' ? progressView(state.share) : nothing}
    <div class="parts">
      <section>
        <h2>${words.statistic}</h2>
        <p>${sheet.statistic}</p>
        ${outcome ? numberLine(sheet, outcome) : nothing} ${factsView(sheet, outcome)}
        ${outcome ? findingView(sheet, outcome) : nothing}
      </section>
      <section>
        <h2>${words.runs}</h2>
        <p class="quiet">${sheet.protocol}</p>
        ${
          picture
            ? html`${sharpness ? charts.sharpness : nothing}${charts.curves}${
                outcome && outcome.samples.length > 1
                  ? html`<p class="quiet small">${words.firstSeed(outcome.samples.length)}</p>`
                  : nothing
              }`
            : html`<p class="quiet empty">${outcome ? words.noRuns : words.runsLater}</p>`
        }
      </section>
    </div>
  `;
}

function verdictView(outcome: ClaimOutcome | null) {
  if (!outcome) return nothing;
  const { verdict } = outcome;
  return html`<p class="verdict ${verdict.replace(' ', '-')}">${sign(verdict)}<b>${words.verdicts[verdict]}</b></p>`;
}

const signs: Readonly<Record<Verdict, string>> = {
  reproduced: 'm4.5 8.5 2.5 2.5 4.5-5.5',
  'not reproduced': 'm5 5 6 6m0-6-6 6',
  'not established': 'M6 6.2c0-2.6 4-2.6 4 0 0 1.6-2 1.5-2 3.3m0 1.6v.9',
};

function sign(verdict: Verdict) {
  return html`<svg width="16" height="16" aria-hidden="true">
    ${svg`<circle cx="8" cy="8" r="6.5"></circle><path d=${signs[verdict]}></path>`}
  </svg>`;
}

function stateView(state: ClaimTestState, outcome: ClaimOutcome | null, { slow }: ClaimSheet) {
  switch (state.kind) {
    case 'running':
      return html`<p class="quiet">${words.testing}</p>`;
    case 'waiting':
      return html`<p class="quiet">${words.waiting}</p>`;
    case 'cancelled':
      return html`<p class="quiet">${outcome ? words.cancelledAgain : words.cancelled}</p>`;
    case 'failed':
      return html`<p class="bad">${words.failed(state.message)}</p>`;
    case 'idle':
      return outcome ? nothing : html`<p class="quiet">${words.notRun} ${slow ? words.slow : nothing}</p>`;
  }
}

/** Beside the words that are read aloud as they change: a number that changes ten times a second is not for that. */
function progressView(share: number) {
  const percent = Math.floor(100 * share);
  return html`<p class="quiet going">
    <progress max="100" value=${percent} aria-label=${words.testing}></progress>
    <span class="num" aria-hidden="true">${percent} %</span>
  </p>`;
}

function factsView({ expected }: ClaimSheet, outcome: ClaimOutcome | null) {
  const seeds = outcome?.interval ? words.seeds(outcome.samples.length) : null;
  return html`<dl>
    <dt>${words.expected}</dt>
    <dd class="num">${expected}</dd>
    ${
      outcome
        ? html`<dt>${words.measured}</dt>
            <dd><span class="num">${outcome.words}</span>${seeds === null ? nothing : html` <span class="quiet small">${seeds}</span>`}</dd>`
        : nothing
    }
  </dl>`;
}

function findingView({ finding, verdict }: ClaimSheet, { isAsWritten }: ClaimOutcome) {
  return html`<h2>${words.finding}</h2>
    <p>${isAsWritten ? finding : words.otherVerdict(verdict)}</p>`;
}
