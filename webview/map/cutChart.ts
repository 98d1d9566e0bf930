/** How the runs of one row of a map do along it, as a small chart. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { placeInCells } from '../../core/map/mapCells.ts';
import { countsSteps, kindOf, type MapMeasure, type MapRange, numberOf } from '../../core/map/mapMeasure.ts';
import { logRange, scaleTicks } from '../shared/chart/ticks.ts';
import type { MapPart } from '../shared/map/mapState.ts';
import { axisTicks, tickText } from '../shared/map/valueText.ts';

const height = 156;
const box = { left: 44, top: 8, bottom: height - 24, right: 4 } as const;

export interface CutChart {
  readonly part: MapPart;
  readonly measure: MapMeasure;
  readonly range: MapRange | null;
  readonly cell: number;
  readonly label: string;
  readonly color: string;
  readonly width: number;
}

export function cutChart({ part, measure, range, cell, label, color, width }: CutChart): TemplateResult {
  const { grid, columns } = part;
  const [row, column] = [Math.floor(cell / grid.columns), cell % grid.columns];
  if (!range) return html`<svg class="small-chart" width=${width} height=${height} aria-hidden="true"></svg>`;
  const scaleRange = range.log
    ? logRange(range.low, range.high, 3)
    : { min: range.low, max: range.high, ticks: scaleTicks(range.low, range.high, 3) };
  const scale = (value: number) => (range.log ? Math.log(Math.max(value, scaleRange.min)) : value);
  const [bottom, top] = [scale(scaleRange.min), scale(scaleRange.max)];
  const right = width - box.right;
  const yOf = (value: number) =>
    box.bottom - ((box.bottom - box.top) * (scale(value) - bottom)) / (top - bottom || 1);
  const xOf = (place: number) => box.left + ((right - box.left) * (place + 0.5)) / grid.columns;
  const shown = Array.from({ length: grid.columns }, (_, each) => {
    const at = grid.shownAt(each, row);
    return { at, kind: at === null ? 'unknown' : kindOf(grid, at, measure) };
  });
  const parts: string[] = [];
  let isOn = false;
  for (const [each, { at, kind }] of shown.entries()) {
    const isValue = at !== null && kind === 'value';
    if (isValue)
      parts.push(`${isOn ? 'L' : 'M'}${xOf(each).toFixed(1)} ${yOf(numberOf(grid, at, measure)).toFixed(1)}`);
    isOn = isValue;
  }
  const spans = spansOf(shown.map(({ kind }) => kind === 'diverged'));
  const ticks = axisTicks(
    columns,
    (from, to) => scaleTicks(from, to, 3),
    (value) => placeInCells(columns, value),
  );
  const own = shown[column];
  return html`<svg class="small-chart ${color}" width=${width} height=${height} role="img" aria-label=${label}>
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="0" y1="0" x2="0" y2="7"></line>
      </pattern>
    </defs>
    ${spans.map(([from, to]) => {
      const [x, end] = [xOf(from - 0.5), xOf(to + 0.5)];
      return svg`<rect x=${x} y=${box.top} width=${Math.max(0, end - x)} height=${box.bottom - box.top} fill="url(#hatch)"></rect>`;
    })}
    ${scaleRange.ticks
      .filter((tick) => tick >= scaleRange.min && tick <= scaleRange.max)
      .map(
        (tick) =>
          svg`<line class="grid" x1=${box.left} x2=${right} y1=${yOf(tick)} y2=${yOf(tick)}></line>
            <text class="quiet num end" x=${box.left - 8} y=${yOf(tick) + 4}>${textOf(tick, measure)}</text>`,
      )}
    ${ticks.map(
      ({ place, text }) =>
        svg`<text class="quiet num ${place < 2 ? '' : place > grid.columns - 3 ? 'end' : 'middle'}" x=${xOf(place)} y=${height - 6}>${text}</text>`,
    )}
    <line class="here" x1=${xOf(column)} x2=${xOf(column)} y1=${box.top} y2=${box.bottom}></line>
    <path class="cut" d=${parts.join('')}></path>
    ${
      own && own.at !== null && own.kind === 'value'
        ? svg`<circle class="dot-here" cx=${xOf(column)} cy=${yOf(numberOf(grid, own.at, measure))} r="4"></circle>`
        : nothing
    }
  </svg>`;
}

function textOf(tick: number, measure: MapMeasure): string {
  return countsSteps(measure) ? Math.round(tick).toLocaleString('en') : tickText(tick, Math.abs(tick) || 1);
}

/** The first and the last index of each stretch. */
function spansOf(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  for (const [index, isOn] of flags.entries()) {
    const last = spans.at(-1);
    if (isOn && last?.[1] === index - 1) last[1] = index;
    else if (isOn) spans.push([index, index]);
  }
  return spans;
}
