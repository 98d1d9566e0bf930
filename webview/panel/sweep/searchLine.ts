import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon, select } from '../../shared/controls/controls.ts';
import type { RaceData } from '../data/raceData.ts';
import type { PanelActions, PanelState } from '../state.ts';
import { words } from '../words.ts';
import { bestChoices, findOf } from './finding.ts';

/** So many are seen at a glance. */
const mostUnsearched = 16;
const faultId = 'find-fault';
const hintId = 'find-hint';

function hasSearch({ runs }: RaceData): boolean {
  return runs.length > mostUnsearched;
}

/** Finds runs by a line of text, and of these the best: for table, chart and all other views alike. */
export function searchLine(state: PanelState, actions: PanelActions): TemplateResult | typeof nothing {
  const { race, found, wayBack } = state;
  if (!hasSearch(race) && found.runs === null) return nothing;
  const { text, best } = findOf(race, state.settings);
  const change = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) actions.find({ text: target.value });
  };
  const choices = bestChoices.map((value) => ({ value: String(value), label: words.bestOf(value) }));
  const isSought = found.runs !== null || text.trim() !== '';
  return html`<div class="search" role="search" aria-label=${words.findRuns}>
    <input
      type="search"
      class="input"
      placeholder=${words.findExample}
      aria-label=${words.findRuns}
      aria-describedby=${found.fault === null ? hintId : faultId}
      aria-invalid=${found.fault === null ? nothing : 'true'}
      spellcheck="false"
      autocomplete="off"
      .value=${text}
      @input=${change}
      @keydown=${goToRows}
    >
    ${select(words.bestRuns, choices, String(best), (value) => actions.find({ best: value === 'null' ? null : Number(value) }))}
    <p class="quiet num" role="status">${isSought ? words.foundRuns(found.runs?.size ?? race.runs.length, race.runs.length) : nothing}</p>
    ${isSought ? html`<button type="button" class="link" @click=${() => actions.find({ text: '', best: null })}><span>${words.findAll}</span></button>` : nothing}
    ${wayBack === null ? nothing : html`<button type="button" class="link" @click=${actions.goBack}>${icon('arrow-left')}<span>${words.backTo(wayBack.stage)}</span></button>`}
    <p id=${hintId} class="sr-only">${words.findHint}</p>
    ${found.fault === null ? nothing : html`<p id=${faultId} class="fault" role="alert">${found.fault}</p>`}
  </div>`;
}

/** Down goes from the line to what it has found, past the buttons between. */
function goToRows(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest('.runs')?.querySelector<HTMLElement>('tbody tr');
  if (!row) return;
  row.focus();
  event.preventDefault();
}

/** Why there is no row; nothing where there are some. */
export function noneFound(state: PanelState): TemplateResult | typeof nothing {
  return state.found.runs?.size === 0 ? html`<p class="none-found quiet">${words.noneFound}</p>` : nothing;
}
