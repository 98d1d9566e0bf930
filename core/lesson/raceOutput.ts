/** What is shown of a race below its cell: values that survive JSON, whole and, while it goes on, what was added. */
import type { Race, Run } from '../race/race.ts';
import { hasEnded, statusWords, wentWrong } from '../race/status.ts';
import { type ExerciseOutput, textOfExercise } from './exerciseWords.ts';
import { type QuestionOutput, textOfQuestion } from './questionWords.ts';
import { runLabels } from './runLabels.ts';

/** A number, or null where it is not finite. */
type Told = number | null;

export interface RunOutput {
  readonly name: string;
  /** In the palette of twelve. */
  readonly color: number;
  /** Which line style of its colour. */
  readonly variant: number;
  /** How many there will be. */
  readonly steps: number;
  /** How many points come before those that follow. */
  readonly first: number;
  readonly stepOf: readonly number[];
  readonly losses: readonly Told[];
  readonly loss: Told;
  readonly status: string;
  /** Whether it ended in a way that asks for a change. */
  readonly wrong: boolean;
  readonly ended: boolean;
  readonly divergedAt: number | null;
  /** The first step after which it was at or below the target. */
  readonly reached: number | null;
}

export interface RaceOutput {
  readonly type: 'race';
  /** The race's id. */
  readonly race: string;
  readonly title: string;
  readonly target: number | null;
  readonly runs: readonly RunOutput[];
}

/** Instead of a race: what keeps the cell from running, or what came of it. */
export interface WordsOutput {
  readonly type: 'words';
  readonly text: string;
  readonly wrong: boolean;
}

export type CellOutput = RaceOutput | WordsOutput | QuestionOutput | ExerciseOutput;

/** More points of a run than these are told in strides: a chart of a lesson is less wide. */
const mostPoints = 2000;

/** @param known How many points of each run are known. Default: none. */
export function raceOutput(race: Race, known: readonly number[] = []): RaceOutput {
  const { id, title, experiment, runs } = race;
  const labels = runLabels(runs);
  return {
    ...{ type: 'race', race: id, title, target: experiment.target ?? null },
    runs: runs.map((run, number) => ({
      name: labels[number] ?? run.name,
      ...runOutput(race, run, known[number] ?? 0),
    })),
  };
}

function runOutput(
  { phase }: Race,
  { color, variant, spec, record }: Run,
  first: number,
): Omit<RunOutput, 'name'> {
  const { status, loss, reached, stepsDone } = record.state;
  const ended = hasEnded(status);
  const places = placesOf(record.length, spec.steps, ended).slice(first);
  const losses = record.get('loss');
  return {
    ...{ color, variant, steps: spec.steps, first, reached, ended },
    stepOf: places.map((place) => record.stepOf(place)),
    losses: places.map((place) => told(losses?.at(place) ?? Number.NaN)),
    loss: told(loss),
    status: statusWords(status, stepsDone, phase),
    wrong: wentWrong(status),
    divergedAt: status.kind === 'diverged' ? status.step : null,
  };
}

/** The places of the points that are told; those of a shorter record are the first of them. */
function placesOf(length: number, steps: number, ended: boolean): number[] {
  const stride = Math.ceil((steps + 1) / mostPoints);
  const places = Array.from({ length: Math.ceil(length / stride) }, (_, index) => index * stride);
  if (ended && length > 0 && places.at(-1) !== length - 1) places.push(length - 1);
  return places;
}

function told(value: number): Told {
  return Number.isFinite(value) ? value : null;
}

/** The same in words, for who doesn't see the chart: a line a run, those with the lowest loss first. */
export function textOfOutput(output: CellOutput): string {
  if (output.type === 'words') return output.text;
  if (output.type === 'question') return textOfQuestion(output);
  if (output.type === 'exercise') return textOfExercise(output);
  const lines = byLoss(output.runs).map(({ name, loss, status, reached }) => {
    const when = reached === null ? '' : `, target reached at step ${reached}`;
    return `${name}: loss ${loss ?? 'not finite'}${when}. ${status}`;
  });
  return [output.title, ...lines].join('\n');
}

/** From the lowest loss to the highest; diverged ones last. */
export function byLoss<T extends Pick<RunOutput, 'loss' | 'divergedAt'>>(runs: readonly T[]): T[] {
  const rank = ({ loss, divergedAt }: T) =>
    divergedAt !== null || loss === null ? Number.POSITIVE_INFINITY : loss;
  return runs.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}
