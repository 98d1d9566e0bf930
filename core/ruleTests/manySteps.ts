import type { Steppable } from '../engine/cpu/stepper.ts';
import { formatNumber } from '../format.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { cloneState } from '../rule/run/kernel.ts';
import { badLineOf } from './badLine.ts';
import { failed, passed, type RuleTest } from './ruleTest.ts';
import { allFinite, largestDifference, noisyObjective, startRun, tensors } from './run.ts';

const early = 100;
const late = 1_000_000;
/** How many times longer than the longest of the first hundred a late step may be. */
const most = 1000;

/** Running means begin at zero, and powers such as beta1**t end there: both ends of a run are where a rule breaks. */
export const manySteps: RuleTest = (rule) => {
  const objective = noisyObjective();
  const gradients: Float64Array[] = [];
  const watched: Steppable = {
    ...objective,
    lossAndGradient(point, gradient) {
      const loss = objective.lossAndGradient(point, gradient);
      gradients.push(gradient.slice());
      return loss;
    },
  };
  const { resolved, kernel, settings, stepper } = startRun(rule, {}, watched, tensors);
  let before = stepper.parameters.slice();
  const lengths: number[] = [];
  for (let step = 1; step <= early; step++) {
    gradients.length = 0;
    const state = cloneState(stepper.state);
    stepper.advance();
    const index = stepper.parameters.findIndex((value) => !Number.isFinite(value));
    if (index >= 0) {
      const [gradient, firstGradient] = [gradients.at(-1) ?? before, gradients[0] ?? before];
      const hyperparameters = numbersIn(settings);
      const inputs = { gradient, firstGradient, hyperparameters, step, index, tensors };
      const bad = badLineOf(resolved, { parameters: before, state, ...inputs });
      const said = `Step ${step} from an ordinary start makes a parameter that is no finite number`;
      return failed(bad ? `${said}: ${bad.text}.` : `${said}.`, bad?.line);
    }
    lengths.push(largestDifference(stepper.parameters, before));
    before = stepper.parameters.slice();
  }
  const { parameters, state } = stepper;
  const gradient = parameters.slice();
  objective.lossAndGradient(parameters, gradient);
  kernel.lookAhead?.(parameters, gradient, state, numbersIn(settings), late, parameters.slice());
  kernel.update(parameters, gradient, state, numbersIn(settings), late);
  const name = late.toLocaleString('en');
  if (![parameters, ...state.tensors].every(allFinite))
    return failed(`At step ${name} a number is not finite. Look at what t is the power or the factor of.`);
  const [first = 0] = lengths;
  const length = largestDifference(parameters, before);
  const longest = Math.max(...lengths);
  if (length > most * longest)
    return failed(
      `Step ${name} moves a parameter by ${formatNumber(length)}, ${formatNumber(length / longest)} times as far as any of the first ${early}.`,
    );
  return passed(
    `Step 1 moves a parameter by at most ${formatNumber(first)}, step ${name} by ${formatNumber(length)}.`,
  );
};
