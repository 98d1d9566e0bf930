import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from '../../shared/controls/controls.ts';
import { colorClass, lineKey } from '../../shared/lineKey.ts';
import type { RunData } from '../data/runData.ts';
import { isHidden, isNarrow, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import type { Column } from './columns.ts';
import { fittingColumns } from './fittingColumns.ts';
import { mostRows } from './rowOrder.ts';
import { notes, statusCell, statusRoom } from './statusCell.ts';

/** Of the page's width, what is beside the table. */
const margins = { wide: 16, narrow: 8 };

/**
 * The runs with their numbers: also the chart's text alternative. A row is focused as a whole; its keys do what its
 * button and a click on it do.
 * @param runs In the order of their rows.
 */
export function runTable(state: PanelState, runs: readonly RunData[], actions: PanelActions): TemplateResult {
  const { race, theme } = state;
  const narrow = isNarrow(state);
  const width = state.width - (narrow ? margins.narrow : margins.wide);
  const fitting = fittingColumns(race, width, narrow);
  const shown = fitting.map(({ column }) => column);
  const room = statusRoom(fitting, width);
  const keys = theme.contrast || race.runs.some(({ look }) => look.variant > 0);
  const rows = runs.slice(0, mostRows);
  return html`<table class="runs-table ${keys ? 'keys' : ''}" role="grid" aria-describedby="row-keys">
      <caption class="sr-only">${words.runsCaption}</caption>
      <colgroup>${fitting.map((each) => html`<col width=${each.width ?? nothing}>`)}</colgroup>
      <thead>
        <tr data-walk="row" data-items=".sort">${shown.map((column) => head(column, state, actions))}</tr>
      </thead>
      <tbody
        data-walk="column"
        data-items="tr"
        @pointerover=${() => actions.holdRows('pointer', true)}
        @pointerleave=${() => actions.holdRows('pointer', false)}
        @focusin=${() => actions.holdRows('focus', true)}
        @focusout=${() => actions.holdRows('focus', false)}
      >
        ${repeat(
          rows,
          (run) => run.key,
          (run) =>
            guard([state.turns.of(run.key)], () => {
              const cells = shown.map((column) => {
                if (column.id === 'name') return nameCell(run, state, actions);
                return column.id === 'status' ? statusCell(run, state, room) : cell(column, run, state);
              });
              return row(run, cells, state, actions);
            }),
        )}
      </tbody>
      ${moreRows(runs.length, shown.length)}
    </table>
    <p id="row-keys" class="sr-only">${words.rowKeys}</p>
    ${notes(rows, state, room)}`;
}

function isText(column: Column): boolean {
  return column.id === 'name' || column.id === 'status';
}

function head(column: Column, state: PanelState, { set }: PanelActions): TemplateResult {
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
  { highlight, pick, toggleRun }: PanelActions,
): TemplateResult {
  const { key } = run;
  const classes = [
    run.diverged || run.status.kind === 'failed' ? run.status.kind : '',
    state.highlighted === key ? 'highlighted' : '',
    state.picked === key ? 'picked' : '',
    isHidden(state, run) ? 'hidden-run' : '',
  ];
  const press = (event: KeyboardEvent) => {
    // The button within the row has keys of its own.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') pick(key);
    else if (event.key === ' ') toggleRun(run);
    else return;
    event.preventDefault();
  };
  return html`<tr
    data-run=${key}
    class=${classes.filter(Boolean).join(' ')}
    aria-selected=${state.picked === key}
    @pointerenter=${() => highlight(key)}
    @pointerleave=${() => highlight(null)}
    @focus=${() => highlight(key)}
    @blur=${() => highlight(null)}
    @keydown=${press}
  >
    ${cells}
  </tr>`;
}

function cell(column: Column, run: RunData, state: PanelState): TemplateResult {
  const text = column.text(run, state.race);
  const stale = column.stale?.(run) ?? null;
  const quiet = text === null || stale !== null || (column.id === 'target' && run.reached === null);
  return html`<td class="right num ${column.id} ${quiet ? 'quiet' : ''}" title=${stale ?? nothing}
    >${text ?? words.none}</td
  >`;
}

/** The key is the button that shows and hides the run's line. */
function nameCell(run: RunData, state: PanelState, actions: PanelActions): TemplateResult {
  const { names, rowNames } = state.race;
  const full = names.get(run) ?? run.facts.name;
  const hidden = isHidden(state, run);
  return html`<th scope="row" class="name">
    <span>
      <button
        type="button"
        tabindex="-1"
        class="visibility ${colorClass(run.look)}"
        aria-pressed=${!hidden}
        aria-label=${words.visible(full)}
        title=${hidden ? words.show(full) : words.hide(full)}
        @click=${() => actions.toggleRun(run)}
      >${hidden ? icon('eye-closed') : lineKey(run.look, state.theme.contrast)}</button>
      <span class="text">${rowNames.get(run) ?? run.facts.name}</span>
    </span>
  </th>`;
}

/** The last line of a table that does not show all of its runs. */
export function moreRows(runs: number, columns: number): TemplateResult | typeof nothing {
  if (runs <= mostRows) return nothing;
  return html`<tfoot>
    <tr><td class="quiet" colspan=${columns}>${words.moreRows(runs - mostRows)}</td></tr>
  </tfoot>`;
}
