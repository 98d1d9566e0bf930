/** Where the curve of the loss above the slider lies. */
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';

/** In CSS pixels: the curve lies between `top` and `bottom`, its steps between `left` and `right`. */
export interface CurveBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedCurve {
  xOf(step: number): number;
  /** null of a loss that isn't known, or not finite. */
  yOf(loss: number | null): number | null;
  /** The loss after a step, between its neighbours where it wasn't recorded. */
  lossAt(step: number): number | null;
  /** Up to a step, as the path of an SVG; empty where nothing is known. */
  path(until: number): string;
}

/** From where on it is drawn logarithmically. */
const wide = 100;

/** @param last The last step. */
export function placeCurve({ steps, losses }: InspectedCurve, last: number, box: CurveBox): PlacedCurve {
  const finite = losses.filter((loss) => loss !== null);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const isLog = low > 0 && high / low > wide;
  const scale = (loss: number) => (isLog ? Math.log(loss) : loss);
  const span = scale(high) - scale(low) || 1;
  const xOf = (step: number) => box.left + ((box.right - box.left) * step) / Math.max(1, last);
  const yOf = (loss: number | null) =>
    loss === null ? null : box.bottom - ((box.bottom - box.top) * (scale(loss) - scale(low))) / span;
  const lossAt = (step: number) => {
    const next = steps.findIndex((each) => each >= step);
    if (next < 0) return losses.at(-1) ?? null;
    const [from, to] = [losses[next - 1] ?? null, losses[next] ?? null];
    const [begin, end] = [steps[next - 1] ?? step, steps[next] ?? step];
    if (end === step || from === null || to === null) return end === step ? to : from;
    return from + ((to - from) * (step - begin)) / (end - begin);
  };
  return {
    ...{ xOf, yOf, lossAt },
    path(until) {
      const parts: string[] = [];
      let isOn = false;
      const add = (step: number, loss: number | null) => {
        const y = yOf(loss);
        if (y !== null) parts.push(`${isOn ? 'L' : 'M'}${xOf(step).toFixed(1)} ${y.toFixed(1)}`);
        isOn = y !== null;
      };
      for (const [place, step] of steps.entries()) if (step < until) add(step, losses[place] ?? null);
      if (steps.length > 0) add(until, lossAt(until));
      return parts.join('');
    },
  };
}

/** Round steps below the slider, as many as have room. @param most How many. */
export function ticksOf(last: number, most: number): readonly number[] {
  const rough = last / Math.max(1, most);
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const distance = [1, 2, 5, 10].map((factor) => factor * unit).find((each) => each >= rough) ?? 10 * unit;
  const ticks: number[] = [];
  for (let tick = 0; tick < last; tick += distance) ticks.push(tick);
  return [...ticks, last];
}
