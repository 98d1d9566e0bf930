/** A diagnostic over the steps, as SVG. */
import { nothing, svg, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../../core/format.ts';
import type { ShownChart, ShownMeasurement, ShownRun } from '../../core/protocol/diagnostics.ts';
import { tickLabel } from '../shared/chart/labels.ts';
import { stepTicks } from '../shared/chart/ticks.ts';
import { colorClass } from '../shared/lineKey.ts';
import { lineDash } from '../shared/theme.ts';
import { nearestIndex, type Reading } from './diagnosticsState.ts';
import { type ValueScale, valueScale } from './valueScale.ts';
import { words } from './words.ts';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is drawn. */
export interface Drawn {
  readonly chart: ShownChart;
  readonly runs: readonly ShownRun[];
  /** By the places of the runs. */
  readonly measurements: readonly (ShownMeasurement | undefined)[];
  readonly read: Reading | null;
  /** High contrast: line styles are the second code. */
  readonly contrast: boolean;
}

export interface Frame {
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly scale: ValueScale;
  readonly lastStep: number;
  xOf(step: number): number;
  yOf(value: number): number;
  stepAt(x: number): number;
}

const room = { left: 52, right: 16, top: 24, bottom: 24 } as const;
const tickWidth = 90;

export function frameOf({ chart, runs, measurements }: Drawn, { width, height }: Size): Frame {
  const box = {
    ...{ left: room.left, right: Math.max(room.left + 80, width - room.right) },
    ...{ top: room.top, bottom: Math.max(room.top + 60, height - room.bottom) },
  };
  const scale = valueScale(chart, measurements);
  const lastStep = Math.max(2, ...runs.map(({ steps }) => steps));
  const across = box.right - box.left;
  return {
    ...{ box, scale, lastStep },
    xOf: (step) => box.left + (across * (step - 1)) / (lastStep - 1),
    yOf: (value) => box.bottom - (box.bottom - box.top) * scale.at(value),
    stepAt: (x) => 1 + ((x - box.left) / across) * (lastStep - 1),
  };
}

/** The run whose line is nearest to a place. */
export function runNear({ measurements }: Drawn, frame: Frame, x: number, y: number): number {
  const step = frame.stepAt(x);
  const distances = measurements.map((each) => {
    const value = valueAt(each, step);
    return value === null ? Number.POSITIVE_INFINITY : Math.abs(frame.yOf(value) - y);
  });
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

/** The value at the measured step that is nearest; null where there is none. */
export function valueAt(measurement: ShownMeasurement | undefined, step: number): number | null {
  if (!measurement) return null;
  const { steps, values } = measurement.series;
  const value = values[nearestIndex(steps, step)];
  return value !== undefined && Number.isFinite(value) ? value : null;
}

export function drawChart(drawn: Drawn, frame: Frame): TemplateResult {
  const { box, scale, xOf, yOf, lastStep } = frame;
  const { chart, read } = drawn;
  const clip = `plot-${chart.id}`;
  const columns = Math.max(2, Math.floor((box.right - box.left) / tickWidth));
  return svg`<clipPath id=${clip}><rect x=${box.left} y=${box.top - 2} width=${box.right - box.left} height=${box.bottom - box.top + 4}></rect></clipPath>
    ${scale.ticks.map(
      (tick) => svg`<line class="grid" x1=${box.left} x2=${box.right} y1=${yOf(tick)} y2=${yOf(tick)}></line>
        <text class="quiet num end" x=${box.left - 8} y=${yOf(tick) + 4}>${tickLabel(tick)}</text>`,
    )}
    ${stepTicks(1, lastStep, columns, false).map(
      (tick) =>
        svg`<text class="quiet num ${tick === lastStep ? 'end' : 'middle'}" x=${tick === lastStep ? box.right + 8 : xOf(tick)} y=${box.bottom + 18}>${tick === lastStep ? words.step(tick) : formatCount(tick)}</text>`,
    )}
    <g clip-path="url(#${clip})">${referencesOf(drawn, frame)} ${drawn.runs.map((_, run) => lineOf(drawn, run, frame))}</g>
    ${read === null ? nothing : reading(drawn, read, frame)}`;
}

/** One for all runs where they have the same, in no run's colour. */
function referencesOf({ runs, measurements }: Drawn, frame: Frame) {
  const lines = measurements.map((each) => each?.series.references ?? new Float64Array());
  const distinct = new Set(lines.flatMap((values) => [...values]));
  const isShared = distinct.size === 1;
  const first = lines.findIndex(({ length }) => length > 0);
  return lines.map((values, run) => {
    const steps = measurements[run]?.series.steps;
    if (!steps || values.length === 0 || (isShared && run !== first)) return nothing;
    // Of the only one the whole width.
    if (isShared) {
      const y = frame.yOf(values[0] ?? 0);
      return svg`<line class="reference" x1=${frame.box.left} x2=${frame.box.right} y1=${y} y2=${y}></line>`;
    }
    return svg`<path class="reference ${colorClass(lookOf(runs[run]))}" d=${pathOf(steps, values, frame)}></path>`;
  });
}

function lineOf({ runs, measurements, read, contrast }: Drawn, run: number, frame: Frame) {
  const series = measurements[run]?.series;
  if (!series) return nothing;
  const look = lookOf(runs[run]);
  const { steps, values, lows, highs } = series;
  const band =
    lows.length > 0 ? svg`<path class="band" d=${bandOf(steps, lows, highs, frame)}></path>` : nothing;
  const isRead = runs.length > 1 && read?.run === run;
  return svg`<g class=${colorClass(look)}>${band}
    <path class=${isRead ? 'own strong' : 'own'} stroke-dasharray=${lineDash(look, contrast).join(' ') || nothing} d=${pathOf(steps, values, frame)}></path>
  </g>`;
}

function lookOf(run: ShownRun | undefined) {
  return { slot: run?.color ?? 0, variant: run?.variant ?? 0 };
}

/** What is no number leaves a gap. */
function pathOf(steps: Float64Array, values: Float64Array, { xOf, yOf }: Frame): string {
  let isOpen = false;
  let path = '';
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      isOpen = false;
      continue;
    }
    const place = `${xOf(steps[i] ?? 1).toFixed(1)} ${yOf(value).toFixed(1)}`;
    // One number between gaps is a dot.
    path += isOpen ? `L${place}` : `M${place}L${place}`;
    isOpen = true;
  }
  return path;
}

