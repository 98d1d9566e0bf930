import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from '../../shared/controls/controls.ts';
import { type Group, groupingOf, groupRowNames } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { countedRuns } from '../scene/drawnLines.ts';
import { isHidden, isNarrow, type PanelActions, type PanelState, tableWidth } from '../state.ts';
import { words } from '../words.ts';
import { breakable } from './breakable.ts';
import { cellText } from './cellText.ts';
import type { Column } from './columns.ts';
import { fittingColumns } from './fittingColumns.ts';
import { type GroupRow, groupRow } from './groupRow.ts';
import { mostRows } from './rowOrder.ts';
import { notes, statusCell, statusRoom } from './statusCell.ts';
import { isTelling, showsOnlyDiffering } from './tableColumns.ts';
import { visibilityButton } from './visibilityButton.ts';

/** Of the page's width, what is beside the table. */
const margins = { wide: 16, narrow: 8 };

/**
 * The runs with their numbers: also the chart's text alternative. A row is focused as a whole; its keys do what its
 * button and a click on it do.
 * @param runs In the order of their rows.
 */
export function runTable(state: PanelState, runs: readonly RunData[], actions: PanelActions): TemplateResult {
  const { race, theme } = state;
  const room = tableWidth(state);
  const narrow = isNarrow({ width: room });
  const width = room - (narrow ? margins.narrow : margins.wide);
  const { id: grouping } = groupingOf(race, state.settings.groupBy);
  const grouped = grouping !== 'run';
  const fitting = fittingColumns(race, width, narrow, showsOnlyDiffering(state), grouping);
  const shown = fitting.map(({ column }) => column);
  const classes = classesOf(shown, state);
  const printed = shown.flatMap(({ setting }) => setting ?? []);
  const names = race.rowNames(printed);
  const letters = statusRoom(fitting, width);
  const keys = theme.contrast || race.runs.some(({ look }) => look.variant > 0);
  const all = rowsOf(state, runs, printed);
  const most = all.slice(0, mostRows);
  const slots = state.rows.slotsOf(most.map(({ key }) => key));
  const rows = most.filter(({ key }) => slots.has(key));
  const rowKeys = race.facts.isWhole ? words.rowKeys : words.rowKeysOfChosen;
  return html`<table class="runs-table ${keys ? 'keys' : ''}" role=${grouped ? 'treegrid' : 'grid'} aria-describedby="row-keys">
      <caption class="sr-only">${words.runsCaption}</caption>
      <colgroup>${fitting.map((each) => html`<col width=${each.width ?? nothing}>`)}</colgroup>
      <thead>
        <tr data-walk="row" data-items=".sort">${shown.map((column) => head(column, classes.get(column) ?? '', state, actions))}</tr>
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
          ({ key }) => slots.get(key),
          (each, place) =>
            guard([state.rows.of(place), each.key], () => {
              if (each.several) return groupRow(each.several, shown, classes, state, actions);
              const { run } = each;
              const cells = shown.map((column) => {
                if (column.id === 'name') return nameCell(run, names, state, actions);
                if (column.id === 'remove') return removeCell(run, state, actions);
                return column.id === 'status'
                  ? statusCell(run, state, letters)
                  : cell(column, classes.get(column) ?? '', run, state);
              });
              return row(each, cells, state, actions);
            }),
        )}
      </tbody>
      ${moreRows(all.length, shown.length)}
    </table>
    <p id="row-keys" class="sr-only">${grouped ? words.groupKeys(!race.facts.isWhole) : rowKeys}</p>
    ${notes(
      rows.flatMap(({ several, run }) => (several ? [] : [run])),
      state,
      letters,
      actions,
    )}`;
}

interface Row {
  readonly key: string;
  /** Of a row of several runs the first. */
  readonly run: RunData;
  readonly several: GroupRow | null;
  /** Whether it is one of the runs of a row above it. */
  readonly isPart: boolean;
}

/**
 * Several runs have one row, beneath which they follow where it is unfolded.
 * @param printed Ids of the settings that have columns.
 */
function rowsOf(state: PanelState, runs: readonly RunData[], printed: readonly string[]): readonly Row[] {
  const grouping = groupingOf(state.race, state.settings.groupBy);
  const { id, groups } = grouping;
  const single = (run: RunData, isPart = false): Row => ({ key: run.key, run, several: null, isPart });
  if (id === 'run') return runs.map((run) => single(run));
  const groupOf = new Map<RunData, Group>(
    groups.flatMap((group) => (group.runs.length > 1 ? group.runs.map((run) => [run, group] as const) : [])),
  );
  const counted = countedRuns(state);
  const names = groupRowNames(state.race, grouping, printed);
  const begun = new Set<Group>();
  return runs.flatMap((run) => {
    const group = groupOf.get(run);
    if (!group) return [single(run)];
    const parts = state.unfolded.has(group.key) ? [single(run, true)] : [];
    if (begun.has(group)) return parts;
    begun.add(group);
    const several = {
      group,
      rowName: names.get(group) ?? group.name,
      counted: counted.get(group.key) ?? group.runs,
    };
    return [{ key: group.key, run, several, isPart: false }, ...parts];
  });
}

