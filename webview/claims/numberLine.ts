/** What was measured beside what was expected, on one line of numbers. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { ClaimOutcome, ClaimSheet } from '../../core/claims/claimSheet.ts';
import { words } from './words.ts';

/** Room at either end, as a share of what is shown. */
const margin = 0.12;

/** In CSS pixels: names above and below, the line between them. */
const [height, top, middle, bottom] = [78, 22, 38, 54];

type Range = Pick<ClaimSheet, 'low' | 'high'>;

/**
 * From numbers to shares of the width, in percent.
 * @returns Null where there is nothing finite to show. @internal
 */
export function scaleOf(
  { low, high }: Range,
  { measured, interval, samples }: ClaimOutcome,
): ((value: number) => number) | null {
  if (measured === null) return null;
  const numbers = [low, high, measured, ...(interval ?? []), ...samples].filter((value) => value !== null);
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  const span = max - min || Math.abs(max) || 1;
  const begin = (min + max) / 2 - (0.5 + margin) * span;
  const whole = (1 + 2 * margin) * span;
  return (value) => (100 * (value - begin)) / whole;
}

/** Nothing where no finite number was measured: then the words say it. */
export function numberLine(sheet: ClaimSheet, outcome: ClaimOutcome): TemplateResult | typeof nothing {
  const scale = scaleOf(sheet, outcome);
  const { measured, interval, samples } = outcome;
  if (!scale || measured === null) return nothing;
  const [left, right] = [
    sheet.low === null ? 0 : scale(sheet.low),
    sheet.high === null ? 100 : scale(sheet.high),
  ];
  return html`<svg
    class="number-line"
    role="img"
    height=${height}
    aria-label=${words.line(sheet.expected, outcome)}
  >
    ${svg`<rect class="band" x="${left}%" width="${Math.max(0, right - left)}%" y=${top} height=${bottom - top}></rect>
    ${sheet.low === null ? nothing : edge(left)}${sheet.high === null ? nothing : edge(right)}
    <line class="axis" x1="0%" x2="100%" y1=${bottom} y2=${bottom}></line>
    ${name(expectedAt(left, right), height - 8, sheet.expected, 'quiet')}
    ${samples.map((sample) => (sample === null ? nothing : svg`<circle class="sample" cx="${scale(sample)}%" cy=${middle} r="3"></circle>`))}
    ${interval ? bar(scale(interval[0]), scale(interval[1])) : nothing}
    <circle class="mean" cx="${scale(measured)}%" cy=${middle} r="5"></circle>
    ${name(scale(measured), top - 8, outcome.words.split(' ')[0] ?? '', 'value')}`}
  </svg>`;
}

function expectedAt(left: number, right: number): number {
  return (Math.max(0, left) + Math.min(100, right)) / 2;
}

function edge(at: number) {
  return svg`<line class="edge" x1="${at}%" x2="${at}%" y1=${top} y2=${bottom}></line>`;
}

function bar(from: number, to: number) {
  return svg`<line class="interval" x1="${from}%" x2="${to}%" y1=${middle} y2=${middle}></line>
    ${[from, to].map((at) => svg`<line class="interval" x1="${at}%" x2="${at}%" y1=${middle - 6} y2=${middle + 6}></line>`)}`;
}

/** Where it would leave the picture it begins or ends at its place. */
function name(at: number, y: number, text: string, kind: string) {
  const anchor = at < 15 ? 'start' : at > 85 ? 'end' : 'middle';
  return svg`<text class=${kind} x="${at}%" y=${y} text-anchor=${anchor}>${text}</text>`;
}
