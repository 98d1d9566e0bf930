/** Lesson 7, on fair comparisons: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import type { ComparisonState } from '../../../core/fairComparison/comparisonState.ts';
import { valueOfQuantity } from '../../../core/lesson/exercise/quantity.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { asksNumber, readPrediction } from '../../../core/lesson/prediction.ts';
import { middleOf } from '../../../core/statistics/quantile.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { comparisonIn, completed, entrantIn, freshScores, sheetIn } from './lessonComparisons.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, textOf } from './shipped.ts';

const rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

/** Runs on the valley. */
const onValley = (optimizer: string, lr: readonly number[], steps: number, start = [1, 10]) =>
  recordAll(createRunners({ problem: { surface: 'valley', start }, optimizers: [{ optimizer }], lr, steps }));

/** Losses of the lesson's network at the end, one a seed. */
async function onCircles(optimizer: string, lr: number, from: number, count: number): Promise<number[]> {
  const runs = await recordAll(
    createRunners({
      ...{ problem: { data: 'circles', hidden: [4] }, optimizers: [{ optimizer }], lr: [lr] },
      ...{ batch_size: ['full'], seed: { from, count }, epochs: 200, evaluate_every: 200 },
      engine: 'float64',
    }),
  );
  return runs.map(lossOf);
}

const median = (values: readonly number[]) => middleOf(values).median;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const hanging = (losses: readonly number[]) => losses.filter((loss) => loss > 0.4).length;

/** How often one of two equals, whichever, wins at least so many of all. */
function byChance(won: number, all: number): number {
  let [ways, sum] = [1, 0];
  for (let k = 0; k <= all; k++) {
    if (k >= won) sum += ways;
    ways = (ways * (all - k)) / (k + 1);
  }
  return (2 * sum) / 2 ** all;
}

