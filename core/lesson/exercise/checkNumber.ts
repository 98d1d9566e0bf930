/** A number that the learner works out: compared with what a formula or a run gives. */
import { formatSetting } from '../../format.ts';
import type { ExerciseOf } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { valueOfQuantity } from './quantity.ts';
import type { AnswerResult } from './result.ts';

/**
 * @param answer The learner's number.
 * @throws {RangeError} or an ExperimentError where the exercise itself is wrong: see `exerciseFaults`.
 */
export async function checkNumber(
  exercise: ExerciseOf<'number'>,
  answer: number,
  options?: ExperimentOptions,
): Promise<AnswerResult> {
  const { expected, tolerance, unit, mistakes } = exercise;
  if (!Number.isFinite(answer)) return { kind: 'faulty', message: 'The answer is no number.' };
  const right = await valueOfQuantity(expected, options);
  const yours = withUnit(answer, unit);
  if (isClose(answer, right, tolerance)) {
    const exactly =
      answer === right
        ? ''
        : ` It is ${withUnit(Number(right.toPrecision(6)), unit)}, and ${formatSetting(100 * tolerance)} % to either side count.`;
    return { kind: 'passed', message: `Right: ${yours}.${exactly}` };
  }
  for (const { number, message } of mistakes) {
    const wrong = await valueOfQuantity(number, options);
    if (isClose(answer, wrong, tolerance)) return { kind: 'failed', message: `${yours}: ${message}` };
  }
  return {
    kind: 'failed',
    message: `${formatSetting(answer)} is too ${answer > right ? 'large' : 'small'}.`,
  };
}

function isClose(answer: number, right: number, tolerance: number): boolean {
  return Math.abs(answer - right) <= tolerance * Math.abs(right);
}

function withUnit(value: number, unit: string | undefined): string {
  return unit === undefined ? formatSetting(value) : `${formatSetting(value)} ${unit}`;
}
