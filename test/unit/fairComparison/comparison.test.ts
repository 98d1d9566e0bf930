import { expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../core/fairComparison/comparisonState.ts';
import { countComparisonRuns, nextRaces } from '../../../core/fairComparison/nextRaces.ts';
import { sheetOf } from '../../../core/fairComparison/sheetOf.ts';
import { shownTargets } from '../../../core/fairComparison/shownTargets.ts';
import { tuningOf } from '../../../core/fairComparison/tuning.ts';
import { advanced, completed, type LossOf, rateOf } from './fakeRaces.ts';

const onDigits = {
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }, { optimizer: 'sam' }],
  lr: [0.01],
  epochs: 5,
  compare: { trials: 4, tuning_seeds: 2, seeds: 9 },
};
const specOf = (changes: object = {}) => comparisonSpecOf(parseExperiment({ ...onDigits, ...changes }));

/** Best at a rate, the same for all seeds but for a little. */
const bestAt =
  (rates: Readonly<Record<string, number>>, offset: Readonly<Record<string, number>> = {}): LossOf =>
  (run) =>
    0.1 +
    (offset[run.optimizer] ?? 0) +
    0.05 * Math.abs(Math.log10(rateOf(run) / (rates[run.optimizer] ?? 1))) +
    0.001 * ((run.seed ?? 0) % 7);

test('first every trial of every optimizer on the tuning seeds and validation rows, with as many gradients for each', () => {
  const spec = specOf();
  const planned = nextRaces(firstState(spec));
  // SAM takes two gradients a step, and half of the epochs.
  expect(planned.map(({ experiment }) => experiment.epochs)).toEqual([5, 2]);
  expect(planned.map(({ entries }) => entries.length)).toEqual([8, 4]);
  for (const { experiment, kind, seeds } of planned) {
    expect(kind).toBe('tuning');
    expect(seeds).toEqual([0, 1]);
    expect(experiment.problem).toMatchObject({ validation: 0.2, test: 0.2, evaluate_on: 'validation' });
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(expandExperiment(experiment)).toHaveLength(2 * experiment.optimizers.length);
  }
  expect(countComparisonRuns(spec)).toBe(3 * (4 * 2 + 9));
  // A third of the rates below each rule's own, half a decade apart.
  const rates = planned[0]?.entries.map(({ trial }) => trial.lr);
  expect(rates).toEqual([0.000316, 0.001, 0.00316, 0.01, 0.000316, 0.001, 0.00316, 0.01]);
});

test('a best rate at the edge adds two, twice at most; then the best trials are run on fresh seeds and test rows', () => {
  const spec = specOf();
  const lossOf = bestAt({ sgd: 100, adam: 0.001, sam: 0.1 });
  const tuned = advanced(firstState(spec), lossOf);
  const added = nextRaces(tuned);
  expect(added.map(({ entries }) => entries.map(({ entrant, trial }) => [entrant, trial.lr]))).toEqual([
    [
      [0, 0.0316],
      [0, 0.1],
    ],
  ]);
  const twice = advanced(tuned, lossOf);
  expect(nextRaces(twice).flatMap(({ entries }) => entries.map(({ trial }) => trial.lr))).toEqual([0.316, 1]);
  const edge = advanced(twice, lossOf);
  expect(tuningOf(edge, 0, 0)).toMatchObject({ extensions: 2, edge: 'highest', isDone: true, best: 7 });
  expect(tuningOf(edge, 0, 1)).toMatchObject({ extensions: 0, edge: null, best: 1 });
  const judged = nextRaces(edge);
  expect(judged.map(({ kind, seeds }) => [kind, seeds.length, seeds[0]])).toEqual([
    ['judging', 9, 1000],
    ['judging', 9, 1000],
  ]);
  expect(judged[0]?.experiment.problem).toMatchObject({ evaluate_on: 'test' });
  expect(judged.flatMap(({ entries }) => entries.map(({ trial }) => trial.lr))).toEqual([1, 0.001, 0.1]);
});