/** Of the cells of each column. The settings that differ are one block. */
function classesOf(columns: readonly Column[], { race }: PanelState): ReadonlyMap<Column, string> {
  const tinted = columns.filter((column) => isTelling(column, race));
  return new Map(
    columns.map((column) => {
      const classes = [column.id, column.isText === true ? '' : 'right'];
      if (tinted.includes(column)) classes.push('tinted');
      if (column === tinted[0]) classes.push('tinted-first');
      if (column === tinted.at(-1)) classes.push('tinted-last');
      return [column, classes.filter(Boolean).join(' ')];
    }),
  );
}

function head(column: Column, classes: string, state: PanelState, { set }: PanelActions): TemplateResult {
  if (column.id === 'remove') return html`<td class="remove"></td>`;
  if (column.half)
    return html`<th scope="col" class="${classes} half">${column.head(state.race, isNarrow(state))}</th>`;
  const { sort } = state.settings;
  const on = sort.column === column.id;
  const press = () => set({ sort: { column: column.id, descending: on && !sort.descending } });
  return html`<th
    scope="col"
    class=${classes}
    aria-sort=${on ? (sort.descending ? 'descending' : 'ascending') : nothing}
  >
    <button type="button" class="sort" @click=${press}>
      ${on ? icon(sort.descending ? 'arrow-down' : 'arrow-up') : nothing}${column.head(state.race, isNarrow({ width: tableWidth(state) }))}
    </button>
  </th>`;
}

function row(
  { run, isPart }: Row,
  cells: readonly TemplateResult[],
  state: PanelState,
  { highlight, pick, toggleRun, removeRun }: PanelActions,
): TemplateResult {
  const { key } = run;
  const classes = [
    run.diverged || run.status.kind === 'failed' ? run.status.kind : '',
    state.picked === key ? 'picked' : '',
    isHidden(state, run) ? 'hidden-run' : '',
    isPart ? 'part-row' : '',
  ];
  const press = (event: KeyboardEvent) => {
    // The button within the row has keys of its own.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') pick(key);
    else if (event.key === ' ') toggleRun(run);
    else if (event.key === 'Delete' && canRemove(state)) removeRun(run);
    else if (event.key === 'ArrowLeft' && isPart) focusGroup(event.currentTarget);
    else return;
    event.preventDefault();
  };
  return html`<tr
    data-run=${key}
    class=${classes.filter(Boolean).join(' ')}
    aria-selected=${state.picked === key}
    aria-level=${isPart ? '2' : nothing}
    @pointerenter=${() => highlight(key)}
    @pointerleave=${() => highlight(null)}
    @focus=${() => highlight(key)}
    @blur=${() => highlight(null)}
    @keydown=${press}
  >
    ${cells}
  </tr>`;
}

/** From one of several runs to the row of all of them, as in any tree. */
function focusGroup(row: EventTarget | null): void {
  let above = row instanceof HTMLElement ? row.previousElementSibling : null;
  while (above?.classList.contains('part-row')) above = above.previousElementSibling;
  if (above instanceof HTMLElement) above.focus();
}

function cell(column: Column, classes: string, run: RunData, state: PanelState): TemplateResult {
  if (column.half) return html`<td class="half"></td>`;
  const text = column.text(run, state.race);
  const stale = column.stale?.(run) ?? null;
  const quiet = text === null || stale !== null || (column.id === 'target' && run.reached === null);
  const kind = column.isText === true ? 'text' : 'num';
  const title = column.isText === true ? text : stale;
  return html`<td class="${classes} ${kind} ${quiet ? 'quiet' : ''}" title=${title ?? nothing}
    >${cellText(column, text ?? words.none)}</td
  >`;
}

function nameCell(
  run: RunData,
  rowNames: ReadonlyMap<RunData, string>,
  state: PanelState,
  actions: PanelActions,
): TemplateResult {
  const full = state.race.names.get(run) ?? run.facts.name;
  const key = visibilityButton({
    ...{ name: full, look: run.look, hidden: isHidden(state, run), contrast: state.theme.contrast },
    toggle: () => actions.toggleRun(run),
  });
  return html`<th scope="row" class="name">
    <span>
      ${key}
      <span class="text">${breakable(rowNames.get(run) ?? run.facts.name)}</span>
    </span>
  </th>`;
}

/** Chosen runs may be taken off the screen, as long as one stays. */
function canRemove({ race }: PanelState): boolean {
  return !race.facts.isWhole && race.runs.length > 1;
}

function removeCell(run: RunData, { race }: PanelState, { removeRun }: PanelActions): TemplateResult {
  const label = words.removeRun(race.names.get(run) ?? run.facts.name);
  return html`<td class="remove">
    <button type="button" tabindex="-1" class="remove-run" title=${label} aria-label=${label} @click=${() => removeRun(run)}>
      ${icon('close')}
    </button>
  </td>`;
}

/** The last line of a table that does not show all of its runs. */
export function moreRows(runs: number, columns: number): TemplateResult | typeof nothing {
  if (runs <= mostRows) return nothing;
  return html`<tfoot>
    <tr><td class="quiet" colspan=${columns}>${words.moreRows(runs - mostRows)}</td></tr>
  </tfoot>`;
}
