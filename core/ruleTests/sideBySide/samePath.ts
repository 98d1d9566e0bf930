/** Whether two rules take the same way. */
import type { Rule } from '../../rule/syntax/rule.ts';
import { allFinite } from '../run.ts';
import { Closeness } from './closeness.ts';
import { stepValues } from './stepValues.ts';
import type { Trial } from './trial.ts';

/** The parameters after each step, one step after the other. */
export function* walk(rule: Rule, trial: Trial): Generator<Float64Array> {
  for (const { parameters } of stepValues(rule, trial)) yield parameters;
}

/** The way of a rule, computed as far as anyone has asked; it ends with the first parameters that aren't finite. */
export class Path {
  readonly #walk: Iterator<Float64Array>;
  readonly #points: Float64Array[] = [];
  #hasEnded = false;

  constructor(rule: Rule, trial: Trial) {
    this.#walk = walk(rule, trial);
  }

  /** The parameters after so many steps and one; undefined behind the end. */
  at(index: number): Float64Array | undefined {
    while (!this.#hasEnded && this.#points.length <= index) {
      const { value } = this.#walk.next();
      if (value) this.#points.push(value);
      this.#hasEnded = !value || !allFinite(value);
    }
    return this.#points[index];
  }
}

/** How the way of a rule compares with the expected one. */
export type PathComparison =
  | {
      readonly kind: 'same';
      /** The largest difference, as a share of the way. */
      readonly apart: number;
      readonly steps: number;
      /** Whether the path is, up to its end. */
      readonly isFinite: boolean;
    }
  | { readonly kind: 'different'; readonly step: number };

/** Compares a rule with the path of another. */
export function comparePath(expected: Path, rule: Rule, trial: Trial): PathComparison {
  const { start } = trial.objective();
  const closeness = new Closeness(start.length, start);
  let steps = 0;
  for (const point of walk(rule, trial)) {
    const goal = expected.at(steps);
    if (!goal) break;
    if (closeness.differs(goal, point) !== null) return { kind: 'different', step: steps + 1 };
    steps++;
  }
  return {
    kind: 'same',
    apart: closeness.apart,
    steps,
    isFinite: allFinite(expected.at(steps - 1) ?? start),
  };
}
