/** Takes a rule's steps on a problem, one at a time. */

import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { State, Vector } from '../../../core/rule/run/kernel.ts';
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

/** What has to be kept to go on later. */
export interface Position<V extends Vector> {
  readonly parameters: V;
  readonly state: State<V>;
  readonly stepsDone: number;
}

export interface Walk<V extends Vector> {
  readonly position: Position<V>;
  /** The tensor of this state; undefined where the settings leave no such state. */
  state(name: string): V | undefined;
  /** Where the gradient of the next step is taken. */
  ahead(): V;
  advance(): void;
}

/** @param from Where to go on; at the task's start by default. */
export function createWalk<V extends Vector>(target: Target<V>, task: Task, from?: Position<V>): Walk<V> {
  const settings = fillSettings(task.rule, task.settings);
  const scheduled = Object.entries(task.scheduled ?? {});
  const rule = resolve(
    task.rule,
    settings,
    scheduled.map(([name]) => name),
  );
  const kernel = target.compile(rule, task.tensors);
  const parameters = from?.parameters ?? target.vector(task.start);
  const state = from?.state ?? kernel.createState(parameters, hyperparametersAt(1));
  const at = target.vector(parameters);
  let stepsDone = from?.stepsDone ?? 0;

  function hyperparametersAt(step: number) {
    const now = scheduled.map(([name, values]) => [name, values[step - 1] ?? Number.NaN]);
    return { ...numbersIn(settings), ...Object.fromEntries(now) };
  }

  function gradientAt(point: V): V {
    return target.vector(task.problem.gradient(point, stepsDone + 1));
  }

  function ahead(): V {
    at.set(parameters);
    const step = stepsDone + 1;
    const first = kernel.needsGradientFirst ? gradientAt(parameters) : at;
    kernel.lookAhead?.(parameters, first, state, hyperparametersAt(step), step, at);
    return at;
  }

  return {
    get position() {
      return { parameters, state, stepsDone };
    },
    state: (name) => state.tensors[rule.state.findIndex((each) => each.name === name)],
    ahead,
    advance() {
      const gradient = gradientAt(ahead());
      kernel.update(parameters, gradient, state, hyperparametersAt(stepsDone + 1), stepsDone + 1);
      stepsDone++;
    },
  };
}

/** The parameters after so many steps. */
export function endOf<V extends Vector>(target: Target<V>, task: Task, steps: number): readonly number[] {
  const walk = createWalk(target, task);
  for (let step = 0; step < steps; step++) walk.advance();
  return [...walk.position.parameters];
}
