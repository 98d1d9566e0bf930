/** A question that is answered before a race, a map or a comparison is shown, and whether the answer was right: by what was computed. */
import * as z from 'zod';
import { countRuns } from '../experiment/expand.ts';
import type { Experiment } from '../experiment/schema.ts';
import { parseJson } from '../experiment/text/parseJson.ts';
import type { TextFault } from '../experiment/text/textFault.ts';
import type { Fault } from '../fault.ts';
import { formatNumber } from '../format.ts';
import type { ExpectedQuantity } from './exercise/exercise.ts';
import { quantitySchema, toleranceSchema, unitSchema } from './exercise/exerciseSchema.ts';
import { quantityFaults } from './exercise/faultsOf.ts';
import { judgedLoss } from './judgedLoss.ts';
import type { Verdict } from './questionWords.ts';
import type { RunOutput } from './raceOutput.ts';

export type Ended = Pick<RunOutput, 'name' | 'loss' | 'heldOut' | 'reached' | 'divergedAt'>;

/** What can be asked for. */
interface Ask {
  /** The smaller, the more it is what is asked for; infinite where it is not at all. */
  readonly rank: (run: Ended) => number;
  /** What was computed of those that are meant, of whom the first is given, and their names. */
  readonly found: (first: Ended, names: readonly string[]) => string;
  /** What was computed of another: completes "SGD …". */
  readonly measured: (run: Ended) => string;
}

const lossOf = ({ loss, heldOut }: Ended) =>
  `a loss of ${formatNumber(heldOut ?? loss ?? Number.NaN)}${heldOut === null ? '' : ' on the rows held out'}`;

const endsAt = (run: Ended) =>
  run.divergedAt === null ? `ends at ${lossOf(run)}` : `diverged at step ${run.divergedAt}`;

/** `Adam ends highest, at a loss of 32.69` */
const endsMost = (most: string) => (first: Ended, names: readonly string[]) => {
  const those = names.join(' and ');
  if (first.divergedAt === null)
    return `${those} ${names.length > 1 ? 'end' : 'ends'} ${most}, at ${lossOf(first)}`;
  return names.length > 1 ? `${those} diverged` : `${those} diverged at step ${first.divergedAt}`;
};

const asks = {
  'highest final loss': { rank: (run) => -judgedLoss(run), found: endsMost('highest'), measured: endsAt },
  'lowest final loss': { rank: judgedLoss, found: endsMost('lowest'), measured: endsAt },
  'first below the target': {
    rank: ({ reached }) => reached ?? Number.POSITIVE_INFINITY,
    found: ({ reached }, names) =>
      `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} the first below the target, at step ${reached}`,
    measured: ({ reached }) => (reached === null ? 'never gets there' : `gets there at step ${reached}`),
  },
} as const satisfies Record<string, Ask>;

/** @internal */
export const askNames = Object.keys(asks) as (keyof typeof asks)[];

/** @internal */
export const predictionSchema = z
  .strictObject({
    experiment: z.string().min(1).describe('The id of an experiment of the same lesson.'),
    question: z.string().min(1).max(1000).describe('What is asked, before the race is shown.'),
    answer: z
      .union([z.enum(askNames), quantitySchema])
      .describe(
        'Which run is meant, which is found by running them; or how the number is computed that is asked for.',
      ),
    tolerance: toleranceSchema
      .optional()
      .describe('How far off a number may be, as a share of the right one. Default: 0.02.'),
    unit: unitSchema,
    explanation: z.string().min(1).max(1000).optional().describe('Shown with the verdict. Default: none.'),
  })
  .describe('The learner says which run it will be before the race is shown.');

type Asked = Readonly<z.infer<typeof predictionSchema>>;

/** What is asked for is one of the runs. */
export type RunPrediction = Omit<Asked, 'answer'> & { readonly answer: keyof typeof asks };
/** What is asked for is a number. */
export type NumberPrediction = Omit<Asked, 'answer'> & { readonly answer: ExpectedQuantity };

export type Prediction = RunPrediction | NumberPrediction;

export function asksNumber(prediction: Prediction): prediction is NumberPrediction {
  return typeof prediction.answer === 'object';
}

/**
 * @param check What is wrong with it beyond its shape. Default: nothing.
 * @returns The question, or what is wrong with its text.
 */
export function readPrediction(
  text: string,
  check: (prediction: Prediction) => readonly Fault[] = () => [],
): { readonly prediction: Prediction } | { readonly faults: readonly TextFault[] } {
  const { value, faults } = parseJson(text, predictionSchema, (asked) => check(told(asked)), 'predict');
  return value ? { prediction: told(value) } : { faults };
}

function told({ answer, ...rest }: Asked): Prediction {
  return typeof answer === 'string' ? { ...rest, answer } : { ...rest, answer };
}

/** Runs to choose from. */
const mostChoices = 12;

/** What keeps an experiment from being asked about. */
export function predictionFaults(prediction: Prediction, experiment: Experiment): readonly Fault[] {
  if (asksNumber(prediction)) return quantityFaults(prediction.answer, ['answer']);
  const { answer } = prediction;
  if (experiment.map || experiment.compare) {
    const what = experiment.map ? 'a map' : 'a fair comparison';
    const message = `the experiment has ${what}, which is no race — expected an answer that is a number`;
    return [{ path: ['answer'], message }];
  }
  const runs = countRuns(experiment);
  if (runs < 2 || runs > mostChoices) {
    const message = `the experiment has ${runs} ${runs === 1 ? 'run' : 'runs'} — expected 2 to ${mostChoices} to choose from`;
    return [{ path: ['experiment'], message }];
  }
  if (answer !== 'first below the target' || experiment.target !== undefined) return [];
  return [{ path: ['answer'], message: 'the experiment has no target — expected one for this answer' }];
}

/** The numbers of the runs that are meant: several where they come to the same but for rounding, none where none gets there. */
export function meantBy({ answer }: RunPrediction, runs: readonly Ended[]): readonly number[] {
  const { rank }: Ask = asks[answer];
  const ranks = runs.map(rank);
  const best = Math.min(...ranks);
  if (best === Number.POSITIVE_INFINITY && answer === 'first below the target') return [];
  return [...ranks.keys()].filter((run) => isSame(ranks[run] ?? Number.NaN, best));
}

function isSame(a: number, b: number): boolean {
  return a === b || (Number.isFinite(a - b) && Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)));
}

/** @param chosen The number of the run that the person named. Several are right where they share the value. */
export function verdictOn(prediction: RunPrediction, runs: readonly Ended[], chosen: number): Verdict {
  const { found, measured }: Ask = asks[prediction.answer];
  const meant = meantBy(prediction, runs).flatMap((run) => runs[run] ?? []);
  const own = runs[chosen];
  const right = own !== undefined && meant.includes(own);
  const names = meant.map(quoted);
  const [first] = meant;
  const computed = first ? found(first, names) : 'None gets below the target';
  const sentences = [`${computed}.`];
  if (own && !right) sentences.push(`${quoted(own)} ${measured(own)}.`);
  if (prediction.explanation !== undefined) sentences.push(prediction.explanation);
  return { right, text: sentences.join(' ') };
}

/** A name that has a comma would fall apart in a sentence. */
function quoted({ name }: Ended): string {
  return name.includes(',') ? `“${name}”` : name;
}
