/** What the page of the range test says. */
import { formatNumber } from '../../core/format.ts';
import type { ShownRangeTest } from '../../core/protocol/rangeTest.ts';
import type { Suggestion } from '../../core/rangeTest/suggestions.ts';

/** `0.0123`, `2.5e-5`: as many digits as such a test can tell. */
export function rateText(lr: number): string {
  return formatNumber(lr, 2);
}

export const words = {
  title: 'LR range test',
  loading: 'Opening the test',
  opening: (title: string) => `Starting the ${title}`,
  controls: 'Test',
  stop: 'Stop',
  again: 'Test again',
  chart: 'Loss over the learning rate',
  lossAxis: (isNoisy: boolean) => (isNoisy ? 'Loss, smoothed' : 'Loss'),
  rateAxis: 'Learning rate',
  use: (lr: string) => `Use ${lr}`,
  useTitle: (optimizer: string, lr: string) => `Run ${optimizer} at ${lr} in the panel`,
  copy: 'Copy',
  copyTitle: 'Copy the learning rate',
  pointed: (lr: string, loss: string) => `Learning rate ${lr}, loss ${loss}`,
  nowhere: 'Point at the curve, or press an arrow key, to read it.',
  hint: 'Arrow keys go along the curve, with Shift by ten steps; Enter runs the rate that is read.',
  suggestions: 'Suggested',
  names: {
    valley: 'Valley',
    steepest: 'Steepest',
    tenth: 'A tenth of the minimum',
  } satisfies Record<Suggestion['kind'], string>,
  reasons: {
    valley: 'The middle of the fall: half-way from where it begins to the lowest loss. Begin with this one.',
    steepest: 'Where the loss falls most from one rate to the next.',
    tenth: 'Ten times below the rate with the lowest loss, where it is about to rise.',
  } satisfies Record<Suggestion['kind'], string>,
  method: (isNoisy: boolean) =>
    `One run whose rate grows by the same factor in every step${isNoisy ? '; losses of batches are smoothed as Adam smooths gradients' : ''}. It tells where to look, not what is best: the loss at a rate is that after all smaller ones.`,
} as const;

/** What the test tells, in a sentence. */
export function headline(test: ShownRangeTest): string {
  const { isRunning, stepsDone, steps, curve, suggestions, optimizer } = test;
  const last = curve.rates.at(-1);
  const until = last === undefined ? '' : `, at learning rate ${rateText(last)}`;
  if (isRunning && curve.end === null) return `Step ${stepsDone} of ${steps}${until}.`;
  const end = endOf(test, until);
  const [valley] = suggestions;
  if (valley) return `${optimizer}: begin with a learning rate of ${rateText(valley.lr)}. ${end}`;
  return `Nothing to suggest: the loss never falls below where it began. ${end}`;
}

function endOf({ curve, stepsDone, steps }: ShownRangeTest, until: string): string {
  switch (curve.end) {
    case 'rise':
      return `The test ended in step ${curve.rates.length}${until}: the loss was above 4 times its lowest.`;
    case 'not finite':
      return `The test ended in step ${curve.rates.length + 1}: the loss was not finite any more.`;
    case null:
      return stepsDone < steps
        ? `The test was stopped in step ${stepsDone}${until}.`
        : `The loss has not risen up to ${rateText(curve.rates.at(-1) ?? Number.NaN)}.`;
  }
}
