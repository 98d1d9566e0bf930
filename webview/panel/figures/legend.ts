import { html, nothing, type TemplateResult } from 'lit/html.js';
import { lineKey } from '../../shared/lineKey.ts';
import { groupingOf } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { visibleLines } from '../scene/drawnLines.ts';
import { mostNamedLines } from '../scene/drawnRuns.ts';
import { isHidden, listedRuns, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';

/** Of more names nobody reads the last; those that are searched for come first. */
const mostNames = 200;

export function hasLegend(state: PanelState): boolean {
  // Hidden runs are found there. Where several are one line, the table has them.
  const isGrouped = groupingOf(state.race, state.settings.groupBy).id !== 'run';
  return (isGrouped ? visibleLines(state) : state.race.runs).length > mostNamedLines;
}

/** Names with keys that show and hide, for races of more runs than line ends have room for. It scrolls. */
export function legend(state: PanelState, actions: PanelActions): TemplateResult {
  const found = listedRuns(state);
  const rest = found.length - mostNames;
  return html`<div class="legend">
    <ul aria-label=${words.legend} data-walk="row" data-items="button">
      ${found.slice(0, mostNames).map((run) => entry(run, state, actions))}
      ${rest > 0 ? html`<li class="quiet">${words.moreRows(rest)}</li>` : nothing}
    </ul>
  </div>`;
}

function entry(run: RunData, state: PanelState, actions: PanelActions): TemplateResult {
  const { race, theme } = state;
  return html`<li>
    <button
      type="button"
      aria-pressed=${!isHidden(state, run)}
      @click=${() => actions.toggleRun(run)}
      @pointerenter=${() => actions.highlight(run.key)}
      @pointerleave=${() => actions.highlight(null)}
      @focus=${() => actions.highlight(run.key)}
      @blur=${() => actions.highlight(null)}
    >${lineKey(run.look, theme.contrast)}<span>${race.names.get(run)}</span></button>
  </li>`;
}
