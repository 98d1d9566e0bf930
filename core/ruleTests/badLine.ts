import { shortNumber } from '../rule/inspect/formula.ts';
import { type TraceInputs, traceStep } from '../rule/inspect/trace.ts';
import { whyNotFinite } from '../rule/inspect/whyNotFinite.ts';
import { at } from '../rule/run/frame.ts';
import { runStep } from '../rule/run/interpreter.ts';
import { cloneState } from '../rule/run/kernel.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';

/** The line by which a parameter stops being finite in a step. */
export interface BadLine {
  /** Counted from 1. */
  readonly line: number;
  /** `line 6 makes n = NaN, by g / norm(g): 0 is divided by 0` */
  readonly text: string;
}

/** null where no line makes a number of the parameter that isn't finite. */
export function badLineOf(rule: ResolvedRule, inputs: TraceInputs): BadLine | null {
  const { lines } = traceStep(rule, inputs);
  const first = lines.find((line) => line.kind === 'computed' && !Number.isFinite(line.after));
  if (first?.kind !== 'computed') return null;
  const { line, target, after, formula } = first;
  const why = operationIn(rule, inputs);
  const made = `line ${line} makes ${target} = ${shortNumber(after)}`;
  return { line, text: why === null ? `${made}: ${formula}` : `${made}, by ${why}` };
}

/** The operation of the first such line; null where a name in it wasn't finite before. */
function operationIn(rule: ResolvedRule, inputs: TraceInputs): string | null {
  const { index } = inputs;
  let why: string | null | undefined;
  const step = { ...inputs, parameters: inputs.parameters.slice(), state: cloneState(inputs.state) };
  runStep(rule, step, {
    index,
    tested() {},
    skipped() {},
    assigned({ value: expression }, frame, value) {
      const element = frame.elementAt(index);
      if (why === undefined && !Number.isFinite(at(value, element)))
        why = whyNotFinite(expression, frame, element);
    },
  });
  return why ?? null;
}
