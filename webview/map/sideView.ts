/** Beside the map: the run under the pointer with its numbers and its loss, what can be done with it, and a cut through the map. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RunScore } from '../../core/engine/runScore.ts';
import { formatNumber } from '../../core/format.ts';
import { countsSteps, hasOrder, numberOf } from '../../core/map/mapMeasure.ts';
import type { OpenedMap } from '../../core/protocol/map.ts';
import { colorClass } from '../shared/lineKey.ts';
import { type MapPart, type MapState, settingOf, toldCell } from '../shared/map/mapState.ts';
import { minimumText } from '../shared/map/minima.ts';
import { cellText } from '../shared/map/valueText.ts';
import { words } from '../shared/map/words.ts';
import { curveChart } from './curveChart.ts';
import { cutChart } from './cutChart.ts';
import { icon } from './icons.ts';

export interface SideParts {
  readonly width: number;
  run(cell: number): void;
  compare(cell: number): void;
  copy(cell: number): void;
}

export function sideView(state: MapState, map: OpenedMap, part: MapPart, parts: SideParts): TemplateResult {
  // Before any run is known the one in the middle holds the place of what comes.
  const cell = toldCell(state) ?? Math.floor(part.grid.count / 2);
  const { pointed, isHeld, summary, measure } = state;
  // Minima have numbers, but no order.
  const cut = measure === 'minimum' ? 'final' : measure;
  const score = part.grid.scoreOf(cell);
  const title = pointed === null ? words.theBest : isHeld ? words.held : words.pointed;
  const column = cell % part.grid.columns;
  const row = Math.floor(cell / part.grid.columns);
  const color = colorClass({ slot: map.color, variant: 0 });
  const rowName = settingOf(state, part.rows.axis.setting)?.label ?? part.rows.axis.setting;
  const columnName = settingOf(state, part.columns.axis.setting)?.label ?? part.columns.axis.setting;
  const rowText = textOf(state, part.rows, row);
  const own = state.curve?.cell === cell ? state.curve.curve : cell === summary.best ? state.bestCurve : null;
  const curve = own && 'curve' in own ? own.curve : own;
  const best =
    cell !== summary.best && state.bestCurve?.cell === summary.best ? state.bestCurve?.curve : null;
  const bestScore = summary.best === null ? null : part.grid.scoreOf(summary.best);
  return html`<aside class="side" aria-label=${title}>
    <section>
      <h2>${title}</h2>
      <table class="facts">
        <tbody>
          ${fact(columnName, textOf(state, part.columns, column))} ${fact(rowName, rowText)}
          ${rateOf(state, part, column, row)}
        </tbody>
        <tbody class="below">
          ${minimumRow(map, part, cell)} ${scoreRows(score, map, part.grid.minimum[cell] !== 0)} ${bestRow(state, part)}
        </tbody>
      </table>
    </section>
    <section>
      <h2>${words.loss} <span class="quiet">${words.lossScale}</span></h2>
      ${curveChart({
        ...{ curve, best: best ?? null, target: map.target, color, width: parts.width },
        marks: score ? [...new Set([score.first, score.forGood])] : [],
        last: lastStep(map, score, bestScore),
      })}
      <div class="actions">
        <button type="button" class="primary" @click=${() => parts.run(cell)}>${icon('play')}${words.run}</button>
        <button type="button" class="secondary" title=${words.compareTitle} @click=${() => parts.compare(cell)}>
          ${icon('plus')}${words.compare}
        </button>
        <button type="button" class="icon-button" title=${words.copy} aria-label=${words.copy} aria-disabled="false" @click=${() => parts.copy(cell)}>
          ${icon('copy')}
        </button>
      </div>
    </section>
    <section>
      <h2>${words.cut(rowName, rowText)} <span class="quiet">${words.short(cut)}</span></h2>
      ${cutChart({
        ...{ part, measure: cut, range: summary.range, cell, color, width: parts.width },
        label: words.cutLabel(rowName, rowText, columnName),
      })}
    </section>
  </aside>`;
}

function textOf(state: MapState, cells: MapPart['columns'], index: number): string {
  return cellText(cells, index, settingOf(state, cells.axis.setting)?.isWhole ?? false);
}

function fact(name: string, value: string, kind = '') {
  return html`<tr><th scope="row">${name}</th><td class="num ${kind}">${value}</td></tr>`;
}

function rateOf({ theory }: MapState, part: MapPart, column: number, row: number) {
  const rate = theory?.rates[part.columns.axis.setting === 'lr' ? row : column];
  return rate === undefined ? nothing : fact(words.largestRate, formatNumber(rate, 3));
}

/** As many rows for each run, so that nothing below moves. */
function scoreRows(score: RunScore | null, map: OpenedMap, hasMinimum: boolean) {
  const { target } = map;
  const rows = score ? rowsOf(score, map) : [fact(words.final, words.unknown)];
  const most = (target === null ? 2 : 3) + (map.minima.length > 0 && !hasMinimum ? 1 : 0);
  return [...rows, ...Array.from({ length: most - rows.length }, () => fact(' ', ' '))];
}

function rowsOf({ first, forGood, final, best, divergedAt }: RunScore, { target }: OpenedMap) {
  const lowest = fact(words.lowest, formatNumber(best, 3));
  if (Number.isNaN(final)) return [fact(words.divergedAt, words.step(divergedAt), 'bad'), lowest];
  const end = fact(words.final, formatNumber(final, 3));
  if (target === null) return [end, lowest];
  return [
    fact(words.first(target), first > 0 ? words.step(first) : words.neverShort),
    fact(words.forGood(target), forGood > 0 ? words.fromStep(forGood) : words.neverShort),
    end,
  ];
}

function bestRow({ summary, measure }: MapState, { grid }: MapPart) {
  if (!hasOrder(measure)) return nothing;
  if (summary.best === null) return fact(words.bestOnMap, words.noValue);
  const value = numberOf(grid, summary.best, measure);
  const text = countsSteps(measure)
    ? measure === 'forGood'
      ? words.fromStep(value)
      : words.step(value)
    : formatNumber(value, 3);
  return fact(words.bestOnMap, text);
}

function minimumRow({ minima }: OpenedMap, { grid }: MapPart, cell: number) {
  const number = grid.minimum[cell] ?? 0;
  const point = minima[number - 1];
  return grid.known[cell] === 1 && point ? fact(words.reached, minimumText(number, point)) : nothing;
}

/** Of curves that come to the target, twice as far as they take; else all. */
function lastStep({ steps, target }: OpenedMap, own: RunScore | null, best: RunScore | null): number {
  if (target === null || !own || own.forGood === 0) {
    const diverged = own?.divergedAt ?? 0;
    return diverged > 0 ? Math.min(steps, Math.max(10, diverged, 2 * (best?.forGood ?? 0))) : steps;
  }
  const far = Math.max(own.forGood, best?.forGood ?? 0);
  const unit = 10 ** Math.floor(Math.log10(Math.max(10, far)));
  return Math.min(steps, Math.ceil((2.2 * far) / unit) * unit);
}
