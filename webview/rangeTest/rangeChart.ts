/** The loss over the learning rate: the curve, what was measured beneath it, and the rates that are suggested. */
import { nothing, svg, type TemplateResult } from 'lit/html.js';
import type { ShownRangeTest } from '../../core/protocol/rangeTest.ts';
import type { RangeCurve } from '../../core/rangeTest/rangeCurve.ts';
import { tickLabel } from '../shared/chart/labels.ts';
import { linearRange, logRange } from '../shared/chart/ticks.ts';
import { words } from './words.ts';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PlacedChart {
  xOf(lr: number): number;
  yOf(loss: number): number;
  /** The step whose rate is nearest to a place. */
  nearest(x: number): number;
}

const room = { left: 56, right: 16, top: 40, bottom: 44 } as const;
/** Losses above the first by more are cut: what counts is the fall. */
const highest = 1.6;
/** From here on the axis of the loss is logarithmic. */
const wide = 50;
const tickWidth = 64;

interface Frame extends PlacedChart {
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly rateTicks: readonly number[];
  readonly lossTicks: readonly number[];
}

export function placeChart({ curve, range }: ShownRangeTest, { width, height }: Size): Frame {
  const box = {
    ...{ left: room.left, right: Math.max(room.left + 80, width - room.right) },
    ...{ top: room.top, bottom: Math.max(room.top + 80, height - room.bottom) },
  };
  const [first, last] = range;
  const decades = Math.log(last / first) || 1;
  const xOf = (lr: number) => box.left + ((box.right - box.left) * Math.log(lr / first)) / decades;
  const { scale, ticks } = lossScale(curve);
  const yOf = (loss: number) => box.bottom - (box.bottom - box.top) * scale(loss);
  const nearest = (x: number) => {
    const distances = curve.rates.map((lr) => Math.abs(xOf(lr) - x));
    return distances.indexOf(Math.min(...distances));
  };
  const every = Math.max(1, Math.ceil(Math.log10(last / first) / ((box.right - box.left) / tickWidth)));
  const rateTicks = powersOfTen(first, last).filter((_, place) => place % every === 0);
  return { ...{ box, xOf, yOf, nearest, rateTicks }, lossTicks: ticks };
}

function powersOfTen(first: number, last: number): number[] {
  const [from, to] = [first, last].map((end) => Math.log10(end));
  const begin = Math.ceil((from ?? 0) - 1e-9);
  const count = Math.floor((to ?? 0) + 1e-9) - begin + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => Number(`1e${begin + place}`));
}

/** 0 at the lowest line of the grid, 1 at the top. */
function lossScale({ losses, smoothed }: RangeCurve): {
  scale: (loss: number) => number;
  ticks: readonly number[];
} {
  const first = smoothed[0] ?? 1;
  const low = Math.min(first, ...losses);
  const rise = low > 0 ? highest * first : first + (highest - 1) * (first - low);
  const high = Math.max(first, Math.min(rise, Math.max(...losses, first)));
  const isLog = low > 0 && first / low > wide;
  const { min, max, ticks } = isLog ? logRange(low, high, 5) : linearRange(low, high, 5);
  const at = (loss: number) => (isLog ? Math.log(Math.max(loss, min)) : loss);
  return { scale: (loss) => (at(loss) - at(min)) / (at(max) - at(min) || 1), ticks };
}

/** @param read The step that is read; null where none is. */
export function drawChart(test: ShownRangeTest, frame: Frame, read: number | null): TemplateResult {
  const { box, xOf, yOf, rateTicks, lossTicks } = frame;
  const { curve, suggestions, isNoisy } = test;
  const inView = lossTicks.filter((tick) => yOf(tick) >= box.top - 1 && yOf(tick) <= box.bottom + 1);
  // A curve that leaves the plot is cut there.
  const cut = svg`<clipPath id="plot"><rect x=${box.left} y=${box.top} width=${box.right - box.left} height=${box.bottom - box.top}></rect></clipPath>`;
  return svg`${cut}
    ${inView.map(
      (tick) => svg`<line class="grid" x1=${box.left} x2=${box.right} y1=${yOf(tick)} y2=${yOf(tick)}></line>
        <text class="quiet num end" x=${box.left - 8} y=${yOf(tick) + 4}>${tickLabel(tick)}</text>`,
    )}
    ${rateTicks.map(
      (tick) => svg`<line class="grid" x1=${xOf(tick)} x2=${xOf(tick)} y1=${box.top} y2=${box.bottom}></line>
        <text class="quiet num middle" x=${xOf(tick)} y=${box.bottom + 16}>${tickLabel(tick)}</text>`,
    )}
    <text class="quiet" x=${box.left} y=${box.top - 26}>${words.lossAxis(isNoisy)}</text>
    <text class="quiet end" x=${box.right} y=${box.bottom + 34}>${words.rateAxis}</text>
    ${isNoisy ? svg`<path class="raw" clip-path="url(#plot)" d=${lineOf(curve.rates, curve.losses, frame)}></path>` : nothing}
    <path class="own" clip-path="url(#plot)" d=${lineOf(curve.rates, curve.smoothed, frame)}></path>
    ${suggestions.map(({ lr, loss }, place) => mark(place + 1, xOf(lr), yOf(loss), box))}
    ${read === null ? nothing : reading(curve.rates[read], curve.smoothed[read], frame)}`;
}

function lineOf(rates: readonly number[], losses: readonly number[], { xOf, yOf }: Frame): string {
  return losses
    .map(
      (loss, place) =>
        `${place === 0 ? 'M' : 'L'}${xOf(rates[place] ?? 1).toFixed(1)} ${yOf(loss).toFixed(1)}`,
    )
    .join('');
}

function mark(number: number, x: number, y: number, { top, bottom }: Frame['box']): TemplateResult {
  return svg`<line class="mark" x1=${x} x2=${x} y1=${top - 4} y2=${bottom}></line>
    <circle class="ring" cx=${x} cy=${y} r="4"></circle>
    <text class="middle number" x=${x} y=${top - 10}>${number}</text>`;
}

function reading(lr: number | undefined, loss: number | undefined, { xOf, yOf, box }: Frame) {
  if (lr === undefined || loss === undefined) return nothing;
  return svg`<line class="here" x1=${xOf(lr)} x2=${xOf(lr)} y1=${box.top} y2=${box.bottom}></line>
    <circle class="dot" cx=${xOf(lr)} cy=${yOf(loss)} r="4"></circle>`;
}
