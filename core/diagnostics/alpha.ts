import type { Task } from '../engine/engine.ts';
import { formatNumber } from '../format.ts';
import type { Diagnostic } from './diagnostic.ts';
import { medianOf } from './measuredSeries.ts';
import { endOver, exactEnd, type NoisyEnd } from './noisyEnd.ts';
import type { SeenStep } from './seenStep.ts';

/** There the step is three times as long as the way to the minimum. */
const most = 2;
/** A median nearer to 0 is at the minimum. */
const near = 0.1;

/**
 * Where a step landed on the parabola c + b·τ + a·τ² that is fitted to losses and slopes at its ends, τ = 0 and τ = 1, by least
 * squares: α = 1 / τ* − 1, with the minimum at τ* = −b / 2a. −1: it has not moved; 0: the minimum; 1: as high on the other side.
 * Schneider, Dangel & Hennig 2021, section 2.3: the beginning is seen on the mini-batch of the step and the end on the next, and
 * each of the four numbers is weighed by the inverse of its variance over the rows.
 */
export const alpha: Diagnostic = {
  name: 'Where steps land (α)',
  description:
    'A parabola is fitted to losses and slopes at both ends of the step, on its mini-batch and on the next, each weighed by how noisy it is over the rows: −1 is where it began, 0 the minimum, 1 as high on the other side. Above 0 the step overshoots; 2 is as far or further, as where it goes uphill from its beginning.',
  source: 'Schneider, Dangel & Hennig 2021, "Cockpit", arXiv:2102.06604',
  every: 1,
  // Two, but row by row.
  gradients: { batch: 3, whole: 0 },
  referenceName: 'the minimum',
  limits: [-1, most],
  obstacle: () => null,
  begin({ task }) {
    const endsOf = endsIn(task);
    return (step) => ({
      value: step.update.every((change) => change === 0) ? -1 : landingOf(...endsOf(step)),
      reference: 0,
    });
  },
  seen({ values }) {
    const known = values.filter(Number.isFinite);
    const median = medianOf(known);
    const share = (matches: (value: number) => boolean) =>
      `${Math.round((100 * known.filter(matches).length) / known.length)} %`;
    const of = `median ${formatNumber(median, 2)}`;
    if (median < -near)
      return `is mostly below 0 (${of}; ${share((value) => value < 0)} of the steps): they are short of the minimum.`;
    if (median > near)
      return `is mostly above 0 (${of}; ${share((value) => value > 0)} of the steps): they overshoot the minimum.`;
    return `is about 0 (${of}): steps land near the minimum, ${share((value) => value > 0)} of them beyond it.`;
  },
};

/** Both ends of steps that are given in their order. */
function endsIn(task: Task): (step: SeenStep) => [NoisyEnd, NoisyEnd] {
  if (task.kind === 'surface')
    return ({ update, atBefore, atAfter }) => [exactEnd(atBefore(), update), exactEnd(atAfter(), update)];
  const { model } = task;
  const batches = model.batchesFrom(0);
  let drawn = 0;
  /** Of the step that was drawn last; the next draw may change what it gave. */
  let rows = new Int32Array();
  const draw = () => {
    rows = batches.next().slice();
    drawn++;
  };
  return ({ step, before, after, update }) => {
    while (drawn < step) draw();
    const from = endOver(model, rows, before, update);
    draw();
    return [from, endOver(model, rows, after, update)];
  };
}

/**
 * A parabola has f₁ − f₀ = (s₀ + s₁) / 2, with its losses f and slopes s. What of the four is missing to that, r, is least squares
 * shared out by their variances v: s₀ + r/2 · v(s₀) / V and s₁ + r/2 · v(s₁) / V, V = v(f₀) + v(f₁) + (v(s₀) + v(s₁)) / 4, are the
 * slopes of the fit, b and b + 2a, and α is −(b + 2a) / b. Where no variance is known all count alike.
 * A concave parabola goes on falling: −1. One that rises from the beginning has its minimum behind the step: it counts as the
 * largest overshoot.
 * @internal
 */
export function landingOf(from: NoisyEnd, to: NoisyEnd): number {
  const known = [from.lossVariance, to.lossVariance, from.slopeVariance, to.slopeVariance];
  const isKnown = known.every(Number.isFinite) && known.some((variance) => variance > 0);
  const [f0 = 1, f1 = 1, s0 = 1, s1 = 1] = isKnown ? known : [];
  const missing = to.loss - from.loss - (from.slope + to.slope) / 2;
  const share = missing / 2 / (f0 + f1 + (s0 + s1) / 4);
  const [b, atEnd] = [from.slope + share * s0, to.slope + share * s1];
  if (!Number.isFinite(b + atEnd)) return Number.NaN;
  if (atEnd <= b) return b < 0 ? -1 : most;
  return b >= 0 ? most : Math.min(most, -atEnd / b);
}
