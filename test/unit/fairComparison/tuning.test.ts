import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../core/fairComparison/comparisonState.ts';
import { nextRaces } from '../../../core/fairComparison/nextRaces.ts';
import { firstTrials, type SearchSpace, trialsBeyond } from '../../../core/fairComparison/trials.ts';
import { tuningOf } from '../../../core/fairComparison/tuning.ts';
import { advanced, completed, type LossOf, rateOf } from './fakeRaces.ts';

const spec = comparisonSpecOf(
  parseExperiment({
    problem: { data: 'digits', hidden: [16] },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    ...{ lr: [0.01], epochs: 5, compare: { trials: 4, tuning_seeds: 2, seeds: 9 } },
  }),
);
const anyRate = { min: 0, max: Number.POSITIVE_INFINITY, minIncluded: false, maxIncluded: false };
const own: SearchSpace = { rates: null, usualRate: 0.001, rateAxis: null, rateRange: anyRate, others: [] };
const ratesOf = (trials: readonly { readonly lr: number }[]) => trials.map(({ lr }) => lr);

test('rates lie half a decade apart, a third of them below the rule’s own', () => {
  expect(ratesOf(firstTrials(own, 7))).toEqual([0.0001, 0.000316, 0.001, 0.00316, 0.01, 0.0316, 0.1]);
  expect(ratesOf(firstTrials({ ...own, usualRate: 0.002 }, 3))).toEqual([0.001, 0.00316, 0.01]);
  expect(ratesOf(firstTrials({ ...own, rates: [0.1, 0.2] }, 2))).toEqual([0.1, 0.2]);
  const axis = { setting: 'lr', scale: 'log', from: 0.01, to: 1 } as const;
  expect(ratesOf(firstTrials({ ...own, rateAxis: axis }, 3))).toEqual([0.01, 0.1, 1]);
});

test('a rule that takes a part of them has as many, closer together', () => {
  const narrow = { ...own, rateRange: { ...anyRate, max: 0.005 } };
  const rates = ratesOf(firstTrials(narrow, 7));
  expect(rates).toHaveLength(7);
  expect([rates[0], rates.at(-1)]).toEqual([0.0001, 0.00316]);
  expect(new Set(rates).size).toBe(7);
});

test('beyond an edge rates go on by the factor of the grid, as far as the rule takes them', () => {
  const trials = firstTrials(own, 7);
  expect(ratesOf(trialsBeyond(own, trials, 'highest'))).toEqual([0.316, 1]);
  expect(ratesOf(trialsBeyond(own, trials, 'lowest'))).toEqual([0.0000316, 0.00001]);
  expect(trialsBeyond(own, trials, 'highest').every(({ isAdded }) => isAdded)).toBe(true);
  const listed = { ...own, rates: [0.1, 0.2] };
  expect(ratesOf(trialsBeyond(listed, firstTrials(listed, 2), 'highest'))).toEqual([0.4, 0.8]);
  const bounded = { ...own, rateRange: { ...anyRate, max: 0.5 } };
  expect(ratesOf(trialsBeyond(bounded, trials, 'highest'))).toEqual([0.316]);
  const beta = { setting: 'beta1', scale: 'linear', from: 0, to: 0.9 } as const;
  const searched = { ...own, others: [{ axis: beta, dimension: 0 }] };
  const points = firstTrials(searched, 4);
  const beyond = trialsBeyond(searched, points, 'highest');
  expect(beyond.map(({ settings }) => settings)).toEqual([points.at(-1)?.settings, points.at(-1)?.settings]);
  expect(beyond[0]?.lr).toBeCloseTo((points.at(-1)?.lr ?? 0) * 10 ** 0.5, 3);
});

test('what is added below stands before the others, and is not added a third time', () => {
  const lossOf: LossOf = (run) => 0.1 + 0.05 * Math.abs(Math.log10(rateOf(run) / 1e-9));
  const { trials, edge, extensions, best } = tuningOf(completed(spec, lossOf), 0, 0);
  const rates = trials.map(({ trial }) => trial.lr);
  expect(rates).toEqual([...rates].sort((a, b) => a - b));
  expect(rates).toHaveLength(8);
  expect({ edge, extensions, best }).toEqual({ edge: 'lowest', extensions: 2, best: 0 });
});

test('where the rule takes no rate beyond the edge none is added, and the edge is told', () => {
  const bounded = {
    ...spec,
    entrants: spec.entrants.map((entrant) => ({
      ...entrant,
      space: { ...entrant.space, rateRange: { ...anyRate, max: 0.011 } },
    })),
  };
  const lossOf: LossOf = (run) => 0.1 + 0.05 * Math.abs(Math.log10(rateOf(run) / 100));
  const state = completed(bounded, lossOf);
  expect(tuningOf(state, 0, 0)).toMatchObject({ edge: 'highest', extensions: 0, isDone: true });
  expect(nextRaces(state)).toEqual([]);
});

test('before all runs are over the best of those that are leads, and nothing is done', () => {
  const lossOf: LossOf = (run) => 0.1 + 0.05 * Math.abs(Math.log10(rateOf(run) / 0.0009));
  const state = advanced(firstState(spec), lossOf);
  for (const { race } of state.races)
    for (const { spec: run, record } of race.runs) if (rateOf(run) === 0.001) record.end({ kind: 'stopped' });
  const tuning = tuningOf(state, 0, 1);
  expect(tuning.isDone).toBe(false);
  expect(tuning.trials.map(({ isDone }) => isDone)).toEqual([true, false, true, true]);
  expect(tuning.trials[1]?.score.median).toBeNaN();
  expect(tuning.best).toBe(0);
  expect(tuningOf(firstState(spec), 0, 0)).toMatchObject({ best: null, edge: null, isDone: false });
});

test('of trials with the same score the first is the best', () => {
  const { best } = tuningOf(
    completed(spec, (run) => (rateOf(run) > 0.0005 ? 0.2 : 0.3)),
    0,
    0,
  );
  expect(best).toBe(1);
});
