/** Every value that a rule computes in each step, by its name. */
import { flatten } from '../../rule/plan/flatten.ts';
import { readsGradientFirst } from '../../rule/plan/resolve.ts';
import { at, type Frame, type Value } from '../../rule/run/frame.ts';
import { createFrames, type Step } from '../../rule/run/interpreter.ts';
import { createState } from '../../rule/run/kernel.ts';
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Span } from '../../rule/syntax/span.ts';
import { enter, type Trial } from './trial.ts';

/** What a rule has computed in one step, for all parameters beside one another. */
export interface StepValues {
  /** 1 for the first. */
  readonly step: number;
  readonly gradient: Float64Array;
  /** What the step begins with: `p`, states and scalars. */
  readonly before: ReadonlyMap<string, Value>;
  /** After the step. */
  readonly parameters: Float64Array;
  /** By how much each parameter was changed. */
  readonly update: Float64Array;
  /**
   * The last value of each name that is assigned, in the order in which those are computed; `p` is the parameters after the step.
   * Where the rule looks ahead, `gradient at` is the point where the gradient is taken.
   */
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** What the name of the point ahead is: no name of a rule has a space. */
export const pointAhead = 'gradient at';

/** Where each of the names of `StepValues` gets its last value, in the text of the rule. */
export function placesOf(rule: Rule, trial: Trial): ReadonlyMap<string, Span> {
  const last = ([name, places]: [string, readonly Span[]]) =>
    places.slice(-1).map((place): [string, Span] => [name, place]);
  return new Map([...allPlacesOf(rule, trial)].flatMap(last));
}

/** Where each of the names of `StepValues` gets a value, one place after the other. */
export function allPlacesOf(rule: Rule, trial: Trial): ReadonlyMap<string, readonly Span[]> {
  const { resolved } = enter(rule, trial);
  const { assignments, bases } = flatten(resolved);
  const { lookAhead } = resolved.program;
  const places = new Map<string, Span[]>(lookAhead ? [[pointAhead, [lookAhead.at]]] : []);
  for (const { target, at: place } of assignments) {
    const name = bases.get(target) ?? target;
    places.set(name, [...(places.get(name) ?? []), place]);
  }
  return places;
}

/**
 * Computes as the float64 kernel does, to the same bits, but without making code: most rules that are compared with a learner's
 * differ within a few steps, and code takes as long to make as a hundred of them.
 */
export function* stepValues(rule: Rule, trial: Trial): Generator<StepValues> {
  const { resolved, valuesAt } = enter(rule, trial);
  const { tensors } = trial;
  const { assignments, results, bases } = flatten(resolved);
  const { lookAhead } = resolved.program;
  const objective = trial.objective();
  const parameters = objective.start.slice();
  const size = parameters.length;
  const state = createState(
    resolved,
    parameters,
    valuesAt(0),
    (length): Float64Array => new Float64Array(length),
  );
  for (let stepsDone = 0; stepsDone < trial.steps; stepsDone++) {
    const values = new Map<string, Float64Array>();
    const before = new Map<string, Value>([
      ['p', parameters.slice()],
      ...resolved.state.map(({ name }, i): [string, Value] => [
        name,
        state.tensors[i]?.slice() ?? Number.NaN,
      ]),
      ...resolved.scalars.map(({ name }, i): [string, Value] => [name, state.scalars[i] ?? Number.NaN]),
    ]);
    const step: Step = {
      parameters: parameters.slice(),
      gradient: new Float64Array(size),
      state,
      hyperparameters: valuesAt(stepsDone),
      step: stepsDone + 1,
      tensors,
    };
    const take = (name: string, frame: Frame, ssa: string) => {
      const vector = values.get(name) ?? new Float64Array(size);
      frame.write(frame.get(ssa) ?? Number.NaN, vector);
      values.set(name, vector);
    };
    if (!lookAhead || readsGradientFirst(resolved)) objective.lossAndGradient(parameters, step.gradient);
    if (lookAhead) {
      const point = new Float64Array(size);
      for (const frame of createFrames(resolved, step)) frame.write(frame.compute(lookAhead.value), point);
      objective.lossAndGradient(point, step.gradient);
      values.set(pointAhead, point);
    }
    const frames = createFrames(resolved, step);
    for (const frame of frames) {
      for (const { target, value } of assignments) {
        frame.set(target, frame.compute(value));
        take(bases.get(target) ?? target, frame, target);
      }
      const result = (name: string) => frame.get(results.get(name) ?? name) ?? Number.NaN;
      frame.write(result('p'), parameters);
      for (const [i, { name }] of resolved.state.entries())
        frame.write(result(name), state.tensors[i] ?? new Float64Array());
    }
    const last = frames.at(-1);
    for (const [i, { name }] of resolved.scalars.entries())
      state.scalars[i] = at(last?.get(results.get(name) ?? name) ?? Number.NaN, 0);
    const update = parameters.map((after, i) => after - (step.parameters[i] ?? 0));
    yield {
      ...{ step: stepsDone + 1, gradient: step.gradient, before, update, values },
      parameters: parameters.slice(),
    };
    objective.next();
  }
}
