import type { HyperparameterValues } from '../rule/syntax/rule.ts';
import type { LinearStep } from './iterationMatrix.ts';

/** Of a learning rate times the curvature: below it a rule that comes to rest at all does. */
const smallest = 1e-3;
const largest = 1e6;
/** A state that is not used stays as it is: its eigenvalue is 1. */
const atRest = 1 + 1e-6;
const halvings = 20;

/** The learning rate above which the steps of a linear rule grow; null where they do at any, or at none. */
export function largestLinearRate(
  step: LinearStep,
  values: HyperparameterValues,
  curvature: number,
): number | null {
  const tried = { ...values, lr: smallest / curvature };
  const rests = (rate: number) => {
    tried.lr = rate;
    return step.radius(tried, curvature) <= atRest;
  };
  let low = tried.lr;
  if (!step.isLinear(tried, curvature) || !rests(low)) return null;
  let high = 2 * low;
  while (rests(high)) {
    [low, high] = [high, 2 * high];
    if (high * curvature > largest) return null;
  }
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (rests(middle)) low = middle;
    else high = middle;
  }
  return low;
}
