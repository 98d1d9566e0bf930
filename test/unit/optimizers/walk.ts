/** Takes a rule's steps on a problem, one at a time, as runs take them. */

import { createStepper, type Steppable, type StepperPosition } from '../../../core/engine/cpu/stepper.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { Vector } from '../../../core/rule/run/kernel.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import type { TestProblem } from './problems.ts';
import type { Target } from './targets.ts';

export interface Task {
  readonly rule: Rule;
  /** Of hyperparameters and options; the rule's defaults where they are left out. */
  readonly settings?: Settings;
  /** Values at each step, of hyperparameters that a schedule changes. */
  readonly scheduled?: Readonly<Record<string, readonly number[]>>;
  readonly problem: TestProblem;
  readonly start: ArrayLike<number>;
  /** Lengths of the tensors that the parameters consist of; one tensor by default. */
  readonly tensors?: readonly number[];
}

export interface Walk<V extends Vector> {
  /** What has to be kept to go on later. */
  readonly position: StepperPosition<V>;
  /** The tensor of this state; undefined where the settings leave no such state. */
  state(name: string): V | undefined;
  /** Where the gradient of the next step is taken. */
  ahead(): V;
  advance(): void;
}

/** @param from Where to go on; at the task's start by default. */
export function createWalk<V extends Vector>(
  target: Target<V>,
  task: Task,
  from?: StepperPosition<V>,
): Walk<V> {
  const settings = fillSettings(task.rule, task.settings);
  const scheduled = Object.entries(task.scheduled ?? {});
  const rule = resolve(
    task.rule,
    settings,
    scheduled.map(([name]) => name),
  );
  const hyperparametersAt = (stepsDone: number) => ({
    ...numbersIn(settings),
    ...Object.fromEntries(scheduled.map(([name, values]) => [name, values[stepsDone] ?? Number.NaN])),
  });
  const objective = objectiveOf(target, task, from?.stepsDone);
  const stepper = createStepper(
    objective,
    target.compile(rule, task.tensors),
    hyperparametersAt,
    undefined,
    from,
  );
  return {
    position: stepper,
    state: (name) => stepper.state.tensors[rule.state.findIndex((each) => each.name === name)],
    ahead: () => stepper.gradientAt,
    advance: () => stepper.advance(),
  };
}

/** Its loss is never asked for: of a problem with batches, it is not that of a step. */
function objectiveOf<V extends Vector>(
  target: Target<V>,
  { problem, start }: Task,
  stepsDone = 0,
): Steppable<V> {
  let step = stepsDone + 1;
  return {
    start: target.vector(start),
    next() {
      step++;
    },
    loss: () => Number.NaN,
    lossAndGradient(at, gradient) {
      gradient.set(problem.gradient(at, step));
      return Number.NaN;
    },
  };
}

/** The parameters after so many steps. */
export function endOf<V extends Vector>(target: Target<V>, task: Task, steps: number): readonly number[] {
  const walk = createWalk(target, task);
  for (let step = 0; step < steps; step++) walk.advance();
  return [...walk.position.parameters];
}
