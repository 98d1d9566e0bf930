import { type TraceInputs, traceStep } from '../rule/inspect/trace.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';

/** The line by which a parameter stops being finite in a step. */
export interface BadLine {
  /** Counted from 1. */
  readonly line: number;
  /** `line 6 makes n = NaN: 0 / 0 = NaN` */
  readonly text: string;
}

/** null where no line makes a number of the parameter that isn't finite. */
export function badLineOf(rule: ResolvedRule, inputs: TraceInputs): BadLine | null {
  const { lines } = traceStep(rule, inputs);
  const first = lines.find((line) => line.kind === 'computed' && !Number.isFinite(line.after));
  if (first?.kind !== 'computed') return null;
  const { line, target, after, formula } = first;
  return { line, text: `line ${line} makes ${target} = ${after}: ${formula}` };
}
