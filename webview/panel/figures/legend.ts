import { html, nothing, type TemplateResult } from 'lit/html.js';
import { lineKey } from '../../shared/lineKey.ts';
import { groupingOf } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { visibleLines } from '../scene/drawnLines.ts';
import { mostNamedLines } from '../scene/drawnRuns.ts';
import { isHidden, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';

/** More names are searched rather than read. */
const mostUnsearched = 16;
/** Of more names nobody reads the last; those that are searched for come first. */
const mostNames = 200;

export function hasLegend(state: PanelState): boolean {
  // Hidden runs are found there. Where several are one line, the table has them.
  const isGrouped = groupingOf(state.race, state.settings.groupBy).id !== 'run';
  return (isGrouped ? visibleLines(state) : state.race.runs).length > mostNamedLines;
}

/** Names with keys that show and hide, for races of more runs than line ends have room for. It scrolls. */
export function legend(state: PanelState, actions: PanelActions): TemplateResult {
  const found = foundRuns(state);
  const rest = found.length - mostNames;
  return html`<div class="legend">
    ${state.race.runs.length > mostUnsearched ? search(state, found, actions) : nothing}
    <ul aria-label=${words.legend} data-walk="row" data-items="button">
      ${found.slice(0, mostNames).map((run) => entry(run, state, actions))}
      ${rest > 0 ? html`<li class="quiet">${words.moreRows(rest)}</li>` : nothing}
      ${found.length === 0 ? html`<li class="quiet">${words.noneFound}</li>` : nothing}
    </ul>
  </div>`;
}

/** Runs whose names have all the words that are searched for. */
function foundRuns({ race, legendFilter }: PanelState): readonly RunData[] {
  const wanted = legendFilter.toLowerCase().split(' ');
  return race.runs.filter((run) => {
    const name = race.names.get(run)?.toLowerCase() ?? '';
    return wanted.every((word) => name.includes(word));
  });
}

function search(
  { legendFilter }: PanelState,
  found: readonly RunData[],
  { filterLegend, showOnly }: PanelActions,
): TemplateResult {
  const change = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) filterLegend(target.value);
  };
  const some = legendFilter.trim() !== '' && found.length > 0;
  return html`<div class="search">
    <input
      type="search"
      class="input"
      placeholder=${words.filterLegend}
      aria-label=${words.filterLegend}
      .value=${legendFilter}
      @input=${change}
    >
    ${
      some
        ? html`<button type="button" class="link" @click=${() => showOnly(found)}><span>${words.showOnly(found.length)}</span></button>`
        : nothing
    }
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
