/** One step of a rule, told line by line with the numbers of one parameter: "why did Adam take this step?" */

import { holds } from '../plan/evaluate.ts';
import { readsGradientFirst } from '../plan/resolve.ts';
import { at, type Frame, type Value } from '../run/frame.ts';
import { createFrames, type Observer, runStep, type Step } from '../run/interpreter.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import type { Assignment, Branch, Expression } from '../syntax/tree.ts';
import { assignmentsIn } from '../syntax/walk.ts';
import { type Explanation, explain } from './explain.ts';
import { shortNumber } from './formula.ts';

export interface TraceInputs extends Step {
  /** At the parameters; needed where the rule takes two gradients in a step, of which `gradient` is the second. */
  readonly firstGradient?: Float64Array;
  /** Position of the traced parameter in the vector of all parameters. */
  readonly index: number;
}

/** Where a line stands in the rule's text. */
interface SourceLine {
  /** Counted from 1. */
  readonly line: number;
  /** As written, without the space around it. */
  readonly text: string;
}

/** `m = …`, with the formula `0.9 · 0.02 + 0.1 · 1.5 = 0.168` */
export interface ComputedLine extends SourceLine, Explanation {
  readonly kind: 'computed';
  readonly target: string;
  /** Null where the name had no value. */
  readonly before: number | null;
  readonly after: number;
}

/** `g = gradient at …`, with the formula of the point */
export interface GradientLine extends SourceLine, Explanation {
  readonly kind: 'gradient';
  readonly point: number;
  readonly gradient: number;
}

/** `if …`, which holds for the traced parameter or not */
export interface TestedLine extends SourceLine, Explanation {
  readonly kind: 'tested';
  readonly holds: boolean;
}

/** A line below an `if` or `else` that isn't computed */
export interface SkippedLine extends SourceLine {
  readonly kind: 'skipped';
  readonly target: string;
  /** `3 > 5 is false` */
  readonly reason: string;
}

export type TracedLine = ComputedLine | GradientLine | TestedLine | SkippedLine;

export interface Trace extends Pick<Step, 'parameters' | 'state'> {
  /** In the order of the text. */
  readonly lines: readonly TracedLine[];
}

/**
 * Computes one step to the same bits as the float64 kernel, and tells what happens to the parameter at `index`.
 * The inputs stay as they are; the parameters and the state after the step are part of the trace.
 * Throws a RangeError where `index` is none of the parameters' or a first gradient is needed and missing.
 * @param format Of the numbers in formulas; by default they have at most four significant digits.
 */
export function traceStep(rule: ResolvedRule, inputs: TraceInputs, format = shortNumber): Trace {
  const { parameters, gradient, firstGradient, state, index } = inputs;
  if (!Number.isInteger(index) || index < 0 || index >= parameters.length) {
    throw new RangeError(`index = ${index} — expected a whole number >= 0 and < ${parameters.length}`);
  }
  if (readsGradientFirst(rule) && !firstGradient) {
    throw new RangeError(
      `firstGradient is missing — expected the gradient at the parameters, which ${rule.name} reads`,
    );
  }
  const step = {
    ...inputs,
    parameters: parameters.slice(),
    state: { tensors: state.tensors.map((tensor) => tensor.slice()), scalars: state.scalars.slice() },
  };
  const tracer = new Tracer(rule, index, format);
  const { lookAhead } = rule.program;
  if (lookAhead) {
    const frames = createFrames(rule, { ...step, gradient: firstGradient ?? gradient });
    for (const frame of frames)
      if (frame.contains(index)) tracer.looked(lookAhead, frame, at(gradient, index));
  }
  runStep(rule, step, tracer);
  return { lines: tracer.lines, parameters: step.parameters, state: step.state };
}

class Tracer implements Observer {
  readonly index: number;
  readonly lines: TracedLine[] = [];
  readonly #rule: ResolvedRule;
  readonly #format: (value: number) => string;
  /** Why an element takes one side of a branch, and why not the other. */
  readonly #conditions = new Map<Branch, string>();

  constructor(rule: ResolvedRule, index: number, format: (value: number) => string) {
    this.#rule = rule;
    this.index = index;
    this.#format = format;
  }

  looked(lookAhead: Assignment, frame: Frame, gradient: number): void {
    const point = at(frame.compute(lookAhead.value), frame.elementAt(this.index));
    const explanation = this.#explainResult(lookAhead.value, frame, point);
    this.lines.push({ ...this.#sourceOf(lookAhead), kind: 'gradient', point, gradient, ...explanation });
  }

  assigned(assignment: Assignment, frame: Frame, value: Value): void {
    const { target } = assignment;
    const element = frame.elementAt(this.index);
    const old = frame.get(target);
    const before = old === undefined ? null : at(old, element);
    const after = at(value, element);
    const explanation = this.#explainResult(assignment.value, frame, after);
    this.lines.push({
      ...this.#sourceOf(assignment),
      kind: 'computed',
      target,
      before,
      after,
      ...explanation,
    });
  }

  tested(branch: Branch, frame: Frame): void {
    const element = frame.elementAt(this.index);
    const explanation = explain(branch.condition, frame, element, this.#format);
    const isTrue = holds(
      branch.condition,
      frame.lookUp(() => element),
    );
    this.#conditions.set(branch, explanation.formula);
    this.lines.push({ ...this.#sourceOf(branch), kind: 'tested', holds: isTrue, ...explanation });
  }

  skipped(branch: Branch, side: Branch['then']): void {
    const reason = `${this.#conditions.get(branch)} is ${side === branch.then ? 'false' : 'true'}`;
    for (const assignment of assignmentsIn(side)) {
      this.lines.push({ ...this.#sourceOf(assignment), kind: 'skipped', target: assignment.target, reason });
    }
  }

  #sourceOf({ at: { line } }: Assignment | Branch): SourceLine {
    return { line, text: (this.#rule.lines[line - 1] ?? '').trim() };
  }

  #explainResult(expression: Expression, frame: Frame, result: number): Explanation {
    const { formula, parts } = explain(expression, frame, frame.elementAt(this.index), this.#format);
    const value = this.#format(result);
    return { formula: formula === value ? value : `${formula} = ${value}`, parts };
  }
}
