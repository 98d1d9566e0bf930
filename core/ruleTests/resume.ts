import { cloneState } from '../rule/run/kernel.ts';
import { failed, passed, type RuleTest } from './ruleTest.ts';
import { largestDifference, noisyObjective, startRun, tensors } from './run.ts';

const steps = 20;
const half = 10;

/** What a rule keeps from step to step is in its state, or it is lost with the window. */
export const resume: RuleTest = (rule) => {
  const whole = startRun(rule, {}, noisyObjective(), tensors).stepper;
  const before = startRun(rule, {}, noisyObjective(), tensors).stepper;
  for (let step = 0; step < steps; step++) whole.advance();
  for (let step = 0; step < half; step++) before.advance();
  const from = {
    parameters: before.parameters.slice(),
    state: cloneState(before.state),
    stepsDone: before.stepsDone,
  };
  const after = startRun(rule, {}, noisyObjective({ stepsDone: half }), tensors, from).stepper;
  for (let step = half; step < steps; step++) after.advance();
  const vectors = [
    [after.parameters, whole.parameters],
    ...whole.state.tensors.map((tensor, i) => [after.state.tensors[i] ?? [], tensor]),
  ] as const;
  const apart = Math.max(...vectors.map(([a, b]) => largestDifference(a, b)));
  const what = `${half} steps, a checkpoint and ${steps - half} more`;
  return apart === 0
    ? passed(`${what} give the bits of ${steps} steps.`)
    : failed(`${what} are ${apart} away from ${steps} steps.`);
};
