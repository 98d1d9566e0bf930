/** A value with which a run reaches a loss: found by running it with the learner's. */
import { ExperimentError } from '../../experiment/errors.ts';
import type { Experiment } from '../../experiment/schema.ts';
import { formatCount, formatNumber, formatSetting } from '../../format.ts';
import type { ExerciseOf } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { runExperiment } from './experiments.ts';
import { experimentWith } from './experimentWith.ts';
import type { AnswerResult } from './result.ts';

type Choose = ExerciseOf<'choose'>;

export interface ChooseResult extends AnswerResult {
  /** The experiment with the learner's value, to be shown; null where it can't run. */
  readonly experiment: object | null;
}

/** @param answer The learner's value. */
export async function checkChoose(
  exercise: Choose,
  answer: number,
  options?: ExperimentOptions,
): Promise<ChooseResult> {
  const { setting, loss, within } = exercise;
  let experiment: Experiment;
  try {
    experiment = experimentWith(exercise, answer);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { kind: 'faulty', message: `${error.message}.`, experiment: null };
  }
  const [run] = await runExperiment(experiment, options);
  if (!run) throw new RangeError('experiment = no run — expected one');
  const { status, reached, best, loss: last } = run.judged.state;
  const what = `With ${setting} ${formatSetting(answer)}`;
  if (reached !== null) {
    const message = `${what} the loss is at ${loss} or below after ${formatCount(reached)} of ${formatCount(within)} steps.`;
    return { kind: 'passed', message, experiment };
  }
  if (status.kind === 'diverged') {
    const message = `${what} the run diverges in step ${formatCount(status.step)}: ${status.reason}.`;
    return { kind: 'failed', message, experiment };
  }
  const lowest = best < last ? `, and was ${formatNumber(best)} at its lowest` : '';
  const message = `${what} the loss is ${formatNumber(last)} after ${formatCount(within)} steps${lowest}. It is to be ${loss} or below.`;
  return { kind: 'failed', message, experiment };
}
