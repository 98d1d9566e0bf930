import type { Evaluation } from '../../../core/race/evaluation.ts';
import { type Curve, firstFrom } from './curve.ts';

/** One number of every evaluation of a run. There are a thousand at most, so that nothing need be kept about them. */
export class EvaluationCurve implements Curve {
  readonly #evaluations: readonly Evaluation[];
  readonly #pick: (evaluation: Evaluation) => number | undefined;

  constructor(evaluations: readonly Evaluation[], pick: (evaluation: Evaluation) => number | undefined) {
    this.#evaluations = evaluations;
    this.#pick = pick;
  }

  get length(): number {
    return this.#evaluations.length;
  }

  get last(): number {
    return this.at(this.length - 1);
  }

  at(index: number): number {
    const evaluation = this.#evaluations[index];
    return (evaluation && this.#pick(evaluation)) ?? Number.NaN;
  }

  stepOf(index: number): number {
    return this.#evaluations[index]?.step ?? Number.NaN;
  }

  indexFrom(step: number): number {
    return firstFrom({ length: this.length, stepOf: (index) => this.stepOf(index) }, step);
  }

  extremes(from: number, to: number): [low: number, high: number] {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = Math.max(0, from); i < Math.min(to, this.length); i++) {
      const value = this.at(i);
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  }
}
