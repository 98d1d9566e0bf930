import type { Steppable } from '../engine/cpu/stepper.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { cloneState } from '../rule/run/kernel.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { badLineOf } from './badLine.ts';
import { failed, passed, type RuleTest, type RuleTestResult } from './ruleTest.ts';
import { allFinite, noisyObjective, startRun, tensors } from './run.ts';

const steps = 10;

/** A flat place, an example that is learnt, or a unit that is off has a gradient of zero. */
export const zeroGradient: RuleTest = (rule) => {
  const { start } = noisyObjective();
  const fault =
    faultFrom(rule, start, 'somewhere') ??
    faultFrom(
      rule,
      start.map(() => 0),
      'at zero',
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
  const { resolved, settings, stepper } = startRun(rule, {}, flat, tensors);
  const hyperparameters = numbersIn(settings);
  for (let step = 1; step <= steps; step++) {
    const before = { parameters: stepper.parameters.slice(), state: cloneState(stepper.state) };
    stepper.advance();
    const vectors = [stepper.parameters, ...stepper.state.tensors];
    const vector = vectors.find((each) => !allFinite(each));
    if (!vector) continue;
    const index = vector.findIndex((value) => !Number.isFinite(value));
    const gradient = start.map(() => 0);
    const bad = badLineOf(resolved, {
      ...before,
      ...{ gradient, firstGradient: gradient, hyperparameters, step, index, tensors },
    });
    const place = `In step ${step} with a gradient of zero, from parameters ${where}, `;
    if (!bad) return failed(`${place}a number is ${vector[index]}.`);
    return failed(`${place}${bad.text}. An eps below a fraction keeps it finite.`, bad.line);
  }
  return null;
}
