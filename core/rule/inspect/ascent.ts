/** Whether a rule has the wrong sign: it moves up the gradient, so that no learning rate makes it go down. */
import { numbersIn } from '../check/settings.ts';
import { resolve } from '../plan/resolve.ts';
import { compileFloat64 } from '../run/javascriptKernel.ts';
import type { Rule, Settings } from '../syntax/rule.ts';

/** A rule that stays where it is for longer goes nowhere. */
const steps = 10;
/** Any place with a slope in each direction. */
const start = [1, -1, 0.5, -2];
const slope = [1, -2, -0.5, 3];

/**
 * In which step the rule moves up the gradient, its first that moves. Compares it on a slope with that on the opposite one, from
 * the same place: what the rule does at any slope, such as weight decay, is the same in both and drops out.
 * @param settings All of the rule's hyperparameters and options.
 * @returns null also where a rule is asked to maximize, or goes nowhere.
 */
export function climbsIn(rule: Rule, settings: Settings): number | null {
  if (settings['maximize'] === true) return null;
  const [forth, back] = [walk(rule, settings, 1), walk(rule, settings, -1)];
  for (let step = 1; step <= steps; step++) {
    const [there, opposite] = [forth(step), back(step)];
    const rise = slope.reduce((sum, each, i) => sum + each * ((there[i] ?? 0) - (opposite[i] ?? 0)), 0);
    if (rise !== 0) return rise > 0 ? step : null;
  }
  return null;
}

export function movesUp(rule: Rule, settings: Settings): boolean {
  return climbsIn(rule, settings) !== null;
}

/** Takes a step on a plane, whose gradient is the same everywhere, and gives the place. */
function walk(rule: Rule, settings: Settings, sign: number): (step: number) => Float64Array {
  const values = numbersIn(settings);
  const kernel = compileFloat64(resolve(rule, settings));
  const parameters = Float64Array.from(start);
  const gradient = Float64Array.from(slope, (each) => sign * each);
  const state = kernel.createState(parameters, values);
  const ahead = parameters.slice();
  return (step) => {
    kernel.lookAhead?.(parameters, gradient, state, values, step, ahead);
    kernel.update(parameters, gradient, state, values, step);
    return parameters;
  };
}
