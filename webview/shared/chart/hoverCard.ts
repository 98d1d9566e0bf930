import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../../core/format.ts';
import { lineKey } from '../lineKey.ts';
import { sortBy } from '../sortBy.ts';
import { words } from '../words.ts';
import { indexAt, xOf } from './axis.ts';
import { valueText, xText } from './labels.ts';
import type { Line, Scene } from './scene.ts';

const mostRows = 12;

export interface Reading {
  readonly line: Line;
  readonly value: number;
  /** Where the line stood on its surface, or when the value was measured if that was before. */
  readonly place: string | null;
  /** Between which values the middle half is; null of a line that is no median. */
  readonly half: string | null;
}

/** All lines that have come to `x`, the best first. */
export function readingsAt({ lines, axis, isShare }: Scene, x: number): Reading[] {
  const readings = lines.flatMap((line): Reading[] => {
    const index = indexAt(line, x);
    if (index === null || line.isMember) return [];
    const position = line.positionAt(line.curve.stepOf(index));
    const at = xOf(line, index);
    const place = position ? positionText(position) : at < x - axis.quantum / 2 ? xText(at, axis) : null;
    return [{ line, value: line.curve.at(index), place, half: halfText(line, index, isShare) }];
  });
  return sortBy(readings, (reading) => reading.value, isShare);
}

function halfText({ middle }: Line, index: number, isShare: boolean): string | null {
  if (!middle) return null;
  return words.fromTo(valueText(middle.low.at(index), isShare), valueText(middle.high.at(index), isShare));
}

function positionText(position: readonly number[]): string {
  return `(${position.map((value) => formatNumber(value, 3)).join(', ')})`;
}

export function readingsText(readings: readonly Reading[], { isShare }: Scene): string {
  return readings
    .slice(0, mostRows)
    .map(({ line, value, half }) => {
      const text = valueText(value, isShare);
      return words.reading(line.name, half === null ? text : `${text} (${half})`);
    })
    .join(', ');
}

/** @param ask How the person asks more about it. Default: there is no more. */
export function hoverCard(
  title: string,
  readings: readonly Reading[],
  { theme, narrow, isShare }: Scene,
  ask: string | null = null,
): TemplateResult {
  const rest = readings.length - mostRows;
  const hasMiddles = readings.some(({ half }) => half !== null);
  return html`<p class="card-title">${hasMiddles ? words.middleAt(title) : title}</p>
    <div class="readings">
      ${readings.slice(0, mostRows).map(
        ({ line, value, place, half }) =>
          html`<div class="reading">
            ${lineKey(line.look, theme.contrast)}
            <span class="name">${line.name}</span>
            <span class="num">${valueText(value, isShare)}</span>
            ${half === null ? nothing : html`<span class="num quiet">${half}</span>`}
            ${half !== null || place === null || narrow ? nothing : html`<span class="num quiet">${place}</span>`}
          </div>`,
      )}
    </div>
    ${rest > 0 ? html`<p class="card-rest">${words.more(rest)}</p>` : nothing}
    ${ask === null ? nothing : html`<p class="card-rest">${ask}</p>`}`;
}
