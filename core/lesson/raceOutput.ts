/** What is shown of a race below its cell: values that survive JSON, whole and, while it goes on, what was added. */
import { groupsOf } from '../compare/groups.ts';
import type { StepsPerEpoch } from '../epochs.ts';
import { isHeldOut } from '../experiment/splitOf.ts';
import { formatNumber } from '../format.ts';
import type { Evaluation } from '../race/evaluation.ts';
import type { Race, Run } from '../race/race.ts';
import type { Series } from '../race/series.ts';
import { hasEnded, statusWords, wentWrong } from '../race/status.ts';
import { type ComparisonOutput, textOfComparison } from './comparisonOutput.ts';
import { type ExerciseOutput, textOfExercise } from './exerciseWords.ts';
import { byLoss } from './judgedLoss.ts';
import { type MapOutput, textOfMap } from './mapOutput.ts';
import { type AnsweredOutput, type QuestionOutput, textOfAnswered, textOfQuestion } from './questionWords.ts';
import { runLabels, settingLabels } from './runLabels.ts';
import { type SurfaceParameter, stepLengths } from './stepLengths.ts';

/** A number, or null where it is not finite. */
type Told = number | null;

export interface RunOutput {
  /** No other run of the race has it, but for runs that can't be told apart in few words. */
  readonly name: string;
  /** What its name begins with: that of the optimizer. */
  readonly stem: string;
  /** The number of its setting: runs that differ in nothing but the seed have the same. */
  readonly setting: number;
  /** The name without the seed. */
  readonly settingName: string;
  /** Null where it has none. */
  readonly seed: number | null;
  /** In the palette of twelve. */
  readonly color: number;
  /** Which line style of its colour. */
  readonly variant: number;
  /** How many there will be. */
  readonly steps: number;
  /** In one pass over the data; 1 where that is one step, and on surfaces. */
  readonly stepsPerEpoch: StepsPerEpoch;
  /** How many points come before those that follow. */
  readonly first: number;
  readonly stepOf: readonly number[];
  /** Of mini-batches the running mean over one epoch. */
  readonly losses: readonly Told[];
  /** What `losses` is the mean of; null where they are measured as they are. */
  readonly raw: readonly Told[] | null;
  /** In learning rates, of the step that led to each point; null where they aren't shown. */
  readonly stepLengths: readonly Told[] | null;
  readonly loss: Told;
  /** The loss on rows that are held out, as it was evaluated last; null where there are none. */
  readonly heldOut: Told;
  /** The losses on those rows so far, of a race with one run; null where there are none, or several runs. */
  readonly evaluated: { readonly stepOf: readonly number[]; readonly losses: readonly Told[] } | null;
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
  /** Along which parameter the lengths of steps are shown; null where they aren't. */
  readonly stepAlong: SurfaceParameter | null;
  readonly runs: readonly RunOutput[];
}

/** Instead of a race: what keeps the cell from running, or what came of it. */
export interface WordsOutput {
  readonly type: 'words';
  readonly text: string;
  readonly wrong: boolean;
}

export type CellOutput =
  | RaceOutput
  | MapOutput
  | ComparisonOutput
  | WordsOutput
  | QuestionOutput
  | AnsweredOutput
  | ExerciseOutput;

/** More points of a run than these are told in strides: a chart of a lesson is less wide. */
const mostPoints = 2000;

/** @param known How many points of each run are known. Default: none. */
export function raceOutput(race: Race, known: readonly number[] = []): RaceOutput {
  const { id, title, experiment, runs } = race;
  const [labels, settingNames, settings] = [runLabels(runs), settingLabels(runs), settingsBySeed(runs)];
  return {
    ...{ type: 'race', race: id, title, target: experiment.target ?? null },
    stepAlong: experiment.step_along ?? null,
    runs: runs.map((run, number) => ({
      ...{ name: labels[number] ?? run.name, stem: run.name, settingName: settingNames[number] ?? run.name },
      setting: settings.get(run) ?? 0,
      ...runOutput(race, run, known[number] ?? 0),
    })),
  };
}

function evaluated(evaluations: readonly Evaluation[]): RunOutput['evaluated'] {
  return {
    stepOf: evaluations.map(({ step }) => step),
    losses: evaluations.map(({ loss }) => told(loss)),
  };
}

function runOutput(
  { experiment, phase, runs }: Race,
  { color, variant, spec, record }: Run,
  first: number,
): Omit<RunOutput, 'name' | 'stem' | 'setting' | 'settingName'> {
  const { status, loss, reached, stepsDone } = record.state;
  const { steps, stepsPerEpoch, problem, seed } = spec;
  const ended = hasEnded(status);
  const places = placesOf(record.length, steps, ended).slice(first);
  const toldOf = (series: Series | undefined) => places.map((place) => told(series?.at(place) ?? Number.NaN));
  const [losses, means] = [record.get('loss'), record.get('mean')];
  const { step_along: along } = experiment;
  return {
    ...{ color, variant, seed, steps, stepsPerEpoch, first, reached, ended },
    stepOf: places.map((place) => record.stepOf(place)),
    losses: toldOf(means ?? losses),
    raw: means ? toldOf(losses) : null,
    stepLengths: along ? stepLengths(record, spec, along, places).map(told) : null,
    loss: told(loss),
    heldOut: isHeldOut(problem) ? told(record.evaluations.at(-1)?.loss ?? Number.NaN) : null,
    evaluated: runs.length === 1 && isHeldOut(problem) ? evaluated(record.evaluations) : null,
    status: statusWords(status, stepsDone, phase),
    wrong: wentWrong(status),
    divergedAt: status.kind === 'diverged' ? status.step : null,
  };
}

/** Numbers in the order of their first runs. */
function settingsBySeed(runs: readonly Run[]): ReadonlyMap<Run, number> {
  const named = runs.map((run) => ({ run, facts: { ...run.spec, name: run.name } }));
  const groups = groupsOf(named, new Set(['seed']));
  return new Map(groups.flatMap((group, number) => group.map(({ run }) => [run, number])));
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
  if (output.type === 'map') return textOfMap(output);
  if (output.type === 'comparison') return textOfComparison(output);
  if (output.type === 'question') return textOfQuestion(output);
  if (output.type === 'answered') return textOfAnswered(output);
  if (output.type === 'exercise') return textOfExercise(output);
  const lines = byLoss(output.runs).map((run) => {
    const { name, loss, heldOut, status, reached } = run;
    const when = reached === null ? '' : `, target reached at step ${reached}`;
    const aside = heldOut === null ? '' : `, held-out loss ${heldOut}`;
    return `${name}: loss ${loss ?? 'not finite'}${aside}${when}${longestStep(run, output)}. ${status}`;
  });
  return [output.title, ...lines].join('\n');
}

/** `, longest step along w1 6.52 learning rates, at step 12` */
function longestStep({ stepLengths, stepOf }: RunOutput, { stepAlong }: RaceOutput): string {
  const longest = Math.max(...(stepLengths ?? []).map((length) => length ?? 0));
  if (!(longest > 0)) return '';
  const step = stepOf[stepLengths?.indexOf(longest) ?? 0];
  return `, longest step along ${stepAlong} ${formatNumber(longest, 3)} learning rates, at step ${step}`;
}
