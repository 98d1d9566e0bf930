/** The intervals of the differences to the best, drawn on a common scale beside each other. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { SheetDifference, SheetJudge } from '../../core/fairComparison/comparisonSheet.ts';
import { exactRange, type Range } from '../shared/chart/ticks.ts';
import { differenceTick } from '../shared/comparison/scoreText.ts';

/** In percent of the width: what is drawn stays off the edges. */
const margin = 4;

/** The scale, which has 0 on it; null where no difference has an interval. */
export function intervalScale(differences: readonly (SheetDifference | null)[]): Range | null {
  const ends = differences.flatMap((each) => (each && hasInterval(each) ? [each.low, each.high] : []));
  if (ends.length === 0) return null;
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return high > low ? exactRange({ min: low, max: high }, false, 4) : null;
}

/** Whether there is one to be shown: not of signs, and not of a single pair. */
export function hasInterval({ isBySign, low, high }: SheetDifference): boolean {
  return !isBySign && Number.isFinite(low) && Number.isFinite(high);
}

/** 0, and the round number that is farthest from it. @internal */
export function scaleTicks({ ticks }: Range): readonly number[] {
  const farthest = ticks.reduce((a, b) => (Math.abs(b) >= Math.abs(a) ? b : a), 0);
  return farthest === 0 ? [0] : [0, farthest];
}

export function intervalHead(scale: Range, judge: SheetJudge): TemplateResult {
  return html`<svg class="interval" aria-hidden="true">
    ${scaleTicks(scale).map((tick) => {
      const x = placeOn(scale, tick);
      const anchor = x < 12 ? 'start' : x > 88 ? 'end' : 'middle';
      return svg`<text class="num" x=${percent(x)} y="16" text-anchor=${anchor}>${differenceTick(judge, tick)}</text>`;
    })}
  </svg>`;
}

/** @param difference null: only where 0 is. */
export function intervalPicture(scale: Range, difference: SheetDifference | null): TemplateResult {
  const at = (value: number) => percent(placeOn(scale, value));
  const bar = ({ low, high, mean }: SheetDifference) => svg`
    <line class="bar" x1=${at(low)} x2=${at(high)} y1="12" y2="12"></line>
    <circle class="mean" cx=${at(mean)} cy="12" r="3.5"></circle>`;
  return html`<svg class="interval" aria-hidden="true">
    ${svg`<line class="zero" x1=${at(0)} x2=${at(0)} y1="0" y2="100%"></line>`}
    ${difference && hasInterval(difference) ? bar(difference) : nothing}
  </svg>`;
}

function placeOn({ min, max }: Range, value: number): number {
  return margin + ((100 - 2 * margin) * (value - min)) / (max - min);
}

function percent(place: number): string {
  return `${Number(place.toFixed(2))}%`;
}
