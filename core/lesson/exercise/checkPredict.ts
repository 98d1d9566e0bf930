/** Which run comes first, or last: found by running them. */
import type { ScoreKind } from '../../compare/score.ts';
import { expandExperiment } from '../../experiment/expand.ts';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import { formatCount, formatNumber } from '../../format.ts';
import type { ExerciseOf } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { labelsOf, type RanRun, runExperiment, score } from './experiments.ts';
import type { AnswerResult } from './result.ts';

type Predict = ExerciseOf<'predict'>;

export interface PredictResult extends AnswerResult {
  /** The runs from the first to the last, as the numbers of the choices. */
  readonly ranking: readonly number[];
}

/** What there is to choose from: the runs of the experiment, by what tells them apart. */
export function choicesOf({ experiment }: Predict): readonly string[] {
  const specs = expandExperiment(parseExperiment(experiment));
  return specs.map(labelsOf(specs));
}

/**
 * @param answer Numbers of choices: the one that is first or last, or all of them in order.
 * @throws {ExperimentError} if the experiment can't run.
 */
export async function checkPredict(
  exercise: Predict,
  answer: readonly number[],
  options?: ExperimentOptions,
): Promise<PredictResult> {
  const { ask, by } = exercise;
  const experiment = parseExperiment(exercise.experiment);
  const runs = await runExperiment(experiment, options);
  const scores = runs.map((run) => score(run, by, experiment.target));
  const places = [...runs.keys()];
  const ranking = places.toSorted((a, b) => compare(scores[a] ?? 0, scores[b] ?? 0) || a - b);
  const expectedLength = ask === 'order' ? runs.length : 1;
  const isAnswer = new Set(answer).size === expectedLength && answer.every((place) => places.includes(place));
  const told = (place: number) =>
    `${runs[place]?.label} ${scoreWords(runs[place], scores[place] ?? Number.NaN, by)}`;
  const order = `From first to last: ${ranking.map(told).join(', ')}.`;
  if (!isAnswer || answer.length !== expectedLength) {
    const wanted = ask === 'order' ? `all ${runs.length} runs, each once` : 'one of the runs';
    return { kind: 'faulty', message: `The answer is not ${wanted}.`, ranking };
  }
  const asked = ask === 'order' ? ranking : ask === 'last' ? ranking.slice(-1) : ranking.slice(0, 1);
  // Runs that come to the same may be named in either order.
  const isRight = asked.every(
    (place, i) => compare(scores[place] ?? 0, scores[answer[i] ?? -1] ?? Number.NaN) === 0,
  );
  if (isRight) return { kind: 'passed', message: `Right. ${order}`, ranking };
  const [wrong] = answer.filter((place, i) => place !== asked[i]);
  const which = runs[wrong ?? -1]?.label ?? '';
  const what =
    ask === 'order'
      ? `${which} is not number ${answer.indexOf(wrong ?? -1) + 1}`
      : `${which} is not ${ask}, but number ${ranking.indexOf(wrong ?? -1) + 1} of ${runs.length}`;
  return { kind: 'failed', message: `${what}. ${order}`, ranking };
}

/** What hasn't come to an end that counts comes last; the same for values that rounding alone tells apart. */
function compare(a: number, b: number): number {
  const x = Number.isNaN(a) ? Number.POSITIVE_INFINITY : a;
  const y = Number.isNaN(b) ? Number.POSITIVE_INFINITY : b;
  if (x === y || Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y))) return 0;
  return x < y ? -1 : 1;
}

function scoreWords(run: RanRun | undefined, value: number, by: ScoreKind): string {
  const { status } = run?.judged.state ?? {};
  if (status?.kind === 'diverged') return `(diverged in step ${formatCount(status.step)})`;
  if (by === 'first' || by === 'forGood')
    return Number.isFinite(value) ? `(step ${formatCount(value)})` : '(never)';
  return `(${formatNumber(value)})`;
}
