import { Series } from '../../../core/race/series.ts';
import { placeAfter, type StepsPerUnit, stepsTo } from '../chart/stepUnits.ts';
import type { Curve } from './curve.ts';
import { Extremes } from './extremes.ts';
import { MovingSum } from './movingSum.ts';

/** A curve smoothed by the mean of its values over the last few steps; grows with it. */
export class SmoothedCurve implements Curve {
  readonly #raw: Curve;
  readonly #width: number;
  readonly #unit: StepsPerUnit;
  readonly #means = new Series();
  readonly #sum = new MovingSum();
  readonly #extremes = new Extremes();

  /**
   * @param width So far a mean goes back; at the begin, where there is less, over what there is.
   * @param unit Steps in one of what the width counts. Default: steps.
   */
  constructor(raw: Curve, width: number, unit: StepsPerUnit = 1) {
    this.#raw = raw;
    this.#width = width;
    this.#unit = unit;
  }

  get length(): number {
    return this.#raw.length;
  }

  get last(): number {
    return this.at(this.length - 1);
  }

  at(index: number): number {
    return this.#grown().at(index);
  }

  stepOf(index: number): number {
    return this.#raw.stepOf(index);
  }

  indexFrom(step: number): number {
    return this.#raw.indexFrom(step);
  }

  extremes(from: number, to: number): [low: number, high: number] {
    return this.#extremes.between(this.#grown(), from, Math.min(to, this.length));
  }

  #grown(): Series {
    const [raw, means, sum] = [this.#raw, this.#means, this.#sum];
    const [width, unit] = [this.#width, this.#unit];
    for (let i = means.length; i < raw.length; i++) {
      sum.push(raw.at(i));
      const begin = stepsTo(unit, placeAfter(unit, raw.stepOf(i)) - width);
      while (sum.count > 1 && raw.stepOf(i + 1 - sum.count) <= begin) sum.shift();
      means.push(sum.sum / sum.count);
    }
    return means;
  }
}