describe('lesson 7', async () => {
  const text = textOf('7-comparing.lesson.md');
  const [, momentum, , adam] = await runsOf(text, 'shared-rate');
  const [ownSgd, ownMomentum, ownRmsprop, ownAdam] = await runsOf(text, 'own-rates');
  const [below, , above, adamBelow, , adamAbove] = await runsOf(text, 'neighbours');
  const [longSgd, longMomentum, longRmsprop, longAdam] = await runsOf(text, 'longer');
  const long = longRmsprop?.losses ?? [];
  const lowest = long.indexOf(Math.min(...long));
  const [after400Momentum] = await onValley('momentum', [0.01], 400);
  const [after400Adam] = await onValley('adam', [1], 400);
  const [from9] = await onValley('rmsprop', [1], 1000, [1, 9]);
  const [from11] = await onValley('rmsprop', [1], 1000, [1, 11]);
  /** What the gradient across the valley is multiplied by in each step of RMSProp's long race, from the first on. */
  let v = 0;
  const rateAt = points(longRmsprop).map(([w0 = 0]) => {
    v = 0.99 * v + 0.01 * (100 * w0) ** 2;
    return 1 / Math.sqrt(v);
  });

  const oneSeed = await runsOf(text, 'one-seed');
  const otherSeeds = (await runsOf(text, 'other-seeds')).map(lossOf);
  const paired = (await runsOf(text, 'paired')).map(lossOf);
  const ten = (await runsOf(text, 'fresh-seeds')).map(lossOf);
  const fresh = {
    momentum: [...ten.slice(0, 10), ...(await onCircles('momentum', 1, 15, 20))],
    adam: [...ten.slice(10), ...(await onCircles('adam', 0.3, 15, 20))],
    slowAdam: await onCircles('adam', 0.1, 5, 30),
  };
  /** By pairs. */
  const adamWins = fresh.adam.map((loss, pair) => loss < (fresh.momentum[pair] ?? 0));
  const won = adamWins.filter(Boolean).length;
  /** Medians over the seeds 0 to 4. */
  const mediansOf = async (optimizer: string, ...some: readonly number[]) => {
    const found: number[] = [];
    for (const lr of some) found.push(median(await onCircles(optimizer, lr, 0, 5)));
    return found;
  };
  const signum = await mediansOf('signum', 0.01, 0.03, 0.1);
  const rmsprop = await mediansOf('rmsprop', 0.01, 0.03, 0.1);
  const done = [
    'name "My Signum"',
    'lr       = 0.01  in [0, inf)',
    'momentum = 0.9   in [0, 1)',
    'state m',
    'update',
    '  m = momentum * m + (1 - momentum) * g',
    '  p -= lr * sign(m)',
  ].join('\n');
  const entered = (await runsOf(text, 'enter', done)).map(lossOf);

  const judged = await comparisonIn(text, 'verdict', 'float64');
  const sheet = sheetIn(judged);
  const more = sheet.moreSeeds ?? 0;
  const extended = await completed({ ...judged, looks: [20, 20 + more] }, 'float64');
  const sgdJudged = entrantIn(sheet, 'SGD');
  const momentumJudged = entrantIn(sheet, 'Momentum');
  const rmspropJudged = entrantIn(sheet, 'RMSProp');
  const adamJudged = entrantIn(sheet, 'Adam');
  const hangingOf = (state: ComparisonState, name: string) =>
    freshScores(state, name).filter((loss) => loss > 0.2).length;

  const to3 = (run: RecordedRun | undefined) => lossOf(run).toPrecision(3);
  const computed: Readonly<Record<string, unknown>> = {
    '0.366': (0.99 ** 100).toFixed(3),
    '1.59e-8': to3(momentum),
    '32.7': to3(adam),
    '1.88e-61': to3(ownRmsprop),
    '2.33e-8': to3(ownAdam),
    '0.898': to3(ownSgd),
    '5.67e-8': to3(adamBelow),
    '1.98e-7': to3(adamAbove),
    '6.07': to3(below),
    '16.6': to3(longRmsprop),
    '9.32e-8': to3(longSgd),
    '−9': points(longRmsprop)[1]?.[0]?.toFixed(0).replace('-', '−'),
    '−900': (100 * (points(longRmsprop)[1]?.[0] ?? 0)).toFixed(0).replace('-', '−'),
    '0.0110': rateAt[1]?.toPrecision(3),
    '122': rateAt.findIndex((rate, step) => step > 0 && rate > 0.02) + 1,
    '121': lowest,
    '4.96e-86': long[lowest]?.toPrecision(3),
    '274': long.findIndex((loss, step) => step > lowest && loss > 1),
    '917': Math.max(...long.slice(lowest)).toFixed(0),
    '4.33e-60': from9?.losses[200]?.toPrecision(3),
    '16.7': to3(from9),
    '3.09e-47': to3(longAdam),
    '1.90e-44': to3(longMomentum),
    '4.86e-17': to3(after400Momentum),
    '5.13e-17': to3(after400Adam),
    '0.0120': to3(oneSeed[2]),
    '0.0211': to3(oneSeed[4]),
    '0.943': Math.max(...otherSeeds).toFixed(3),
    '0.423': ten[12]?.toFixed(3),
    '23': won,
    '0.0052': byChance(won, 30).toFixed(4),
    '0.0230': median(fresh.adam).toPrecision(3),
    '0.0294': median(fresh.momentum).toPrecision(3),
    '3': hanging(fresh.adam),
    '0.0422': mean(fresh.momentum).toPrecision(3),
    '0.0643': mean(fresh.adam).toPrecision(3),
    '0.0318': median(fresh.slowAdam).toPrecision(3),
    '2.02': Math.min(...entered).toFixed(2),
    '0.0354': signum[1]?.toPrecision(3),
    '0.0782': Math.min(...rmsprop).toPrecision(3),
    '0.0376': adamJudged.result?.median.toPrecision(3),
    '0.0388': momentumJudged.result?.median.toPrecision(3),
    '0.0871': rmspropJudged.result?.median.toPrecision(3),
    '0.116': sgdJudged.result?.median.toPrecision(3),
    '3.16': momentumJudged.trials[momentumJudged.best ?? -1]?.lr,
    '0.508': momentumJudged.behind?.mean.toPrecision(3),
    '7': hangingOf(judged, 'Momentum'),
    '9': Math.round(1000 * (momentumJudged.behind?.p ?? 0)),
    '63': more,
    '83': sheetIn(extended).seeds,
    '29': hangingOf(extended, 'Momentum'),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Starts, the curvature and its limit, thresholds, how many seeds, signs, other lessons and years.
    // Of the sweep of eight rates, 0.001 and 0.003.
    const given = [
      '0.001',
      '0.003',
      '−1',
      '0.2',
      '0.4',
      '2',
      '30',
      '100',
      '400',
      '1000',
      '2018',
      '2019',
      '2021',
      '2023',
    ];
    holdNumbers(text, computed, given);
  });

  test('has the best of eight rates for each, and is right about those that diverge', async () => {
    const best: Record<string, number | undefined> = {};
    const diverged: Record<string, number> = {};
    for (const optimizer of ['sgd', 'momentum', 'rmsprop', 'adam']) {
      const runs = await onValley(optimizer, rates, 200);
      const losses = runs.map((run) => (divergedAt(run) === null ? lossOf(run) : Number.POSITIVE_INFINITY));
      best[optimizer] = rates[losses.indexOf(Math.min(...losses))];
      diverged[optimizer] = runs.filter((run) => divergedAt(run) !== null).length;
      // All of those above the one that is best for plain descent.
      if (optimizer === 'sgd') expect(losses.slice(3).every((loss) => loss === Infinity)).toBe(true);
    }
    expect(best).toEqual({ sgd: 0.01, momentum: 0.01, rmsprop: 1, adam: 1 });
    expect(diverged).toMatchObject({ momentum: 4, adam: 0 });
  });

  test('has another winner in each race', () => {
    const winner = (runs: readonly (RecordedRun | undefined)[]) => {
      const losses = runs.map(lossOf);
      return losses.indexOf(Math.min(...losses));
    };
    expect(winner([ownSgd, ownMomentum, ownRmsprop, ownAdam])).toBe(2);
    expect(winner([longSgd, longMomentum, longRmsprop, longAdam])).toBe(3);
    expect(lossOf(after400Momentum)).toBeLessThan(lossOf(after400Adam));
    expect(lossOf(ownRmsprop) * 1e50).toBeLessThan(lossOf(ownMomentum));
    expect(to3(above)).toBe(to3(below));
    expect(to3(from11)).toBe(to3(from9));
    expect(from11?.losses[200]?.toPrecision(3)).toBe(to3(ownRmsprop));
    expect(winner(oneSeed)).toBe(2);
  });

  test('chooses rates by the median of five seeds', async () => {
    const [momentum1, adam03] = [median(paired.slice(0, 5)), median(paired.slice(5))];
    const [slow = 0] = await mediansOf('momentum', 0.3);
    expect(momentum1).toBeLessThan(Math.min(slow, median(otherSeeds)));
    expect(adam03).toBeLessThan(Math.min(...(await mediansOf('adam', 0.1, 1))));
    expect([Math.min(...signum), Math.min(...rmsprop)]).toEqual([signum[1], rmsprop[1]]);
    expect(Math.max(adam03, momentum1)).toBeLessThan(signum[1] ?? 0);
  });

  test('counts right, by pairs', () => {
    expect(otherSeeds.filter((loss) => loss < 0.02)).toHaveLength(2);
    expect(otherSeeds.filter((loss) => loss > 0.2)).toHaveLength(3);
    for (const pair of [0, 1, 2, 3, 4])
      expect(paired[5 + pair]).toBeLessThan(paired[pair] ?? Number.NEGATIVE_INFINITY);
    expect(adamWins.slice(0, 10)).toEqual([...Array(3).fill(false), ...Array(7).fill(true)]);
    expect(fresh.adam).toHaveLength(30);
    expect([hanging(fresh.momentum), hanging(fresh.slowAdam)]).toEqual([1, 0]);
    expect([byChance(5, 5), byChance(6, 6) < 0.05]).toEqual([1 / 16, true]);
  });

  test('is right about what fades in 100 steps, and in how many the rate has doubled', () => {
    expect((0.99 ** 100).toFixed(3)).toBe('0.366');
    expect(Math.sqrt(0.99 ** 100)).toBeGreaterThan(0.5);
    expect(0.99 ** (-138 / 2)).toBeCloseTo(2, 2);
  });

  test('has one verdict, which says what is not established, and with more seeds is', async () => {
    expect(sheet.problems[0]?.headline).toBe(
      'Adam comes first; that Momentum is worse is not established. SGD and RMSProp are worse.',
    );
    expect(sheetIn(extended).problems[0]?.headline).toBe(
      'Adam wins: SGD, Momentum and RMSProp are worse on fresh seeds.',
    );
    const verdicts = sheet.problems[0]?.entrants.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['worse', 'not established', 'worse', 'best']);
    const best = freshScores(judged, 'Adam');
    for (const name of ['SGD', 'RMSProp'])
      expect(freshScores(judged, name).every((loss, seed) => loss > (best[seed] ?? Infinity))).toBe(true);
    expect([hangingOf(judged, 'Adam'), hangingOf(extended, 'Adam')]).toEqual([0, 0]);
    expect(hangingOf(judged, 'Momentum')).toBeLessThan(10);
    // Its interval is above 0: what is missing is the test.
    expect(momentumJudged.behind?.low).toBeGreaterThan(0);
    expect(momentumJudged.behind?.p).toBeGreaterThan(1 - sheet.confidence);
    expect(momentumJudged.behind?.low).toBeGreaterThan(0);
    expect(momentumJudged.words).toBe(`Not established; about ${more} more seeds would tell`);
    expect(100 * sheet.confidence).toBeCloseTo(100 * (1 - 0.05 / 6 / 2), 9);
  });

  test('asks of how many it is established, which is as many as the comparison says', async () => {
    const cell = parseLesson(text).cells.find((each) => 'id' in each && each.id === 'how-many-worse');
    const read = readPrediction(cell?.text ?? '');
    if (!('prediction' in read) || !asksNumber(read.prediction)) return expect.fail();
    const worse = sheet.problems[0]?.entrants.filter(({ verdict }) => verdict === 'worse');
    expect(await valueOfQuantity(read.prediction.answer)).toBe(worse?.length);
  });

  test('is right about the rule that is entered', () => {
    expect(entered.map((loss) => loss.toFixed(2)).slice(2, 4)).toEqual(['2.02', '2.02']);
    expect(Math.min(...entered)).toBeGreaterThan(lossOf(ownSgd));
  });
});
