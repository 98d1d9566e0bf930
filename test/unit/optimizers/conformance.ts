/** Follows a rule along a reference trajectory and says how far it strays. */
import { compileFloat64 } from '../../../core/rule/compileFloat64.ts';
import type { HyperparameterValues, Rule } from '../../../core/rule/rule.ts';
import { problems } from './problems.ts';

export interface ReferencePoint {
  readonly step: number;
  readonly parameters?: readonly number[];
  readonly loss?: number;
  /** Growth of rounding errors up to this step; 1 where it isn't known. */
  readonly sensitivity?: number;
}

export interface ReferenceCase {
  readonly id: string;
  /** Id of the optimizer that it is about. */
  readonly optimizer: string;
  readonly hyperparameters: HyperparameterValues;
  readonly problem: string;
  readonly start: readonly number[];
  /** `lookAhead`: the reference gives the points at which the next gradient is taken. */
  readonly compared: 'parameters' | 'lookAhead';
  readonly points: readonly ReferencePoint[];
}

const parameterTolerance = 1e-12;
const lossTolerance = 1e-10;

/** The largest deviation at any point of the case, in units of what the tolerances allow: above 1 is wrong. */
export function strayOf(rule: Rule, reference: ReferenceCase): number {
  const lastStep = Math.max(...reference.points.map(({ step }) => step));
  const trajectory = follow(rule, reference, lastStep);
  const problem = problemOf(reference);
  const strays = reference.points.flatMap(({ step, parameters, loss, sensitivity = 1 }) => {
    const reached = trajectory[step] ?? [];
    const allowed = parameterTolerance * Math.max(1, sensitivity);
    return [
      ...(parameters ?? []).map((value, index) => deviation(reached[index], value) / allowed),
      ...(loss === undefined ? [] : [deviation(problem.loss(reached), loss) / lossTolerance]),
    ];
  });
  return Math.max(...strays);
}

/** The points after 0, 1, 2, … steps. */
export function follow(rule: Rule, reference: ReferenceCase, steps: number): readonly (readonly number[])[] {
  const { hyperparameters, start, compared } = reference;
  const problem = problemOf(reference);
  const kernel = compileFloat64(rule);
  const parameters = Float64Array.from(start);
  const state = kernel.createState(start.length);
  const at = Float64Array.from(start);
  const trajectory = [[...start]];
  for (let step = 1; step <= steps; step++) {
    if (kernel.lookAhead) kernel.lookAhead(parameters, state, hyperparameters, step, at);
    else at.set(parameters);
    const gradient = Float64Array.from(problem.gradient(at, step));
    kernel.update(parameters, gradient, state, hyperparameters, step);
    at.set(parameters);
    if (compared === 'lookAhead') kernel.lookAhead?.(parameters, state, hyperparameters, step + 1, at);
    trajectory.push([...at]);
  }
  return trajectory;
}

function problemOf({ id, problem }: ReferenceCase) {
  const found = problems[problem];
  if (!found) throw new Error(`${id}: no problem '${problem}'`);
  return found;
}

function deviation(value: number | undefined, reference: number): number {
  const distance = Math.abs((value ?? Number.NaN) - reference) / Math.max(1, Math.abs(reference));
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}
