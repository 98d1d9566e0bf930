/** Learning rates for an experiment that there is already. */
import { ratesOf } from '../../core/experiment/rates.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { PickRow } from './runExperiment/pickRow.ts';
import { describeRate, rateItems } from './runExperiment/ratePicks.ts';
import { tooMany, typedItems } from './runExperiment/typedItems.ts';
import { expectedRate, readRate } from './runExperiment/typedNumbers.ts';

interface RateOptions {
  /** What keeps the experiment from running, in words; null where nothing does. */
  readonly check: (experiment: Experiment) => string | null;
  /** How many runs it has and about how long they take, in words. */
  readonly time: (experiment: Experiment) => string;
}

/**
 * The experiment with rates that the person chooses, for all its optimizers, and without a title, which may tell of others.
 * Undefined where they leave.
 */
export async function askRates(
  asked: Experiment,
  { check, time }: RateOptions,
): Promise<Experiment | undefined> {
  const { title: _, ...untitled } = asked;
  const withRates = (lr: readonly number[]): Experiment => ({
    ...untitled,
    optimizers: asked.optimizers.map(({ lr: own, ...optimizer }) => optimizer),
    lr: [...lr].sort((a, b) => a - b),
  });
  const now = asked.optimizers.flatMap((choice) => ratesOf(choice, asked));
  const items = rateItems(now);
  const picks = new PickRow(() => {});
  const answer = await picks
    .ask<number>({
      title: (marked) =>
        ['Change Learning Rates', ...(marked.length > 0 ? [time(withRates(marked))] : [])].join(' · '),
      placeholder: 'One or more learning rates; type others, such as 0.02, 0.05',
      ...{ step: 1, totalSteps: 1, items, many: true },
      selected: items.filter(({ value }) => value !== null && now.includes(value)),
      typed: (text) => typedItems(text, readRate, expectedRate, describeRate),
      check: (rates) => tooMany(rates, 'learning rates') ?? check(withRates(rates)),
    })
    .finally(() => picks.close());
  return answer === undefined || answer === 'back' ? undefined : withRates(answer.value);
}
