import { formatNumber } from '../format.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { wrongSignOf } from '../rule/inspect/wrongSign.ts';
import type { Rule, Settings } from '../rule/syntax/rule.ts';
import { type BadStep, badStepSentence, stepToBad } from './badStep.ts';
import { at, atWrongSign, failed, passed, type RuleTest, type RuleTestResult } from './ruleTest.ts';
import { allFinite, largestDifference, noisyObjective, startRun, tensors } from './run.ts';

const early = 100;
const late = 1_000_000;
/** How many times longer than the longest of the first hundred a late step may be. */
const most = 1000;

/** Running means begin at zero, and powers such as beta1**t end there: both ends of a run are where a rule breaks. */
export const manySteps: RuleTest = (rule) => {
  const objective = noisyObjective();
  const run = startRun(rule, {}, objective, tensors);
  const { kernel, settings, stepper } = run;
  let before = stepper.parameters.slice();
  const lengths: number[] = [];
  for (let step = 1; step <= early; step++) {
    const found = stepToBad(run);
    if (found) return unsound(rule, settings, found);
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
    return failed(`At step ${name} a number is not finite.`, 'Look at what t is the power or the factor of.');
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

/** From an ordinary start, with the rule's own settings. */
function unsound(rule: Rule, settings: Settings, found: BadStep): RuleTestResult {
  if (!found.hasGrown)
    return at(
      found.bad?.line,
      failed(badStepSentence(found), 'It begins at an ordinary place, with ordinary slopes.'),
    );
  const beyond = `Its parameters grow beyond all numbers, in step ${found.step} at the latest.`;
  const sign = wrongSignOf(rule, settings);
  if (sign) return atWrongSign(sign, beyond);
  const { lr } = settings;
  const rate = lr === undefined ? '' : `Its default lr of ${lr} may be too large.`;
  return failed('It diverges from an ordinary start.', beyond, rate);
}
