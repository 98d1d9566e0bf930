import { expect, test } from 'vitest';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import type { ComparisonRun } from '../../../core/fairComparison/comparisonState.ts';
import { guessingScore } from '../../../core/fairComparison/guessing.ts';
import { sharedLoss, stepsToLoss } from '../../../core/fairComparison/sharedLoss.ts';

const infinite = Number.POSITIVE_INFINITY;

/** Runs that fall by 0.1 a step from 1, each as far as its final loss. */
function runsTo(...finals: number[]): ComparisonRun[] {
  return finals.map(
    (value) =>
      ({
        score: { value },
        firstStepAt: (target: number) =>
          value <= target ? Math.max(0, Math.round((1 - target) / 0.1)) : infinite,
      }) as unknown as ComparisonRun,
  );
}

test('it is the highest of the medians, rounded up to two digits', () => {
  const all = [runsTo(0.1, 0.11, 0.12), runsTo(0.2, 0.3121, 0.9)];
  expect(sharedLoss('final loss', null, all)).toBe(0.32);
  expect(sharedLoss('best loss', null, [runsTo(0.31)])).toBe(0.31);
  expect(sharedLoss('final loss', null, [runsTo(-78.32)])).toBe(-78);
  expect(sharedLoss('final loss', null, [runsTo(1.234e-30)])).toBe(1.3e-30);
  expect(sharedLoss('final loss', null, [runsTo(0)])).toBe(0);
});

test('whose median diverged is left out; where all have, there is none', () => {
  expect(sharedLoss('final loss', null, [runsTo(0.1, 0.1), runsTo(infinite, infinite, 0.2)])).toBe(0.1);
  expect(sharedLoss('final loss', null, [runsTo(infinite)])).toBeNull();
  expect(sharedLoss('final loss', null, [[], [undefined]])).toBeNull();
});

test('a target of the experiment takes its place, and other judges have none', () => {
  expect(sharedLoss('final loss', 0.5, [runsTo(0.1)])).toBe(0.5);
  expect(sharedLoss('steps', 0.5, [runsTo(0.1)])).toBeNull();
  expect(sharedLoss('accuracy', null, [runsTo(0.1)])).toBeNull();
});

test('steps are the median over seeds, in gradients, and infinite where half never get there', () => {
  expect(stepsToLoss(runsTo(0.1, 0.1, 0.6), 0.4, 1)).toBe(6);
  expect(stepsToLoss(runsTo(0.1, 0.1, 0.6), 0.4, 2)).toBe(12);
  expect(stepsToLoss(runsTo(0.1, 0.6), 0.4, 1)).toBe(infinite);
  expect(stepsToLoss([], 0.4, 1)).toBe(infinite);
});

test('guessing is the same probability for every class, and of numbers and steps not defined', () => {
  const digits = knownShape({ data: 'digits', hidden: [] });
  expect(guessingScore('final loss', digits)).toBe(Math.log(10));
  expect(guessingScore('best loss', digits)).toBe(Math.log(10));
  expect(guessingScore('accuracy', digits)).toBe(0.1);
  expect(guessingScore('steps', digits)).toBeNull();
  expect(guessingScore('final loss', knownShape({ data: 'diabetes', hidden: [] }))).toBeNull();
  expect(guessingScore('final loss', undefined)).toBeNull();
});
