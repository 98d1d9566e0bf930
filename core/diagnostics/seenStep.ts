/** A step of a run with what diagnostics need of it; each number is computed when it is asked for first, and once. */
import { once } from '../once.ts';
import type { Objective } from '../problems/objective.ts';
import type { HyperparameterValues } from '../rule/syntax/rule.ts';

export interface StepEnds {
  /** Counted from 1. */
  readonly step: number;
  /** Parameters before and after it; neither is changed from here on. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly hyperparameters: HyperparameterValues;
  /** On the mini-batch of the step. */
  readonly batch: Pick<Objective, 'lossAndGradient'>;
  /** Over all rows to train on. */
  readonly whole: Objective;
}

/** Loss and slope at one end of a step, on its mini-batch. */
export interface End {
  readonly loss: number;
  readonly gradient: Float64Array;
}

export interface SeenStep extends StepEnds {
  /** after − before */
  readonly update: Float64Array;
  readonly atBefore: () => End;
  readonly atAfter: () => End;
}

export function seenStep(ends: StepEnds): SeenStep {
  const { before, after, batch } = ends;
  const endAt = (point: Float64Array) => () => {
    const gradient = new Float64Array(point.length);
    return { loss: batch.lossAndGradient(point, gradient), gradient };
  };
  return {
    ...ends,
    update: after.map((value, i) => value - (before[i] ?? Number.NaN)),
    atBefore: once(endAt(before)),
    atAfter: once(endAt(after)),
  };
}

/** Σ aᵢ bᵢ */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? Number.NaN);
  return sum;
}

/** √ Σ aᵢ² */
export function normOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
