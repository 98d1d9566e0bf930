import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { statusWords } from '../../../core/race/status.ts';
import { icon } from '../controls/controls.ts';
import type { RunData } from '../data/runData.ts';
import { rowNames, runNames } from '../data/runNames.ts';
import { runColor, runKey } from '../runKey.ts';
import { type Actions, isHidden, isNarrow, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { type Column, fittingColumns } from './columns.ts';
import { rowOrder } from './rowOrder.ts';
import { statusIcon } from './statusIcon.ts';

/** All runs with their numbers: also the chart's text alternative. */
export function runTable(state: PanelState, actions: Actions): TemplateResult {
  const { race, theme, width } = state;
  const shown = fittingColumns(race, width - 16, isNarrow(state));
  const names = rowNames(race.runs);
  const fullNames = runNames(race.runs);
  const keys = theme.contrast || race.runs.some((run) => run.facts.variant > 1);
  const rows = rowOrder(state);
  return html`<table class="runs-table ${keys ? 'keys' : ''}">
      <caption class="sr-only">${words.runsCaption}</caption>
      <thead>
        <tr>${shown.map((column) => head(column, state, actions))}</tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          (run) => run.key,
          (run) => {
            const name = names.get(run) ?? run.facts.name;
            const cells = shown.map((column) =>
              column.id === 'name'
                ? nameCell(run, name, fullNames.get(run) ?? name, state, actions)
                : cell(column, run, state),
            );
            return row(run, cells, state, actions);
          },
        )}
      </tbody>
    </table>
    ${shown.some((column) => column.id === 'status') ? nothing : notes(rows, state)}`;
}

function isText(column: Column): boolean {
  return column.id === 'name' || column.id === 'status';
}

function head(column: Column, state: PanelState, { set }: Actions): TemplateResult {
  const { sort } = state.settings;
  const on = sort.column === column.id;
  const press = () => set({ sort: { column: column.id, descending: on && !sort.descending } });
  return html`<th
    scope="col"
    class="${column.id} ${isText(column) ? '' : 'right'}"
    aria-sort=${on ? (sort.descending ? 'descending' : 'ascending') : nothing}
  >
    <button type="button" class="sort" @click=${press}>
      ${on ? icon(sort.descending ? 'arrow-down' : 'arrow-up') : nothing}${column.head(state.race, isNarrow(state))}
    </button>
  </th>`;
}

function row(
  run: RunData,
  cells: readonly TemplateResult[],
  state: PanelState,
  actions: Actions,
): TemplateResult {
  const { id } = run.facts;
  const bad = run.diverged || run.status.kind === 'failed';
  return html`<tr
    data-run=${id}
    class="${bad ? run.status.kind : ''} ${state.highlighted === id ? 'highlighted' : ''} ${isHidden(state, run) ? 'hidden-run' : ''}"
    @pointerenter=${() => actions.highlight(id)}
    @pointerleave=${() => actions.highlight(null)}
  >
    ${cells}
  </tr>`;
}

function cell(column: Column, run: RunData, state: PanelState): TemplateResult {
  const text = column.text(run, state.race);
  if (column.id === 'status')
    return html`<td class="status"><span>${statusIcon(run.status, state.race.phase)}<span>${text}</span></span></td>`;
  const stale = column.stale?.(run) ?? null;
  const quiet = text === null || stale !== null || (column.id === 'target' && run.reached === null);
  return html`<td class="right num ${column.id} ${quiet ? 'quiet' : ''}" title=${stale ?? nothing}
    >${text ?? words.none}</td
  >`;
}

/** The key is the button that shows and hides the run's line. */
function nameCell(
  run: RunData,
  name: string,
  full: string,
  state: PanelState,
  actions: Actions,
): TemplateResult {
  const hidden = isHidden(state, run);
  return html`<th scope="row" class="name">
    <span>
      <button
        type="button"
        class="visibility ${runColor(run)}"
        aria-pressed=${!hidden}
        aria-label=${words.visible(full)}
        title=${hidden ? words.show(full) : words.hide(full)}
        @click=${() => actions.toggleRun(run)}
      >${hidden ? icon('eye-closed') : runKey(run, state.theme.contrast)}</button>
      <span class="text">${name}</span>
    </span>
  </th>`;
}

/** What went wrong, in full, where the table has no room for a status. */
function notes(rows: readonly RunData[], { race }: PanelState): TemplateResult {
  const names = runNames(race.runs);
  return html`${rows
    .filter((run) => run.diverged || run.status.kind === 'failed')
    .map((run) => {
      const text = statusWords(run.status, run.step, race.phase);
      return html`<p class="bad-note">
        ${icon('error')}<span>${names.get(run)}: ${text.charAt(0).toLowerCase()}${text.slice(1)}.</span>
      </p>`;
    })}`;
}