function bandOf(steps: Float64Array, lows: Float64Array, highs: Float64Array, { xOf, yOf }: Frame): string {
  const known = Array.from(steps.keys()).filter(
    (i) => Number.isFinite(lows[i] ?? Number.NaN) && Number.isFinite(highs[i] ?? Number.NaN),
  );
  if (known.length === 0) return '';
  const place = (i: number, values: Float64Array) =>
    `${xOf(steps[i] ?? 1).toFixed(1)} ${yOf(values[i] ?? 0).toFixed(1)}`;
  const there = known.map((i) => place(i, highs));
  const back = known.toReversed().map((i) => place(i, lows));
  return `M${[...there, ...back].join('L')}Z`;
}

function reading({ runs, measurements }: Drawn, { step }: Reading, { box, xOf, yOf }: Frame): TemplateResult {
  const dots = measurements.map((each, run) => {
    const value = valueAt(each, step);
    const nearest = each?.series.steps[nearestIndex(each.series.steps, step)];
    return value === null || nearest === undefined
      ? nothing
      : svg`<circle class="dot ${colorClass(lookOf(runs[run]))}" cx=${xOf(nearest)} cy=${yOf(value)} r="3.5"></circle>`;
  });
  const x = xOf(step);
  const isLeft = x < (box.left + box.right) / 2;
  return svg`<line class="here" x1=${x} x2=${x} y1=${box.top} y2=${box.bottom}></line>${dots}
    <text class="num ${isLeft ? '' : 'end'}" x=${x} y=${box.top - 8}>${words.step(step)}</text>`;
}
