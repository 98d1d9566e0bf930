/** What a person says to a question before they see the race or the map: one of the runs, or a number. */
import { formatSetting } from '../../core/format.ts';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import { attemptOf, verdictOfCheck } from '../../core/lesson/numberPrediction.ts';
import { asksNumber, type Ended, verdictOn } from '../../core/lesson/prediction.ts';
import { numberAsked } from '../../core/lesson/questionOutput.ts';
import type { Verdict } from '../../core/lesson/questionWords.ts';
import { askChoice } from '../shown/ask.ts';
import { askNumber } from './askAnswer.ts';
import type { Question } from './questions.ts';

interface Answer {
  /** What they said. */
  readonly label: string;
  /** @param runs Those of the race, at their ends. @returns Null where nothing was computed. */
  judge(runs: readonly Ended[]): Verdict | null | Promise<Verdict>;
}

/**
 * @param check Computes a number, in a thread.
 * @returns Null where the person gave no answer.
 */
export async function askPrediction(
  { prediction, choices }: Question,
  check: (attempt: Attempt) => Promise<CheckedAttempt>,
): Promise<Answer | null> {
  if (asksNumber(prediction)) {
    const said = await askNumber(prediction.question, numberAsked(prediction));
    if (said === null) return null;
    return {
      label: [formatSetting(said), prediction.unit ?? ''].join(' ').trim(),
      judge: async () => verdictOfCheck(prediction, await check(attemptOf(prediction, said))),
    };
  }
  const chosen = await askChoice(choices, {
    title: prediction.question,
    placeHolder: 'Answer, then see the race',
  });
  if (!chosen) return null;
  return {
    label: chosen.label,
    judge: (runs) => (runs.length > 0 ? verdictOn(prediction, runs, chosen.run) : null),
  };
}
