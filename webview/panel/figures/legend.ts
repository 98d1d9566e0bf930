import { html, nothing, type TemplateResult } from 'lit/html.js';
import { lineKey } from '../../shared/lineKey.ts';
import { type Group, groupingOf, singleOf } from '../data/groups.ts';
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

/** Names with keys that show and hide, for races of more lines than line ends have room for. It scrolls. */
export function legend(state: PanelState, actions: PanelActions): TemplateResult {
  const found = listedLines(state);
  const rest = found.length - mostNames;
  return html`<div class="legend">
    <ul aria-label=${words.legend} data-walk="row" data-items="button">
      ${found.slice(0, mostNames).map((line) => entry(line, state, actions))}
      ${rest > 0 ? html`<li class="quiet">${words.moreRows(rest)}</li>` : nothing}
    </ul>
  </div>`;
}

/** Those that the person looks at, hidden or not: a group is one, unless it is unfolded. */
function listedLines(state: PanelState): readonly Group[] {
  const { race, settings, unfolded } = state;
  const listed = new Set(listedRuns(state));
  return groupingOf(race, settings.groupBy).groups.flatMap((group) => {
    const runs = group.runs.filter((run) => listed.has(run));
    const isOne = runs.length > 1 && !unfolded.has(group.key);
    return isOne ? [{ ...group, runs }] : runs.map((run) => singleOf(race, run));
  });
}

function entry({ key, name, runs, look }: Group, state: PanelState, actions: PanelActions): TemplateResult {
  return html`<li>
    <button
      type="button"
      aria-pressed=${runs.some((run) => !isHidden(state, run))}
      @click=${() => actions.toggleRuns(runs)}
      @pointerenter=${() => actions.highlight(key)}
      @pointerleave=${() => actions.highlight(null)}
      @focus=${() => actions.highlight(key)}
      @blur=${() => actions.highlight(null)}
    >${lineKey(look, state.theme.contrast)}<span>${name}</span></button>
  </li>`;
}
