import { Series } from '../../../core/race/series.ts';
import type { Curve } from './curve.ts';
import { Extremes } from './extremes.ts';
import { MovingSum } from './movingSum.ts';

/** A curve smoothed by the mean of its values over the last few steps; grows with it. */
export class SmoothedCurve implements Curve {
  readonly #raw: Curve;
  readonly #steps: number;
  readonly #means = new Series();
  readonly #window = new MovingSum();
  readonly #extremes = new Extremes();

  /** @param steps So many steps a mean goes back; at the begin, where there are not as many, over what there is. */
  constructor(raw: Curve, steps: number) {
    this.#raw = raw;
    this.#steps = steps;
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
    const [raw, means, window] = [this.#raw, this.#means, this.#window];
    for (let i = means.length; i < raw.length; i++) {
      window.push(raw.at(i));
      const begin = raw.stepOf(i) - this.#steps;
      while (window.count > 1 && raw.stepOf(i + 1 - window.count) <= begin) window.shift();
      means.push(window.sum / window.count);
    }
    return means;
  }
}
