import type { Steppable } from '../engine/cpu/stepper.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { badStepWords, stepToBad } from './badStep.ts';
import { at, failed, passed, type RuleTest, type RuleTestResult } from './ruleTest.ts';
import { noisyObjective, startRun, tensors } from './run.ts';

const steps = 10;

/** A flat place, an example that is learnt, or a unit that is off has a gradient of zero. */
export const zeroGradient: RuleTest = (rule) => {
  const { start } = noisyObjective();
  const fault =
    faultFrom(rule, start, '') ??
    faultFrom(
      rule,
      start.map(() => 0),
      'The parameters were 0, too.',
    );
  return fault ?? passed(`Parameters and state are finite after ${steps} steps without a slope.`);
};

function faultFrom(rule: Rule, start: Float64Array, where: string): RuleTestResult | null {
  const flat: Steppable = {
    ...{ start, next() {}, loss: () => 0 },
    lossAndGradient(_, gradient) {
      gradient.fill(0);
      return 0;
    },
  };
  const run = startRun(rule, {}, flat, tensors);
  for (let step = 1; step <= steps; step++) {
    const found = stepToBad(run, true);
    if (!found) continue;
    const isFraction = found.bad?.text.includes('/') ?? false;
    return at(
      found.bad?.line,
      failed(
        `With a gradient of zero, ${badStepWords(found)}.`,
        where,
        isFraction ? 'An eps below a fraction keeps it finite.' : '',
      ),
    );
  }
  return null;
}
