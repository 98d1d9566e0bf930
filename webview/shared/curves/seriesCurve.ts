import type { Series } from '../../../core/race/series.ts';
import { type Curve, firstFrom } from './curve.ts';
import { Extremes } from './extremes.ts';

/** Numbers that keep coming, after steps that keep coming with them. */
export class SeriesCurve implements Curve {
  readonly #steps: Series;
  readonly #values: Series;
  readonly #extremes = new Extremes();

  constructor(steps: Series, values: Series) {
    this.#steps = steps;
    this.#values = values;
  }

  get length(): number {
    return this.#values.length;
  }

  get last(): number {
    return this.#values.at(-1);
  }

  at(index: number): number {
    return this.#values.at(index);
  }

  stepOf(index: number): number {
    return this.#steps.at(index);
  }

  indexFrom(step: number): number {
    return firstFrom({ length: this.length, stepOf: (index) => this.#steps.at(index) }, step);
  }

  extremes(from: number, to: number): [low: number, high: number] {
    return this.#extremes.between(this.#values, from, Math.min(to, this.length));
  }
}
