import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../../core/format.ts';
import type { RaceData } from '../data/raceData.ts';
import { sortBy } from '../data/sortRuns.ts';
import { runKey } from '../runKey.ts';
import { words } from '../words.ts';
import type { Line, Scene } from './scene.ts';
import { stepAt, type XAxis } from './xAxis.ts';

const mostRows = 12;

export interface Reading {
  readonly line: Line;
  readonly value: number;
  readonly position: readonly [number, number] | null;
}

/** All runs that have come to `x`, the lowest loss first. */
export function readingsAt({ lines, axis }: Scene, x: number): Reading[] {
  const readings = lines.flatMap((line): Reading[] => {
    const step = stepAt(axis, line.run, x);
    if (step === null) return [];
    return [{ line, value: line.run.drawn.at(step), position: line.run.positionAt(step) }];
  });
  return sortBy(readings, (reading) => reading.value, false);
}

export function readingsText(readings: readonly Reading[]): string {
  return readings
    .slice(0, mostRows)
    .map(({ line, value }) => words.reading(line.name, formatNumber(value)))
    .join(', ');
}

export function xText(x: number, axis: XAxis): string {
  return axis.kind === 'step' ? words.atStep(String(Math.round(x))) : words.atEpoch(formatNumber(x, 3));
}

export function hoverCard(
  title: string,
  readings: readonly Reading[],
  { theme, narrow }: Scene,
  race: RaceData,
): TemplateResult {
  const places = race.surface !== undefined && !narrow;
  const rest = readings.length - mostRows;
  return html`<p class="card-title">${title}</p>
    <div class="readings">
      ${readings.slice(0, mostRows).map(
        ({ line, value, position }) =>
          html`<div class="reading">
            ${runKey(line.run, theme.contrast)}
            <span class="name">${line.name}</span>
            <span class="num">${formatNumber(value)}</span>
            ${
              places && position
                ? html`<span class="num quiet">(${position.map((value) => formatNumber(value, 3)).join(', ')})</span>`
                : nothing
            }
          </div>`,
      )}
    </div>
    ${rest > 0 ? html`<p class="card-rest">${words.moreRuns(rest)}</p>` : nothing}`;
}
