/** A question about a race that is answered before the race is shown, and whether the answer was right: by what was computed. */
import * as z from 'zod';
import { parseJson } from '../experiment/text/parseJson.ts';
import type { TextFault } from '../experiment/text/readText.ts';
import { formatNumber } from '../format.ts';
import { judgedLoss, type RunOutput } from './raceOutput.ts';

type Ended = Pick<RunOutput, 'name' | 'loss' | 'heldOut' | 'reached' | 'divergedAt'>;

/** What can be asked for. */
interface Ask {
  /** Completes "…, Adam". */
  readonly is: string;
  /** The smaller, the more it is what is asked for; infinite where it is not at all. */
  readonly rank: (run: Ended) => number;
  /** What was computed of it. */
  readonly measured: (run: Ended) => string;
}

const lossText = (run: Ended) =>
  run.divergedAt === null
    ? `ends at a loss of ${formatNumber(run.heldOut ?? run.loss ?? Number.NaN)}`
    : `diverged at step ${run.divergedAt}`;

const asks = {
  'highest final loss': { is: 'last', rank: (run) => -judgedLoss(run), measured: lossText },
  'lowest final loss': { is: 'first', rank: judgedLoss, measured: lossText },
  'first below the target': {
    is: 'the first below the target',
    rank: ({ reached }) => reached ?? Number.POSITIVE_INFINITY,
    measured: ({ reached }) => (reached === null ? 'never gets there' : `is there at step ${reached}`),
  },
} as const satisfies Record<string, Ask>;

const askNames = Object.keys(asks) as (keyof typeof asks)[];

const predictionSchema = z.strictObject({
  /** The id of a cell of the same lesson. */
  experiment: z.string().min(1),
  question: z.string().min(1),
  /** Which run is meant. */
  answer: z.enum(askNames),
});

export type Prediction = Readonly<z.infer<typeof predictionSchema>>;

/** @returns The question, or what is wrong with its text. */
export function readPrediction(
  text: string,
): { readonly prediction: Prediction } | { readonly faults: readonly TextFault[] } {
  const { value, faults } = parseJson(text, predictionSchema, () => [], 'predict');
  return value ? { prediction: value } : { faults };
}

export interface Verdict {
  readonly right: boolean;
  readonly text: string;
}

/** @param chosen The number of the run that the person named. Several are right where they share the value. */
export function verdictOn({ answer }: Prediction, runs: readonly Ended[], chosen: number): Verdict {
  const { is, rank, measured }: Ask = asks[answer];
  const ranks = runs.map(rank);
  const best = Math.min(...ranks);
  const isNone = answer === 'first below the target' && best === Number.POSITIVE_INFINITY;
  const meant = isNone ? [] : runs.filter((_, run) => ranks[run] === best);
  const own = runs[chosen];
  const right = own !== undefined && meant.includes(own);
  const names = meant.map((run) => run.name).join(' and ');
  const [first] = meant;
  const found = first ? `${is}: ${names}, which ${measured(first)}.` : 'None gets below the target.';
  if (right || !own) return { right, text: first ? `Right. ${capital(found)}` : found };
  return { right, text: `Not this time. ${capital(found)} ${own.name} ${measured(own)}.` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
