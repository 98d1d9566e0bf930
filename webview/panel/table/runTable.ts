import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Phase } from '../../../core/race/phase.ts';
import { type RunStatus, statusWords, wentWrong } from '../../../core/race/status.ts';
import { icon } from '../../shared/controls/controls.ts';
import { colorClass, lineKey } from '../../shared/lineKey.ts';
import type { RunData } from '../data/runData.ts';
import { isHidden, isNarrow, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { type Column, fittingColumns } from './columns.ts';
import { mostRows } from './rowOrder.ts';

/**
 * The runs with their numbers: also the chart's text alternative.
 * @param runs In the order of their rows.
 */
export function runTable(state: PanelState, runs: readonly RunData[], actions: PanelActions): TemplateResult {
  const { race, theme, width } = state;
  const shown = fittingColumns(race, width - 16, isNarrow(state));
  const keys = theme.contrast || race.runs.some(({ look }) => look.variant > 1);
  const rows = runs.slice(0, mostRows);
  return html`<table class="runs-table ${keys ? 'keys' : ''}">
      <caption class="sr-only">${words.runsCaption}</caption>
      <thead>
        <tr>${shown.map((column) => head(column, state, actions))}</tr>
      </thead>
      <tbody
        @pointerover=${() => actions.holdRows('pointer', true)}
        @pointerleave=${() => actions.holdRows('pointer', false)}
        @focusin=${() => actions.holdRows('focus', true)}
        @focusout=${() => actions.holdRows('focus', false)}
      >
        ${repeat(
          rows,
          (run) => run.key,
          (run) => {
            const cells = shown.map((column) =>
              column.id === 'name' ? nameCell(run, state, actions) : cell(column, run, state),
            );
            return row(run, cells, state, actions);
          },
        )}
      </tbody>
      ${moreRows(runs.length, shown.length)}
    </table>
    ${shown.some((column) => column.id === 'status') ? nothing : notes(rows, state)}`;
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
  actions: PanelActions,
): TemplateResult {
  const { key } = run;
  const bad = run.diverged || run.status.kind === 'failed';
  return html`<tr
    data-run=${key}
    class="${bad ? run.status.kind : ''} ${state.highlighted === key ? 'highlighted' : ''} ${isHidden(state, run) ? 'hidden-run' : ''}"
    @pointerenter=${() => actions.highlight(key)}
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
function nameCell(run: RunData, state: PanelState, actions: PanelActions): TemplateResult {
  const { names, rowNames } = state.race;
  const full = names.get(run) ?? run.facts.name;
  const hidden = isHidden(state, run);
  return html`<th scope="row" class="name">
    <span>
      <button
        type="button"
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

/** What went wrong, in full, where the table has no room for a status. */
function notes(rows: readonly RunData[], { race }: PanelState): TemplateResult {
  return html`${rows
    .filter(({ status }) => wentWrong(status))
    .map((run) => {
      const text = statusWords(run.status, run.step, race.phase);
      return html`<p class="bad-note">
        ${icon('error')}<span>${race.names.get(run)}: ${text.charAt(0).toLowerCase()}${text.slice(1)}.</span>
      </p>`;
    })}`;
}

const icons: Record<RunStatus['kind'], string> = {
  queued: 'circle-outline',
  running: 'play-circle',
  finished: 'pass',
  stopped: 'stop-circle',
  diverged: 'error',
  failed: 'error',
  interrupted: 'debug-disconnect',
};

function statusIcon(status: RunStatus, phase: Phase): TemplateResult {
  if (status.kind === 'running' && phase === 'paused') return icon('debug-pause');
  return icon(status.kind === 'finished' && wentWrong(status) ? 'warning' : icons[status.kind]);
}

/** The last line of a table that does not show all of its runs. */
export function moreRows(runs: number, columns: number): TemplateResult | typeof nothing {
  if (runs <= mostRows) return nothing;
  return html`<tfoot>
    <tr><td class="quiet" colspan=${columns}>${words.moreRows(runs - mostRows)}</td></tr>
  </tfoot>`;
}
