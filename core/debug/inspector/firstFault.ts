/** Where a run stops being finite. */
import { digitsOf, readDigits } from '../../rule/inspect/digits.ts';
import { at } from '../../rule/run/frame.ts';
import type { UpdateLines } from '../linesOf.ts';
import type { ParameterNames } from '../parameterNames.ts';
import type { RecordedStep } from '../recordStep.ts';

export interface FirstFault {
  /** Counted from 1. */
  readonly step: number;
  /** Of the rule's text, counted from 1; null where the gradient is the first. */
  readonly line: number | null;
  /** The parameter, by its index. */
  readonly index: number;
  /** `v_hat of w0 is ∞` */
  readonly what: string;
}

/** The first value of a step that isn't finite, line by line; null where all are. */
export function firstFaultIn(
  { tensors, gradient }: RecordedStep,
  { all }: UpdateLines,
  names: ParameterNames,
): Omit<FirstFault, 'step'> | null {
  const inGradient = gradient.findIndex((value) => !Number.isFinite(value));
  if (inGradient >= 0) {
    const value = gradient[inGradient] ?? Number.NaN;
    return { line: null, index: inGradient, what: wordsOf('the gradient', value, names.nameOf(inGradient)) };
  }
  for (const { index: line, statement } of all) {
    if (statement.kind === 'branch') continue;
    for (const { begin, lines } of tensors) {
      const recorded = lines.find((each) => each.line === line);
      if (!recorded) continue;
      const { value, reached } = recorded;
      for (let element = 0; element < begin.range.end - begin.range.start; element++) {
        if (Number.isFinite(at(value, element)) || at(reached, element) !== 1) continue;
        const index = begin.range.start + element;
        const what = wordsOf(statement.target, at(value, element), names.nameOf(index));
        return { line: statement.at.line, index, what };
      }
    }
  }
  return null;
}

function wordsOf(target: string, value: number, name: string): string {
  return `${target} of ${name} is ${readDigits(digitsOf(value))}`;
}
