/** A number that somebody has predicted: checked as an exercise is, in its thread. */
import type { Attempt, CheckedAttempt } from './exercise/checkAttempt.ts';
import type { NumberPrediction } from './prediction.ts';
import type { Verdict } from './questionWords.ts';

const defaultTolerance = 0.02;

export function attemptOf(
  { answer: expected, tolerance = defaultTolerance, unit }: NumberPrediction,
  answer: number,
): Attempt {
  const exercise = { kind: 'number', expected, tolerance, unit, hints: [], mistakes: [] } as const;
  return { kind: 'number', exercise, answer };
}

export function verdictOfCheck(
  { explanation }: NumberPrediction,
  { kind, message, solution }: Pick<CheckedAttempt, 'kind' | 'message' | 'solution'>,
): Verdict {
  const right = kind === 'passed';
  const sentences = [`It is ${solution}.`];
  if (!right) sentences.push(message);
  if (explanation !== undefined) sentences.push(explanation);
  return { right, text: sentences.join(' ') };
}
