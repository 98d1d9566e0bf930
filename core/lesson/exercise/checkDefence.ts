/** Two values that a learner has chosen on a map: each run that the map has not shown has to hold with them. */
import { ExperimentError } from '../../experiment/errors.ts';
import type { Experiment } from '../../experiment/schema.ts';
import { formatCount, formatNumber, formatSetting } from '../../format.ts';
import { answerText } from './answerText.ts';
import { defendedExperiments } from './defendedExperiments.ts';
import type { ExerciseOf } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { type RanRun, runExperiment, score } from './experiments.ts';
import type { AnswerResult } from './result.ts';

type Defend = ExerciseOf<'defend'>;

/** @param answer The learner's values, in the order of the settings. */
export async function checkDefence(
  exercise: Defend,
  answer: readonly number[],
  options?: ExperimentOptions,
): Promise<AnswerResult> {
  let experiments: readonly Experiment[];
  try {
    experiments = defendedExperiments(exercise, answer);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { kind: 'faulty', message: `${error.message}.` };
  }
  const { loss, within } = exercise;
  const ran: RanRun[] = [];
  for (const experiment of experiments) ran.push(...(await runExperiment(experiment, options)));
  const steps = ran.map((run) => score(run, 'forGood', loss));
  const failed = ran.flatMap((run, index) =>
    (steps[index] ?? Number.POSITIVE_INFINITY) <= within
      ? []
      : [sentenceOf(exercise, run, steps[index], index)],
  );
  const held = ran.length - failed.length;
  const what = `With ${answerText(exercise.settings, answer)}`;
  const who = exercise.seeds ? 'seeds' : 'starts';
  if (failed.length > 0)
    return {
      kind: 'failed',
      message: `${what} ${held === 0 ? 'none' : formatCount(held)} of ${formatCount(ran.length)} new ${who} ${held === 1 ? 'holds' : 'hold'}. ${failed.join(' ')}`,
    };
  const [fastest, slowest] = [Math.min(...steps), Math.max(...steps)];
  const when =
    fastest === slowest
      ? `from step ${formatCount(fastest)}`
      : `from step ${formatCount(fastest)} to ${formatCount(slowest)}`;
  return {
    kind: 'passed',
    message: `${what} all ${formatCount(ran.length)} new ${who} hold: the loss is at ${loss} or below for good ${when} on.`,
  };
}

/** What became of a run that doesn't hold. */
function sentenceOf(
  { loss, within, seeds, starts }: Defend,
  { judged: { state } }: RanRun,
  forGood: number | undefined,
  index: number,
): string {
  const start = starts?.[index]?.map((each) => formatSetting(each)).join(', ');
  const where = seeds ? `With seed ${seeds[index]}` : `From (${start})`;
  const { status, reached } = state;
  if (status.kind === 'diverged') return `${where} it diverges in step ${formatCount(status.step)}.`;
  if (forGood !== undefined && Number.isFinite(forGood))
    return `${where} it is there for good from step ${formatCount(forGood)} on, later than ${formatCount(within)}.`;
  const luck = reached === null ? '' : `: it was at ${loss} in step ${formatCount(reached)}, and rose again`;
  return `${where} it ends at ${formatNumber(state.loss)}${luck}.`;
}