test('the sheet of a finished comparison: who wins, by how much, and which is at the edge', () => {
  const spec = specOf();
  const state = completed(
    spec,
    bestAt({ sgd: 100, adam: 0.001, sam: 0.1 }, { sgd: -0.05, adam: 0.02, sam: 0.5 }),
  );
  const sheet = sheetOf(state, false, 3);
  expect(sheet).toMatchObject({
    phase: 'done',
    moreSeeds: null,
    seeds: 9,
    progress: { done: 59, total: 59, secondsLeft: null },
  });
  const [problem] = sheet.problems;
  expect(problem?.rows).toEqual({ training: 1079, validation: 359, test: 359 });
  expect(problem?.entrants.map(({ verdict }) => verdict)).toEqual(['worse', 'best', 'worse']);
  expect(problem?.headline).toBe(
    'Adam wins: SGD and SAM are worse on fresh seeds. The best rate of SGD is still at the edge of those tried: it may improve.',
  );
  expect(problem?.entrants[0]?.words).toBe('Worse; at the highest rate tried, may improve');
  expect(problem?.entrants[0]?.behind?.mean).toBeCloseTo(-0.05 + 0.1 - 0.02, 12);
  expect(problem?.entrants[1]?.bestSoFar.x).toEqual([1, 2, 3, 4]);
  expect(sheet.unit).toBe('gradient');
  expect(problem?.lead).toBe('Adam is ahead with any number of trials.');
  // Half as many steps, of two gradients each.
  const [sgd, , sam] = problem?.entrants ?? [];
  expect(sam?.curve.x.at(-1)).toBe((4 * (sgd?.curve.x.at(-1) ?? 0)) / 5);
});

test('what is stopped is missing, and is run again alone', () => {
  const spec = specOf({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] });
  const all = advanced(firstState(spec), bestAt({ sgd: 0.001, adam: 0.001 }));
  const run = all.races[0]?.race.runs[3];
  run?.record.end({ kind: 'stopped' });
  const [again, ...others] = nextRaces(all);
  expect(others).toEqual([]);
  expect(again).toMatchObject({ entries: [{ entrant: 0, trial: { lr: 0.001 } }], seeds: [1] });
  expect(sheetOf(all, true, null)).toMatchObject({
    phase: 'stopped',
    problems: [{ headline: 'Stopped: nothing is established yet.' }],
  });
  const done = completed(spec, bestAt({ sgd: 0.001, adam: 0.001 }), all);
  expect(sheetOf(done, false, null).progress).toMatchObject({ done: 34, total: 34 });
});

test('what is not established says how many seeds more would tell, and these are run without the others', () => {
  const spec = specOf({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] });
  const noisy: LossOf = (run) =>
    0.2 +
    0.1 * Math.abs(Math.log10(rateOf(run) / 0.001)) +
    (run.optimizer === 'sgd' ? 0.004 * (((run.seed ?? 0) * 7) % 5) - 0.005 : 0);
  const state = completed(spec, noisy);
  const sheet = sheetOf(state, false, null);
  expect(sheet.problems[0]?.headline).toMatch(
    /^Not established: \w+ comes first, but \w+ may be as good within seed noise\.$/,
  );
  expect(sheet.moreSeeds).toBeGreaterThan(0);
  const more = { ...state, looks: [...state.looks, 9 + (sheet.moreSeeds ?? 0)] };
  const [planned] = nextRaces(more);
  expect(planned).toMatchObject({ kind: 'judging' });
  expect(planned?.seeds).toHaveLength(sheet.moreSeeds ?? 0);
  expect(planned?.seeds[0]).toBe(1009);
  const later = sheetOf(completed(spec, noisy, more), false, null);
  expect(later.confidence).toBeGreaterThan(sheet.confidence);
  expect(later.seeds).toBe(9 + (sheet.moreSeeds ?? 0));
});

test('trials that diverged are counted; where all of an optimizer have, it has no result', () => {
  const spec = specOf({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] });
  const state = completed(spec, (run) =>
    run.optimizer === 'sgd' || rateOf(run) > 0.005 ? Number.NaN : 0.3 + rateOf(run),
  );
  const [sgd, adam] = sheetOf(state, false, null).problems[0]?.entrants ?? [];
  // Where all diverge, lower rates may not.
  expect(sgd?.trials.map(({ diverged }) => diverged)).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
  expect(sgd).toMatchObject({ edge: 'lowest', verdict: 'failed', extensions: 2 });
  expect(sgd?.trials.slice(0, 5).map(({ isAdded }) => isAdded)).toEqual([true, true, true, true, false]);
  expect(adam).toMatchObject({ verdict: 'best', edge: 'lowest', extensions: 2 });
});

