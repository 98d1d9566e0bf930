/** The map as a table: the shares, and the best runs. Who can't see the map reads it here. */
import { html, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../../core/format.ts';
import { bestCells, countsSteps, hasOrder, numberOf } from '../../../core/map/mapMeasure.ts';
import type { OpenedMap } from '../../../core/protocol/map.ts';
import { type MapPart, type MapState, settingOf } from './mapState.ts';
import { cellText } from './valueText.ts';
import { words } from './words.ts';

const most = 10;

export function bestTable(
  state: MapState,
  map: OpenedMap,
  part: MapPart,
  isOpen: boolean,
  toggle: (isOpen: boolean) => void,
): TemplateResult {
  const { measure, summary } = state;
  const judged = hasOrder(measure) ? measure : 'final';
  const { grid, columns, rows } = part;
  const cells = isOpen ? bestCells(grid, judged, most) : [];
  const shares = map.target === null ? words.sharesOfLoss(summary.shares) : words.shares(missedOf(state));
  const onToggle = ({ target }: Event) => {
    if (target instanceof HTMLDetailsElement) toggle(target.open);
  };
  const nameOf = (name: string) => settingOf(state, name)?.label ?? name;
  const isWhole = (name: string) => settingOf(state, name)?.isWhole ?? false;
  return html`<details class="table" ?open=${isOpen} @toggle=${onToggle}>
    <summary>${words.table} <span class="quiet">${shares}</span></summary>
    <table class="facts best-cells">
      <caption class="sr-only">${words.tableHead(cells.length)}</caption>
      <thead>
        <tr>
          <th scope="col">${nameOf(columns.axis.setting)}</th>
          <th scope="col">${nameOf(rows.axis.setting)}</th>
          <th scope="col">${words.measure(judged, map.target)}</th>
          <th scope="col">${words.final}</th>
        </tr>
      </thead>
      <tbody>
        ${cells.map((cell) => {
          const value = numberOf(grid, cell, judged);
          return html`<tr>
            <td class="num">${cellText(columns, cell % grid.columns, isWhole(columns.axis.setting))}</td>
            <td class="num">${cellText(rows, Math.floor(cell / grid.columns), isWhole(rows.axis.setting))}</td>
            <td class="num">${countsSteps(judged) ? value.toLocaleString('en') : formatNumber(value, 4)}</td>
            <td class="num">${formatNumber(grid.final[cell] ?? Number.NaN, 4)}</td>
          </tr>`;
        })}
        ${Array.from({ length: isOpen ? most - cells.length : 0 }, () => html`<tr><td colspan="4">&nbsp;</td></tr>`)}
      </tbody>
    </table>
  </details>`;
}

/** Of losses none is missed: those that did not reach the target are counted all the same where there is one. */
function missedOf({ summary: { shares }, part, measure }: MapState) {
  const counted = { ...shares, missed: shares.slow + shares.swinging };
  if (!part || (countsSteps(measure) && measure !== 'diverged')) return counted;
  const { grid } = part;
  let missed = 0;
  for (let cell = 0; cell < grid.count; cell++)
    if (grid.known[cell] === 1 && !grid.hasDiverged(cell) && grid.forGood[cell] === 0) missed++;
  return { ...shares, missed };
}
