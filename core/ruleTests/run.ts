/** A rule on an objective, in float64: what tests look at. */
import { createStepper, type Steppable, type Stepper, type StepperPosition } from '../engine/cpu/stepper.ts';
import { createHyperparametersAt } from '../engine/hyperparameters.ts';
import { createRandom } from '../random.ts';
import { fillSettings } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import type { Kernel } from '../rule/run/kernel.ts';
import type { ResolvedRule, Rule, Settings } from '../rule/syntax/rule.ts';

/** Parameters are two tensors, so that norms of one are none of the other. */
export const tensors: readonly number[] = [4, 2];
const size = tensors.reduce((sum, length) => sum + length, 0);
const curvatures = [8, 3, 1, 0.5, 2, 0.1];

export interface NoisyOptions {
  /** Steps that were taken before. Default: 0. */
  readonly stepsDone?: number;
  /** What losses and gradients are multiplied by. Default: 1. */
  readonly scale?: number;
}

/**
 * ½ Σ cᵢ pᵢ² + 0.1 Σ pᵢ⁴ + 0.3 Σ pᵢ pᵢ₊₁ + Σ nᵢ pᵢ, where each step has noise n of its own, as a mini-batch has. Not
 * quadratic and not separable, so that no two rules happen to take the same way.
 */
export function noisyObjective({ stepsDone = 0, scale = 1 }: NoisyOptions = {}): Steppable {
  const random = createRandom(1);
  const start = Float64Array.from({ length: size }, () => 1.5 * random.normal());
  const noise = new Float64Array(size);
  const next = () => {
    for (let i = 0; i < size; i++) noise[i] = 0.5 * random.normal();
  };
  for (let step = 0; step <= stepsDone; step++) next();
  const at = (parameters: Float64Array, i: number) => parameters[(i + size) % size] ?? 0;
  const loss = (parameters: Float64Array) =>
    scale *
    parameters.reduce(
      (sum, p, i) =>
        sum +
        0.5 * (curvatures[i] ?? 1) * p ** 2 +
        0.1 * p ** 4 +
        0.3 * p * at(parameters, i + 1) +
        (noise[i] ?? 0) * p,
      0,
    );
  return {
    ...{ start, next, loss },
    lossAndGradient(parameters, gradient) {
      for (let i = 0; i < size; i++) {
        const p = at(parameters, i);
        const neighbours = at(parameters, i - 1) + at(parameters, i + 1);
        const slope = (curvatures[i] ?? 1) * p + 0.4 * p ** 3 + 0.3 * neighbours + (noise[i] ?? 0);
        gradient[i] = scale * slope;
      }
      return loss(parameters);
    },
  };
}

export interface TestRun {
  /** Of the tensors. */
  readonly lengths: readonly number[];
  readonly resolved: ResolvedRule;
  readonly settings: Settings;
  readonly kernel: Kernel;
  readonly stepper: Stepper;
}

/**
 * @param given What differs from the rule's defaults.
 * @param lengths Of the tensors. Default: all parameters are one.
 * @param from Default: the objective's start.
 */
export function startRun(
  rule: Rule,
  given: Settings,
  objective: Steppable,
  lengths?: readonly number[],
  from?: StepperPosition<Float64Array>,
): TestRun {
  const settings = fillSettings(rule, given);
  const resolved = resolve(rule, settings);
  const kernel = compileFloat64(resolved, lengths);
  const stepper = createStepper(objective, kernel, createHyperparametersAt(settings, null), undefined, from);
  return { lengths: lengths ?? [stepper.parameters.length], resolved, settings, kernel, stepper };
}

/** The parameters after each of so many steps on the noisy objective. */
export function pathOf(rule: Rule, given: Settings, steps: number, options?: NoisyOptions): Float64Array[] {
  const { stepper } = startRun(rule, given, noisyObjective(options), tensors);
  return Array.from({ length: steps }, () => {
    stepper.advance();
    return stepper.parameters.slice();
  });
}

/** The largest difference between two vectors. NaN and infinities differ from all others, and from nothing that is the same. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const [x = 0, y = 0] = [a[i], b[i]];
    if (Object.is(x, y)) continue;
    const difference = Math.abs(x - y);
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return largest;
}

export function allFinite(vector: Iterable<number>): boolean {
  for (const value of vector) if (!Number.isFinite(value)) return false;
  return true;
}
