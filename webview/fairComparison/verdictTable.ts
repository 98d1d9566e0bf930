/** The table of the entrants: what each has come to, and whether it is worse than the best. */
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { icon } from '../shared/controls/controls.ts';
import { lineKey } from '../shared/lineKey.ts';
import type { Shown } from './comparisonState.ts';
import { type EntrantRow, entrantRows, sortOf } from './entrantRows.ts';
import type { ComparisonActions } from './pageActions.ts';
import { columnsOf, type TableColumn } from './tableColumns.ts';
import { words } from './words.ts';

export function verdictTable(shown: Shown, actions: ComparisonActions): TemplateResult {
  const rows = entrantRows(shown);
  const columns = columnsOf(shown, rows);
  return html`<table class="verdicts">
    <caption class="sr-only">${words.table}</caption>
    <thead>
      <tr data-walk="row" data-items=".sort">
        <th class="rank"><span class="sr-only">${words.rank}</span></th>
        ${columns.map((column) => head(column, shown, actions))}
        <td class="show"></td>
      </tr>
    </thead>
    <tbody data-walk="column" data-items=".show-runs">
      ${repeat(
        rows,
        ({ place }) => place,
        (row) => rowOf(row, columns, shown, actions),
      )}
    </tbody>
  </table>`;
}

function head(column: TableColumn, shown: Shown, { sort }: ComparisonActions): TemplateResult {
  const { id, label, title, classes } = column;
  const sorted = sortOf(shown);
  const isOn = sorted?.column === id;
  if (!column.isSortable)
    return html`<th scope="col" class=${classes} title=${title ?? nothing}>${label}</th>`;
  return html`<th
    scope="col"
    class=${classes}
    title=${title ?? nothing}
    aria-sort=${isOn ? (sorted.descending ? 'descending' : 'ascending') : nothing}
  >
    <button type="button" class="sort" @click=${() => sort(column.id)}>
      ${isOn ? icon(sorted.descending ? 'arrow-down' : 'arrow-up') : nothing}<span>${label}</span>
    </button>
  </th>`;
}

function rowOf(
  row: EntrantRow,
  columns: readonly TableColumn[],
  { highlighted, number, theme, hasExtension }: Shown,
  { highlight, showRuns }: ComparisonActions,
): TemplateResult {
  const { entrant, place, rank } = row;
  const { name, color, variant, verdict, result, best } = entrant;
  const isKnown = (result !== null && result.done > 0) || best !== null;
  const label = words.showRuns(name);
  const show = () => showRuns({ problem: number, entrant: place, trial: result ? null : best });
  const classes = [
    `run-${color % 12}`,
    verdict === 'failed' ? 'failed' : '',
    highlighted === place ? 'highlighted' : '',
  ];
  return html`<tr
    class=${classes.filter(Boolean).join(' ')}
    @pointerenter=${() => highlight(place)}
    @pointerleave=${() => highlight(null)}
    @focusin=${() => highlight(place)}
    @focusout=${() => highlight(null)}
  >
    <td class="rank quiet num">${rank ?? nothing}</td>
    ${columns.map((column) =>
      column.id === 'name'
        ? html`<th scope="row" class=${column.classes}>
            <span>${lineKey({ slot: color, variant }, theme.contrast)} <span class="text">${name}</span></span>
          </th>`
        : html`<td class=${column.classes} title=${column.hint?.(row) ?? nothing}>${column.cell(row)}</td>`,
    )}
    <td class="show">
      ${
        isKnown && hasExtension
          ? html`<button type="button" class="icon-button show-runs" title=${label} aria-label=${label} @click=${show}>
              ${icon('graph-line')}
            </button>`
          : nothing
      }
    </td>
  </tr>`;
}
