/** The last question of "Run Experiment…". What few ever want to choose is behind buttons beside it. */
import { defaultsFor } from '../../../core/experiment/defaults.ts';
import { largestUsualRate } from '../../../core/experiment/limits.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Answer, Choice, PickButton } from './ask.ts';
import {
  chosenProblem,
  type Draft,
  type EnginePick,
  lastFor,
  next,
  questionNumber,
  titleOf,
  titleWithRuns,
} from './draft.ts';
import type { PickRow } from './pickRow.ts';
import { sorted, tooMany, typedItems } from './typedItems.ts';
import { expectedRate, readRate } from './typedNumbers.ts';

const usualRates = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

export interface LastOptions {
  /** What keeps all that was answered from running, in words; null where nothing does. */
  readonly check: (answered: Draft) => string | null;
  /** How many runs that makes and how long they take, in words; null where it can't run. */
  readonly time: (answered: Draft) => string | null;
  /** Whether the person may choose where networks are trained. */
  readonly offersGpu: boolean;
}

/** Where networks are trained, and more, is chosen by buttons, since few ever want to. */
export async function askLearningRates(
  draft: Draft,
  picks: PickRow,
  { check, time, offersGpu }: LastOptions,
): Promise<Answer<Draft>> {
  const problem = chosenProblem(draft);
  const last = lastFor(draft);
  const isOffered = offersGpu && trainsOnData(problem);
  const more = last?.more;
  let engine = isOffered ? (last?.engine ?? null) : null;
  let asksMore = false;
  const answered = (lr: readonly number[]) => ({
    ...{ ...draft, lr },
    ...(engine && { engine }),
    ...(more && { more }),
    ...(asksMore && { asksMore }),
  });
  const pasted = ratesOfCalls(draft);
  const { items, selected } = pasted ? { items: pasted, selected: pasted } : ratesToChoose(draft);
  const answer = await picks.ask<number>({
    title: (marked) => titleWithTime(answered(marked), time),
    placeholder: pasted
      ? 'Pasted calls keep their learning rates'
      : 'One or more learning rates; type others, such as 0.02, 0.05',
    ...questionNumber('learningRates', draft),
    ...{ items, selected },
    many: true,
    ...(!pasted && { typed: (text: string) => typedItems(text, readRate, expectedRate, describeRate) }),
    check: (rates) => tooMany(rates, 'learning rates') ?? check(answered(rates)),
    buttons: [
      ...(isOffered
        ? [
            engineButton(
              () => engine,
              (next) => {
                engine = next;
              },
            ),
          ]
        : []),
      {
        icon: 'settings',
        tooltip: () => moreOffer(trainsOnData(problem)),
        press: () => {
          asksMore = true;
        },
        accepts: true,
      },
    ],
  });
  return next(answer, answered);
}

/** Of calls alone, which have rates of their own; null where another optimizer needs one. */
function ratesOfCalls({ optimizers = [] }: Draft): Choice<number>[] | null {
  const calls = optimizers.flatMap((pick) => (typeof pick === 'string' ? [] : [pick]));
  if (calls.length < optimizers.length || calls.length === 0) return null;
  return sorted(calls.flatMap(({ lr }) => lr)).map((value) => ({
    label: String(value),
    description: 'as pasted',
    value,
  }));
}

function ratesToChoose(draft: Draft): {
  readonly items: Choice<number>[];
  readonly selected: Choice<number>[];
} {
  const wanted = lastFor(draft)?.lr ?? defaultsFor(chosenProblem(draft)).lr;
  const items = rateItems(wanted);
  return { items, selected: items.filter(({ value }) => value !== null && wanted.includes(value)) };
}

/** The usual rates, and others that there are. */
export function rateItems(others: readonly number[]): Choice<number>[] {
  return sorted([...usualRates, ...others]).map((rate) => ({ label: String(rate), value: rate }));
}

function moreOffer(onData: boolean): string {
  return onData ? 'More: hidden layers, epochs, validation, seeds…' : 'More: steps…';
}

/** What was chosen, with the number of runs and their time where it can run. */
export function titleWithTime(draft: Draft, time: LastOptions['time']): string {
  const words = (draft.lr ?? []).length > 0 ? time(draft) : null;
  if (words === null) return titleWithRuns(draft, {});
  return words === '1 run' ? titleOf(draft) : `${titleOf(draft)} · ${words}`;
}

export function describeRate(rate: number): string {
  return rate > largestUsualRate ? `above ${largestUsualRate}, where most optimizers diverge` : '';
}

function engineButton(engine: () => EnginePick, set: (engine: EnginePick) => void): PickButton<never> {
  return {
    icon: 'circuit-board',
    tooltip: () => offerOf(engineAfter(engine())),
    press: () => set(engineAfter(engine())),
  };
}

const engines: readonly EnginePick[] = [null, 'gpu', 'cpu'];

/** The one that the button leads to. */
function engineAfter(engine: EnginePick): EnginePick {
  return engines[(engines.indexOf(engine) + 1) % engines.length] ?? null;
}

function offerOf(engine: EnginePick): string {
  if (engine === null) return 'Compute where the settings say';
  return engine === 'gpu' ? 'Compute on the GPU' : 'Compute on the processor, never on the GPU';
}
