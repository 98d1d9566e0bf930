import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../../core/format.ts';
import { sortBy } from '../data/sortRuns.ts';
import { runKey } from '../runKey.ts';
import { words } from '../words.ts';
import { valueText } from './measures.ts';
import type { Line, Scene } from './scene.ts';
import { indexAt, placeOf, type XAxis } from './xAxis.ts';

const mostRows = 12;

export interface Reading {
  readonly line: Line;
  readonly value: number;
  /** Where the run stood on its surface, or when the value was measured if that was before. */
  readonly place: string | null;
}

/** All runs that have come to `x`, the best first. */
export function readingsAt({ lines, axis, measure }: Scene, x: number): Reading[] {
  const readings = lines.flatMap((line): Reading[] => {
    const index = indexAt(axis, line, x);
    if (index === null) return [];
    const position = line.run.positionAt(line.curve.stepOf(index));
    const at = placeOf(axis, line, index);
    const place = position ? positionText(position) : at < x - axis.quantum / 2 ? xText(at, axis) : null;
    return [{ line, value: line.curve.at(index), place }];
  });
  return sortBy(readings, (reading) => reading.value, measure.isShare);
}

function positionText(position: readonly number[]): string {
  return `(${position.map((value) => formatNumber(value, 3)).join(', ')})`;
}

export function readingsText(readings: readonly Reading[], { measure }: Scene): string {
  return readings
    .slice(0, mostRows)
    .map(({ line, value }) => words.reading(line.name, valueText(value, measure)))
    .join(', ');
}

export function xText(x: number, axis: XAxis): string {
  if (axis.kind === 'step') return words.atStep(String(Math.round(x)));
  return words.atEpoch(Number.isInteger(axis.quantum) ? String(Number(x.toFixed(2))) : formatNumber(x, 3));
}

export function hoverCard(
  title: string,
  readings: readonly Reading[],
  { theme, narrow, measure }: Scene,
): TemplateResult {
  const rest = readings.length - mostRows;
  return html`<p class="card-title">${title}</p>
    <div class="readings">
      ${readings.slice(0, mostRows).map(
        ({ line, value, place }) =>
          html`<div class="reading">
            ${runKey(line.run, theme.contrast)}
            <span class="name">${line.name}</span>
            <span class="num">${valueText(value, measure)}</span>
            ${place === null || narrow ? nothing : html`<span class="num quiet">${place}</span>`}
          </div>`,
      )}
    </div>
    ${rest > 0 ? html`<p class="card-rest">${words.moreRuns(rest)}</p>` : nothing}`;
}
