/** Minimizes a function of any number of parameters with any optimizer, in float64. */
import { createStepper } from './engine/cpu/stepper.ts';
import { createHyperparametersAt, scheduledNames } from './engine/hyperparameters.ts';
import { clipped } from './format.ts';
import { findOptimizer, optimizers } from './optimizers/index.ts';
import { fillSettings } from './rule/check/settings.ts';
import { parseRule } from './rule/parseRule.ts';
import { resolve } from './rule/plan/resolve.ts';
import { compileFloat64 } from './rule/run/javascriptKernel.ts';
import { didYouMean } from './rule/syntax/errors.ts';
import type { Rule, Settings } from './rule/syntax/rule.ts';
import { type Schedule, withTraits } from './schedules/schedule.ts';

export interface MinimizeOptions {
  /** The function's value; only measured and returned. No optimizer needs it. */
  readonly value?: (parameters: Float64Array) => number;
  /**
   * The gradient at `parameters`, as long as they are. Asked for once a step, where the optimizer wants it: at a point
   * ahead for Nesterov's look-ahead form, at two points for sharpness-aware minimization.
   */
  readonly gradient: (parameters: Float64Array) => ArrayLike<number>;
  /** Parameters before the first step. */
  readonly start: ArrayLike<number>;
  /** The id of an optimizer of the table, such as `adam`, or the text of a rule. */
  readonly optimizer: string;
  /** Hyperparameters and options by name; the optimizer's defaults otherwise. */
  readonly hyperparameters?: Settings;
  /**
   * The learning rate of the next step, given the steps done; a schedule that cycles momentum sets that too, and one that
   * decides by values (ReduceLROnPlateau) needs `value`.
   */
  readonly schedule?: Schedule;
  /** A whole number, 0 or more. */
  readonly steps: number;
  /** Lengths of the tensors that make up the parameters, for optimizers that take norms. Default: one tensor of all. */
  readonly tensors?: readonly number[];
  /** Called after each step; `false` ends the run. */
  readonly onStep?: (progress: Progress) => unknown;
}

/** What a run has come to after a step. */
export interface Progress {
  readonly stepsDone: number;
  readonly parameters: Float64Array;
  /** NaN where no `value` is given. */
  readonly value: number;
  /** What the step used. */
  readonly lr: number;
}

export interface Minimization {
  /** The parameters after 0, 1, 2, … steps. */
  readonly path: readonly Float64Array[];
  /** The value at each point of the path; empty where no `value` is given. */
  readonly values: readonly number[];
  /** The learning rate of each step. */
  readonly learningRates: readonly number[];
  /** What the optimizer keeps, by the names of its rule, after the last step. */
  readonly state: Readonly<Record<string, Float64Array>>;
}

/**
 * Takes `steps` steps from `start`.
 *
 * Throws a RuleError for a text that is no rule, a SettingError for a hyperparameter that the optimizer doesn't take,
 * and a RangeError for an unknown optimizer and for numbers that don't fit together. Divergence is no error: the path
 * goes on with what the optimizer computes.
 */
export function minimize(options: MinimizeOptions): Minimization {
  const { value, start, schedule = null, steps, onStep } = options;
  const parameters = readStart(start);
  if (!Number.isInteger(steps) || steps < 0) throw expected('steps', steps, 'a whole number >= 0');
  const { mostSteps = Number.POSITIVE_INFINITY } = schedule ?? {};
  if (steps > mostSteps) throw expected('steps', steps, `at most ${mostSteps}: the schedule ends there`);
  if (schedule?.readsMetrics && !value)
    throw expected('value', 'missing', 'a function: the schedule decides by the values of the run');
  const rule = findRule(options.optimizer);
  const settings = fillSettings(rule, options.hyperparameters);
  const resolved = resolve(rule, settings, scheduledNames(schedule, settings));
  const kernel = compileFloat64(resolved, readTensors(options.tensors, parameters.length));
  const valueAt = (at: Float64Array) => (value ? value(at.slice()) : Number.NaN);
  let valueNow = valueAt(parameters);
  function takeGradient(at: Float64Array, gradient: Float64Array): number {
    const taken = options.gradient(at.slice());
    if (taken.length !== gradient.length) {
      throw expected('gradient', `${taken.length} numbers`, `${gradient.length}, one for each parameter`);
    }
    gradient.set(taken);
    return valueNow;
  }
  const objective = { start: parameters, next() {}, loss: () => valueNow, lossAndGradient: takeGradient };
  const metrics: number[] = [];
  const hyperparametersAt = createHyperparametersAt(settings, schedule && withMetrics(schedule, metrics));
  const stepper = createStepper(objective, kernel, hyperparametersAt, (stepsDone, loss) => {
    if (stepsDone > 0) metrics.push(loss);
  });

  const path = [parameters.slice()];
  const values = value ? [valueNow] : [];
  const learningRates: number[] = [];
  for (let step = 1; step <= steps; step++) {
    stepper.advance();
    const lr = hyperparametersAt(step - 1)['lr'] ?? Number.NaN;
    const point = stepper.parameters.slice();
    valueNow = valueAt(point);
    path.push(point);
    learningRates.push(lr);
    if (value) values.push(valueNow);
    const goesOn = onStep?.({ stepsDone: step, parameters: point.slice(), value: valueNow, lr });
    if (goesOn === false) break;
  }
  const { state } = stepper;
  const tensors = resolved.state.map(({ name }, index) => [name, state.tensors[index]?.slice()] as const);
  const kept = tensors.flatMap(([name, tensor]) => (tensor ? [[name, tensor] as const] : []));
  return { path, values, learningRates, state: Object.fromEntries(kept) };
}

/** What is quoted of a wrong value. */
const longestValue = 60;

/** A schedule that decides by values gets those of the run. */
function withMetrics(schedule: Schedule, metrics: readonly number[]): Schedule {
  if (schedule.readsMetrics === false) return schedule;
  return withTraits((stepsDone) => schedule(stepsDone, metrics), { momentum: schedule.momentum });
}

function findRule(optimizer: string): Rule {
  const found = findOptimizer(optimizer);
  if (found) return found.rule;
  if (optimizer.includes('\n')) return parseRule(optimizer, 'optimizer');
  const ids = optimizers.map(({ id }) => id);
  throw expected(
    'optimizer',
    optimizer,
    `one of ${ids.join(', ')}${didYouMean(optimizer, ids)}, or the text of a rule`,
  );
}

function readStart(start: ArrayLike<number>): Float64Array {
  const parameters = Float64Array.from(start);
  if (parameters.length === 0) throw expected('start', '[]', 'at least one parameter');
  const index = parameters.findIndex((parameter) => !Number.isFinite(parameter));
  if (index >= 0) throw expected(`start[${index}]`, start[index], 'a finite number');
  return parameters;
}

function readTensors(tensors: readonly number[] | undefined, size: number): readonly number[] | undefined {
  if (!tensors) return undefined;
  const sum = tensors.reduce((total, length) => total + length, 0);
  if (sum !== size) throw expected('tensors', `[${tensors.join(', ')}]`, `lengths that sum to ${size}`);
  return tensors;
}

function expected(field: string, value: unknown, expectation: string): RangeError {
  return new RangeError(`${field} = ${clipped(String(value), longestValue)} — expected ${expectation}`);
}