test('judged by steps to a target, runs that miss it are behind all that reach it', () => {
  const spec = specOf({
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    target: 0.15,
    compare: { ...onDigits.compare, judge: 'steps' },
  });
  const state = completed(spec, bestAt({ sgd: 0.001, adam: 0.001 }, { sgd: 0.1 }));
  const { problems, judge } = sheetOf(state, false, null);
  expect(judge).toMatchObject({
    label: 'Steps to target',
    judged: 'steps to a test loss of 0.15',
    target: 0.15,
  });
  const [sgd, adam] = problems[0]?.entrants ?? [];
  expect(adam).toMatchObject({ verdict: 'best', result: { median: 5 * 34, missed: 0 } });
  expect(sgd).toMatchObject({
    verdict: 'failed',
    result: { median: Number.POSITIVE_INFINITY, missed: 9, diverged: 0 },
  });
  // The lowest final loss decides where no trial reaches the target.
  expect(sgd?.trials[sgd.best ?? -1]?.lr).toBe(0.001);
});

test('by accuracy more is better, and is shown as it is', () => {
  const spec = specOf({
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    compare: { ...onDigits.compare, judge: 'accuracy' },
  });
  const state = completed(spec, bestAt({ sgd: 0.001, adam: 0.001 }, { sgd: 0.1 }));
  const [sgd, adam] = sheetOf(state, false, null).problems[0]?.entrants ?? [];
  expect(adam?.result?.median).toBeCloseTo(0.897, 3);
  expect(adam?.verdict).toBe('best');
  expect(sgd?.behind?.mean).toBeCloseTo(0.1, 12);
  expect(
    adam?.result && adam.result.low <= adam.result.median && adam.result.median <= adam.result.high,
  ).toBe(true);
  expect(adam?.trials[1]?.score.median).toBeGreaterThan(adam?.trials[3]?.score.median ?? 1);
});

test('searched beside the rate, optimizers share the points of what both have', () => {
  const spec = specOf({
    optimizers: [{ optimizer: 'momentum' }, { optimizer: 'nesterov' }, { optimizer: 'adam' }],
    compare: { trials: 6, search: ['momentum', { setting: 'beta2', from: 0.9, to: 0.999 }] },
  });
  const [planned] = nextRaces(firstState(spec));
  const of = (entrant: number) =>
    planned?.entries.filter((entry) => entry.entrant === entrant).map(({ trial }) => trial) ?? [];
  expect(of(0).map(({ settings }) => settings)).toEqual(of(1).map(({ settings }) => settings));
  expect(of(0)).toHaveLength(6);
  expect(new Set(of(0).map(({ settings }) => settings['momentum'])).size).toBe(6);
  expect(Object.keys(of(2)[0]?.settings ?? {})).toEqual(['beta2']);
  for (const { settings } of of(2)) {
    expect(settings['beta2']).toBeGreaterThanOrEqual(0.9);
    expect(settings['beta2']).toBeLessThanOrEqual(0.999);
  }
  expect(planned?.experiment.optimizers[0]?.hyperparameters).toEqual(of(0)[0]?.settings);
});

test('on several problems each is tuned and judged by itself, and a profile sums up', () => {
  const spec = specOf({
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    compare: { ...onDigits.compare, problems: [{ data: 'iris', hidden: [8] }] },
  });
  const lossOf: LossOf = (run) => {
    const isIris = 'data' in run.problem && run.problem.data === 'iris';
    const own = run.optimizer === (isIris ? 'sgd' : 'adam') ? 0 : 0.2;
    return 0.1 + own + 0.05 * Math.abs(Math.log10(rateOf(run) / 0.001));
  };
  const sheet = sheetOf(completed(spec, lossOf), false, null);
  expect(sheet.problems.map(({ entrants }) => entrants.map(({ verdict }) => verdict))).toEqual([
    ['worse', 'best'],
    ['best', 'worse'],
  ]);
  expect(sheet.profile.map(({ name, share }) => [name, share[0], share.at(-1)])).toEqual([
    ['SGD', 0.5, 1],
    ['Adam', 0.5, 1],
  ]);
  expect(sheet.title).toBe('Fair comparison · 2 problems');
});

test('the runs of a trial, and those on fresh seeds, are found in their races', () => {
  const spec = specOf({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] });
  const state = completed(spec, bestAt({ sgd: 0.001, adam: 0.001 }));
  const found = shownTargets(state, { problem: 0, entrant: 1, trial: 2 });
  expect(found).toHaveLength(2);
  for (const { race, run } of found) {
    const spec = state.races.find((each) => each.race.id === race)?.race.runs[run]?.spec;
    expect(spec).toMatchObject({ optimizer: 'adam', hyperparameters: { lr: 0.00316 } });
  }
  expect(shownTargets(state, { problem: 0, entrant: null, trial: null })).toHaveLength(18);
  expect(shownTargets(state, { problem: 1, entrant: null, trial: null })).toEqual([]);
});
