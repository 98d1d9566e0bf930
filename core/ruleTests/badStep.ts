/** Where a rule makes a number that is no finite one. */
import { numbersIn } from '../rule/check/settings.ts';
import { cloneState } from '../rule/run/kernel.ts';
import { type BadLine, badLineOf } from './badLine.ts';
import type { TestRun } from './run.ts';

export interface BadStep {
  /** Counted from 1. */
  readonly step: number;
  /** What came out of it. */
  readonly value: number;
  /** null where no line makes it. */
  readonly bad: BadLine | null;
  /** Whether it was far away before that: then it has diverged, and no line is to blame. */
  readonly hasGrown: boolean;
}

/** From here on a number has grown, rather than having been made. */
const large = 1e6;

/**
 * Takes a step of a run; null where its parameters stay finite.
 * @param alsoState Whether its state must, too. Default: no.
 */
export function stepToBad(
  { resolved, settings, stepper, lengths }: TestRun,
  alsoState = false,
): BadStep | null {
  const before = { parameters: stepper.parameters.slice(), state: cloneState(stepper.state) };
  const [gradient, firstGradient] = [stepper.gradient.slice(), stepper.firstGradient.slice()];
  stepper.advance();
  const vectors = alsoState ? [stepper.parameters, ...stepper.state.tensors] : [stepper.parameters];
  for (const vector of vectors) {
    const index = vector.findIndex((value) => !Number.isFinite(value));
    if (index < 0) continue;
    const [step, hyperparameters] = [stepper.stepsDone, numbersIn(settings)];
    const inputs = { gradient, firstGradient, hyperparameters, step, index, tensors: lengths };
    return {
      ...{ step, value: vector[index] ?? Number.NaN },
      bad: badLineOf(resolved, { ...before, ...inputs }),
      hasGrown: [before.parameters, gradient].some((each) => each.some((value) => Math.abs(value) > large)),
    };
  }
  return null;
}

/** The first such step; null where there is none among so many. */
export function firstBadStep(run: TestRun, steps: number): BadStep | null {
  for (let step = 1; step <= steps; step++) {
    const found = stepToBad(run);
    if (found) return found;
  }
  return null;
}

/** `in step 3, line 6 makes s = NaN: √(−0.02) = NaN` */
export function badStepWords({ step, value, bad }: BadStep): string {
  return `in step ${step}, ${bad?.text ?? `a number is ${value}`}`;
}

/** `In step 3, line 6 makes s = NaN: √(−0.02) = NaN.` */
export function badStepSentence(found: BadStep): string {
  return `I${badStepWords(found).slice(1)}.`;
}
