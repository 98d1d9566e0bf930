/**
 * A rule computed straight from its tree, in float64 and to the same bits as by the float64 kernel: for places where
 * code can't be generated, and for the trace, which looks at every line.
 */

import { readsGradientFirst } from '../plan/resolve.ts';
import type { HyperparameterValues, ResolvedRule } from '../syntax/rule.ts';
import type { Assignment, Branch, Statement } from '../syntax/tree.ts';
import { at, Frame, type Value, type Vectorize } from './frame.ts';
import { createState, type Kernel, rangesOf, type State, valueIn } from './kernel.ts';

/** A kernel in double precision, for parameter tensors of these lengths; by default all parameters are one tensor. */
export function interpret(rule: ResolvedRule, tensors?: readonly number[]): Kernel {
  const { lookAhead } = rule.program;
  const kernel: Kernel = {
    createState: (parameters, hyperparameters) =>
      createState(rule, parameters, hyperparameters, (size): Float64Array => new Float64Array(size)),
    needsGradientFirst: readsGradientFirst(rule),
    update(parameters, gradient, state, hyperparameters, step) {
      runStep(rule, { parameters, gradient, state, hyperparameters, step, tensors });
    },
  };
  if (!lookAhead) return kernel;
  return {
    ...kernel,
    lookAhead(parameters, gradient, state, hyperparameters, step, ahead) {
      const inputs = { parameters, gradient, state, hyperparameters, step, tensors };
      for (const frame of createFrames(rule, inputs)) frame.write(frame.compute(lookAhead.value), ahead);
    },
  };
}

/** What a step reads; `runStep` changes parameters and state. */
export interface Step {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly state: State;
  readonly hyperparameters: HyperparameterValues;
  /** 1 for the first step. */
  readonly step: number;
  /** Lengths of the parameter tensors; by default all parameters are one tensor. */
  readonly tensors?: readonly number[] | undefined;
  /** The learning rate of each tensor, in place of lr. Default: all have it. */
  readonly rates?: readonly number[] | undefined;
}

/** Is told of each line as one element comes to it, while the frame still has the values from before the line. */
export interface Observer {
  /** Position in the vector of all parameters. */
  readonly index: number;
  assigned(assignment: Assignment, frame: Frame, value: Value): void;
  tested(branch: Branch, frame: Frame): void;
  /** Of the two sides of the branch, the one that the element doesn't take. */
  skipped(branch: Branch, side: readonly Statement[]): void;
}

/**
 * A frame for each tensor, with the values from before the step.
 * @param vectorize See `Frame`.
 */
export function createFrames(rule: ResolvedRule, step: Step, vectorize?: Vectorize): readonly Frame[] {
  const { parameters, gradient, state, hyperparameters, tensors = [parameters.length], rates } = step;
  const shared: [string, Value][] = [
    ['t', step.step],
    ...rule.hyperparameters.map(({ name }): [string, Value] => [name, valueIn(hyperparameters, name)]),
    ...rule.scalars.map(({ name }, i): [string, Value] => [name, state.scalars[i] ?? Number.NaN]),
  ];
  const vectors = new Map([['p', parameters], ['g', gradient], ...statesOf(rule, state)]);
  const globalNorm = () => Math.sqrt(gradient.reduce((squares, g) => squares + g * g, 0));
  return rangesOf(tensors).map(([start, end], tensor) => {
    const own = [...vectors].map(([name, vector]): [string, Value] => [name, vector.slice(start, end)]);
    const rate: [string, Value][] = rates ? [['lr', rates[tensor] ?? Number.NaN]] : [];
    return new Frame({ start, end }, [...shared, ...rate, ...own], globalNorm, vectorize);
  });
}

/** Computes one step and writes it into parameters and state. */
export function runStep(rule: ResolvedRule, step: Step, observer?: Observer): void {
  const vectors = [['p', step.parameters] as const, ...statesOf(rule, step.state)];
  const frames = createFrames(rule, step);
  for (const frame of frames) {
    runBlock(
      rule.program.statements,
      frame,
      observer && frame.contains(observer.index) ? observer : undefined,
    );
    for (const [name, vector] of vectors) frame.write(frame.get(name) ?? Number.NaN, vector);
  }
  for (const [i, { name }] of rule.scalars.entries()) {
    step.state.scalars[i] = at(frames.at(-1)?.get(name) ?? Number.NaN, 0);
  }
}

function runBlock(statements: readonly Statement[], frame: Frame, observer: Observer | undefined): void {
  for (const statement of statements) {
    if (statement.kind === 'assignment') {
      const value = frame.compute(statement.value);
      observer?.assigned(statement, frame, value);
      frame.set(statement.target, value);
    } else runBranch(statement, frame, observer);
  }
}

function runBranch(branch: Branch, frame: Frame, observer: Observer | undefined): void {
  observer?.tested(branch, frame);
  const mask = frame.test(branch.condition);
  if (typeof mask === 'object') {
    const then = frame.fork();
    const otherwise = frame.fork();
    const isThen = observer && at(mask, frame.elementAt(observer.index)) === 1;
    for (const [side, sideFrame, isTaken] of [
      [branch.then, then, isThen],
      [branch.otherwise, otherwise, !isThen],
    ] as const) {
      runBlock(side, sideFrame, isTaken ? observer : undefined);
      if (!isTaken) observer?.skipped(branch, side);
    }
    frame.join(mask, then, otherwise);
  } else if (mask === 1) {
    runBlock(branch.then, frame, observer);
    observer?.skipped(branch, branch.otherwise);
  } else {
    observer?.skipped(branch, branch.then);
    runBlock(branch.otherwise, frame, observer);
  }
}

function statesOf(rule: ResolvedRule, { tensors }: State): readonly (readonly [string, Float64Array])[] {
  return rule.state.map(({ name }, i) => [name, tensors[i] ?? new Float64Array()]);
}
