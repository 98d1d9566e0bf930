/** Follows a rule along a reference trajectory and says how far it strays. */
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import { float64 } from './targets.ts';
import { createWalk, type Task } from './walk.ts';

/** What a reference knows about the run after so many steps. */
export interface ReferencePoint {
  readonly step: number;
  readonly parameters?: readonly number[];
  readonly loss?: number;
  /** Elements of state, by its name. */
  readonly state?: Readonly<Record<string, readonly number[]>>;
  /** Growth of rounding errors up to this step; 1 where it isn't known. */
  readonly sensitivity?: number;
}

export interface ReferenceCase extends Omit<Task, 'rule'> {
  readonly id: string;
  /** Id of the optimizer that it is about. */
  readonly optimizer: string;
  readonly points: readonly ReferencePoint[];
}

const parameterTolerance = 1e-12;
const lossTolerance = 1e-10;

/**
 * The largest deviation at any point of the case, in units of what the tolerances allow: above 1 is wrong.
 * @param enough Where to stop looking for a larger one.
 */
export function strayOf(rule: Rule, reference: ReferenceCase, enough = Number.POSITIVE_INFINITY): number {
  const walk = createWalk(float64, { ...reference, rule });
  let stray = 0;
  for (const point of [...reference.points].sort((a, b) => a.step - b.step)) {
    if (stray > enough) break;
    while (walk.position.stepsDone < point.step) walk.advance();
    const { parameters } = walk.position;
    const allowed = parameterTolerance * Math.max(1, point.sensitivity ?? 1);
    stray = Math.max(
      stray,
      deviation(parameters, point.parameters ?? []) / allowed,
      deviation([reference.problem.loss(parameters)], point.loss === undefined ? [] : [point.loss]) /
        lossTolerance,
      ...Object.entries(point.state ?? {}).map(
        ([name, values]) => deviation(walk.state(name) ?? [], values) / allowed,
      ),
    );
  }
  return stray;
}

/** The largest |value - reference| / max(1, |reference|). */
function deviation(values: ArrayLike<number>, references: readonly number[]): number {
  const distances = references.map((reference, index) => {
    const distance = Math.abs((values[index] ?? Number.NaN) - reference) / Math.max(1, Math.abs(reference));
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
  });
  return Math.max(0, ...distances);
}
