import { guard } from 'lit/directives/guard.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import { equalText } from '../../../core/race/differences.ts';
import { icon } from '../../shared/controls/controls.ts';
import type { RunData } from '../data/runData.ts';
import { isNarrow, type PanelActions, type PanelState, tableWidth } from '../state.ts';
import { noneFound, searchLine } from '../sweep/searchLine.ts';
import { words } from '../words.ts';
import { positionTable } from './positionTable.ts';
import { runTable } from './runTable.ts';
import { showsOnlyDiffering } from './tableColumns.ts';

const tabs = [
  { id: 'runs', label: words.runs },
  { id: 'positions', label: words.positions },
] as const;

/**
 * The table of runs and, on surfaces, that of their positions behind a second tab.
 * @param rows The runs in the order of their rows.
 */
export function tables(state: PanelState, rows: readonly RunData[], actions: PanelActions): TemplateResult {
  const { race, settings, place } = state;
  // A view compares, and that is all.
  const surface = place !== 'view' ? race.surface : undefined;
  const positions = surface !== undefined && settings.table === 'positions';
  const narrow = isNarrow({ width: tableWidth(state) });
  return html`<section class="runs ${narrow ? 'narrow' : ''}">
    <div class="runs-head">${surface ? tabList(state, actions) : nothing} ${searchLine(state, actions)} ${hiddenNote(state, actions)}</div>
    <div
      id="table-panel"
      class="table-scroll"
      role=${surface ? 'tabpanel' : nothing}
      aria-labelledby=${surface ? `tab-${positions ? 'positions' : 'runs'}` : nothing}
      tabindex=${positions ? '0' : nothing}
    >
      ${
        positions
          ? guard([state.rows.all], () => positionTable(state, surface))
          : runTable(state, rows, actions)
      }
      ${noneFound(state)}
    </div>
    ${positions ? nothing : equalLine(state)}
  </section>`;
}

/** What the table leaves out, since it is the same for all. */
function equalLine(state: PanelState): TemplateResult | typeof nothing {
  if (!showsOnlyDiffering(state)) return nothing;
  const { race } = state;
  const equal = race.differences.equal.filter(({ id }) => id !== 'optimizer');
  const specs = race.runs.map(({ facts }) => facts);
  const text = equalText(specs, equal);
  if (text === '') return nothing;
  // Logs don't tell their settings.
  const line = specs.some(isOfLog) ? words.equalInOurs(text) : words.equalInAll(text);
  return html`<p class="equal quiet">${line}</p>`;
}

/** Runs that are missing from the chart are spoken of, lest they are taken for none. */
function hiddenNote({ hidden }: PanelState, { showAllRuns }: PanelActions): TemplateResult | typeof nothing {
  if (hidden.size === 0) return nothing;
  return html`<p class="hidden-note quiet">
    ${icon('eye-closed')}<span>${words.hiddenCount(hidden.size)}</span>
    <button type="button" class="link" @click=${showAllRuns}><span>${words.showAll}</span></button>
  </p>`;
}

function tabList({ settings }: PanelState, { set }: PanelActions): TemplateResult {
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = settings.table === 'runs' ? 'positions' : 'runs';
    set({ table: other });
    document.getElementById(`tab-${other}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words.views} @keydown=${move}>
    ${tabs.map(
      ({ id, label }) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-selected=${settings.table === id}
          aria-controls="table-panel"
          tabindex=${settings.table === id ? 0 : -1}
          @click=${() => set({ table: id })}
        >${label}</button>`,
    )}
  </div>`;
}
