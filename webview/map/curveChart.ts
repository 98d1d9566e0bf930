/** The loss of the run that is looked at beside that of the best one, as a small chart. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import { logRange, scaleTicks } from '../shared/chart/ticks.ts';
import { tickText } from '../shared/map/valueText.ts';
import { words } from '../shared/map/words.ts';

export interface CurveChart {
  readonly curve: InspectedCurve | null;
  /** null where the run itself is the best. */
  readonly best: InspectedCurve | null;
  readonly target: number | null;
  /** Steps at which the run comes to the target. */
  readonly marks: readonly number[];
  /** The last step that is worth seeing. */
  readonly last: number;
  readonly color: string;
  readonly width: number;
}

const height = 156;
const box = { left: 44, top: 8, bottom: height - 24, right: 4 } as const;
/** Losses this much below the largest are cut. */
const deepest = 1e-8;
/** Of a number of steps, in pixels. */
const textRoom = 26;

export function curveChart({ curve, best, target, marks, last, color, width }: CurveChart): TemplateResult {
  const inView = [curve, best].flatMap((each) => (each ? lossesUntil(each, last) : []));
  const positive = inView.filter((loss) => loss > 0);
  const isLog = positive.length === inView.length || positive.length > 0.9 * inView.length;
  const high = Math.max(target ?? Number.NEGATIVE_INFINITY, ...inView);
  const low = Math.min(
    target ?? Number.POSITIVE_INFINITY,
    ...(isLog ? positive.map((loss) => Math.max(loss, deepest * high)) : inView),
  );
  if (!(high > low))
    return html`<svg class="small-chart" width=${width} height=${height} aria-hidden="true"></svg>`;
  const range = isLog ? logRange(low, high, 4) : { min: low, max: high, ticks: scaleTicks(low, high, 4) };
  const scale = (loss: number) => (isLog ? Math.log(Math.max(loss, range.min)) : loss);
  const isIn = (loss: number) => !isLog || loss >= range.min;
  const [bottom, top] = [scale(range.min), scale(range.max)];
  const right = width - box.right;
  const yOf = (loss: number) =>
    box.bottom - ((box.bottom - box.top) * (Math.min(scale(loss), top) - bottom)) / (top - bottom || 1);
  const xOf = (step: number) => box.left + ((right - box.left) * step) / Math.max(1, last);
  const steps = scaleTicks(0, last, 3).filter((step) => Number.isInteger(step));
  return html`<svg class="small-chart ${color}" width=${width} height=${height} aria-hidden="true">
    ${range.ticks
      .filter((tick) => tick >= range.min && tick <= range.max)
      .map(
        (tick) =>
          svg`<line class="grid" x1=${box.left} x2=${right} y1=${yOf(tick)} y2=${yOf(tick)}></line>
            <text class="quiet num end" x=${box.left - 8} y=${yOf(tick) + 4}>${tickText(tick, Math.abs(tick) || 1)}</text>`,
      )}
    ${steps.map(
      (step) =>
        svg`<text class="quiet num ${step === last ? 'end' : step === 0 ? '' : 'middle'}" x=${xOf(step)} y=${height - 6}>${step.toLocaleString('en')}</text>`,
    )}
    ${
      target === null
        ? nothing
        : svg`<line class="target" x1=${box.left} x2=${right} y1=${yOf(target)} y2=${yOf(target)}></line>`
    }
    ${best ? svg`<path class="best" d=${path(best, last, xOf, yOf, isIn)}></path>` : nothing}
    ${curve ? svg`<path class="own" d=${path(curve, last, xOf, yOf, isIn)}></path>` : nothing}
    ${marks
      .filter((step) => step > 0 && step <= last && target !== null)
      .map(
        (step, index, all) =>
          svg`<circle class="mark" cx=${xOf(step)} cy=${yOf(target ?? 0)} r="3.5"></circle>
            <text class="num ${placeOf(index, all.map(xOf))} own-text" x=${xOf(step)} y=${yOf(target ?? 0) + 16}>${step.toLocaleString('en')}</text>`,
      )}
    ${best ? svg`<text class="quiet end" x=${right} y=${box.top + 8}>- - ${words.bestName}</text>` : nothing}
  </svg>`;
}

/** Beside each other where they are too near to have their texts below them. */
function placeOf(index: number, places: readonly number[]): string {
  const [first = 0, second] = places;
  if (second === undefined || Math.abs(second - first) > textRoom) return 'middle';
  return index === 0 ? 'end' : '';
}

function lossesUntil({ steps, losses }: InspectedCurve, last: number): number[] {
  return losses.filter((loss, index): loss is number => loss !== null && (steps[index] ?? 0) <= last);
}

function path(
  { steps, losses }: InspectedCurve,
  last: number,
  xOf: (step: number) => number,
  yOf: (loss: number) => number,
  isIn: (loss: number) => boolean,
): string {
  const parts: string[] = [];
  let isOn = false;
  for (const [index, step] of steps.entries()) {
    const loss = losses[index] ?? null;
    if (step > last) break;
    // A line leaves at the bottom, and comes back from there.
    if (loss !== null && (isOn || isIn(loss)))
      parts.push(`${isOn ? 'L' : 'M'}${xOf(step).toFixed(1)} ${yOf(loss).toFixed(1)}`);
    isOn = loss !== null && isIn(loss);
  }
  return parts.join('');
}
