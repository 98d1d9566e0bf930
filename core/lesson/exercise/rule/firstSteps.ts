/** The steps in which a learner's rule goes wrong first, as a table beside what they should be. */
import type { ComparedStep, Differences } from '../../../ruleTests/sideBySide/differences.ts';
import { pointAhead } from '../../../ruleTests/sideBySide/stepValues.ts';
import { isAlike, numberWords, toldApart } from '../../../ruleTests/sideBySide/toldApart.ts';

/** A number of the learner's and the right one, as people read them. */
export interface ComparedNumber {
  readonly yours: string;
  readonly expected: string;
  readonly isWrong: boolean;
}

/** Values that survive JSON. */
export interface FirstSteps {
  /** Which parameter is looked at: `w0`. */
  readonly parameter: string;
  /** What is wrong first; null where that is the parameter itself. */
  readonly name: string | null;
  readonly rows: readonly {
    readonly step: number;
    readonly gradient: string;
    /** Of what is wrong first. */
    readonly value: ComparedNumber | null;
    /** The parameter after the step. */
    readonly parameter: ComparedNumber;
  }[];
}

const digits = 6;
/** Numbers that are closer, as a share of themselves, differ by rounding. */
const rounding = 1e-9;

/** Null where no value that both rules have is wrong. */
export function firstSteps({ first, steps }: Differences): FirstSteps | null {
  if (!first) return null;
  const { name, element } = first;
  const isParameter = name === 'p';
  return {
    parameter: `w${element}`,
    name: isParameter ? null : name === pointAhead ? 'point ahead' : name,
    rows: steps.map(({ step, gradient, yours, expected, parameter }: ComparedStep) => ({
      step,
      gradient: numberWords(gradient, digits),
      value: isParameter ? null : compared(yours, expected),
      parameter: compared(parameter.yours, parameter.expected),
    })),
  };
}

/** `Step 1: v_hat of w0 is 10, and should be 10000; w0 after it is 0.683772, and should be 0.990000.` */
export function firstStepsText({ parameter, name, rows }: FirstSteps): string {
  return rows
    .map(({ step, value, parameter: after }) => {
      const parts = [
        ...(value ? [`${name} of ${parameter} ${comparedText(value)}`] : []),
        `${parameter} after it ${comparedText(after)}`,
      ];
      return `Step ${step}: ${parts.join('; ')}.`;
    })
    .join('\n');
}

function comparedText({ yours, expected, isWrong }: ComparedNumber): string {
  return isWrong ? `is ${yours}, and should be ${expected}` : `is ${yours}, as it should be`;
}

function compared(yours: number, expected: number): ComparedNumber {
  const right = numberWords(expected, digits);
  if (!isAlike(yours, expected, digits))
    return { yours: numberWords(yours, digits), expected: right, isWrong: true };
  if (!(Math.abs(yours - expected) > rounding * Math.abs(expected)))
    return { yours: right, expected: right, isWrong: false };
  const [ownInFull, rightInFull] = toldApart(yours, expected);
  return { yours: ownInFull, expected: rightInFull, isWrong: true };
}
