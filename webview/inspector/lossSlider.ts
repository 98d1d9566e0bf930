/** A slider over the steps of the run, with the curve of its loss above it. */
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import { formatNumber } from '../../core/format.ts';
import { placeCurve, ticksOf } from './lossCurve.ts';
import { words } from './words.ts';

export interface SliderState {
  readonly curve: InspectedCurve;
  readonly step: number;
  /** The last one. */
  readonly steps: number;
  /** Digits of the loss after the step; null before they are known. */
  readonly loss: string | null;
  /** The class that sets the colour of the run. */
  readonly color: string;
  /** In CSS pixels. */
  readonly width: number;
  /** Where the person is by now: several keys may come before the next frame. */
  readonly stepNow: () => number;
  readonly choose: (step: number) => void;
}

const height = 88;
/** Room for the words at either side. */
const [leftRoom, rightRoom] = [48, 76];
const [top, bottom, track, labels] = [20, 44, 62, 82];
/** Between two labels of steps. */
const labelRoom = 76;
const page = 10;

export function lossSlider({
  curve,
  step,
  steps,
  loss,
  color,
  width,
  stepNow,
  choose,
}: SliderState): TemplateResult {
  const box = { left: leftRoom, right: Math.max(leftRoom + 40, width - rightRoom), top, bottom };
  const placed = placeCurve(curve, steps, box);
  const x = placed.xOf(step);
  const y = placed.yOf(placed.lossAt(step));
  const last = curve.losses.at(-1) ?? null;
  const known = loss === null ? placed.lossAt(step) : Number(loss);
  const said = known === null ? '' : formatNumber(known, 3);
  const move = (to: number) => choose(Math.min(steps, Math.max(1, Math.round(to))));
  const point = (event: PointerEvent) => {
    if (!(event.currentTarget instanceof SVGElement)) return;
    const { left } = event.currentTarget.getBoundingClientRect();
    move((steps * (event.clientX - left - box.left)) / (box.right - box.left));
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || !(event.currentTarget instanceof SVGElement)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    point(event);
  };
  const drag = (event: PointerEvent) => {
    const isHeld =
      event.currentTarget instanceof SVGElement && event.currentTarget.hasPointerCapture(event.pointerId);
    if (isHeld) point(event);
  };
  const key = (event: KeyboardEvent) => {
    const to = stepAfter(event.key, stepNow(), steps);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(to);
  };
  return html`<div
    class="slider ${color}"
    role="slider"
    tabindex="0"
    aria-label=${words.steps}
    aria-valuemin="1"
    aria-valuemax=${steps}
    aria-valuenow=${step}
    aria-valuetext=${words.slider(step, steps, said)}
    @keydown=${key}
  >
    <svg width=${width} height=${height} aria-hidden="true" @pointerdown=${press} @pointermove=${drag}>
      ${svg`<text class="quiet" x="0" y=${(top + bottom) / 2 + 4}>${words.loss}</text>
      <path class="ahead" d=${placed.path(steps)}></path>
      <path class="passed" d=${placed.path(step)}></path>
      ${y === null ? nothing : svg`<line class="stem" x1=${x} x2=${x} y1=${y} y2=${track}></line><circle class="at" cx=${x} cy=${y} r="3.5"></circle>`}
      ${lossLabel(said, x, y ?? top, box.right)}
      ${last === null || steps === step ? nothing : svg`<text class="quiet num" x=${box.right + 8} y=${(placed.yOf(last) ?? bottom) + 4}>${formatNumber(last, 3)}</text>`}
      <line class="track" x1=${box.left} x2=${box.right} y1=${track} y2=${track}></line>
      <line class="done" x1=${box.left} x2=${x} y1=${track} y2=${track}></line>
      <circle class="thumb" cx=${x} cy=${track} r="7"></circle>
      ${tickLabels(steps, step, placed.xOf, box.right - box.left)}`}
    </svg>
  </div>`;
}

/** Beside its point, on the side that has room. */
function lossLabel(text: string, x: number, y: number, right: number) {
  const isEnd = x > right - 56;
  return svg`<text class="loss num" x=${isEnd ? x - 8 : x + 8} y=${Math.max(10, y - 6)} text-anchor=${isEnd ? 'end' : 'start'}>${text}</text>`;
}

function tickLabels(steps: number, step: number, xOf: (step: number) => number, width: number) {
  const ticks = ticksOf(steps, Math.floor(width / labelRoom)).filter((tick, place) => {
    const isCrowded = tick !== steps && xOf(steps) - xOf(tick) < labelRoom && place !== 0;
    return !isCrowded && Math.abs(xOf(tick) - xOf(step)) >= labelRoom / 2;
  });
  const label = (at: number, kind: string, text = at.toLocaleString('en')) =>
    svg`<text class="num ${kind}" x=${xOf(at)} y=${labels} text-anchor="middle">${text}</text>`;
  return svg`${ticks.map((tick) => label(tick, 'quiet', tick === steps ? words.lastStep(tick) : undefined))}${label(step, 'now')}`;
}

/** null of another key. */
function stepAfter(key: string, step: number, steps: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return step - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return step + 1;
    case 'PageDown':
      return step - page;
    case 'PageUp':
      return step + page;
    case 'Home':
      return 1;
    case 'End':
      return steps;
    default:
      return null;
  }
}
