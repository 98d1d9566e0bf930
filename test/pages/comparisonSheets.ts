/** Sheets of fair comparisons, as of four optimizers on the digits: while they are tuned, judged, stopped, done, and on two problems. */
import type {
  ComparisonSheet,
  EntrantVerdict,
  SheetBand,
  SheetEntrant,
  SheetJudge,
  SheetProblem,
  SheetTrial,
} from '../../core/fairComparison/comparisonSheet.ts';
import type { ToComparison } from '../../core/protocol/fairComparison.ts';
import { createRandom } from '../../core/random.ts';

export const lossJudge: SheetJudge = {
  ...{ kind: 'final loss', label: 'Final loss', isMoreBetter: false, target: null },
  ...{ tuned: 'final validation loss', judged: 'final test loss' },
};

const noBand: SheetBand = { x: [], median: [], low: [], high: [] };
const none = { median: Number.NaN, low: Number.NaN, high: Number.NaN };

interface Facts {
  readonly name: string;
  readonly color: number;
  readonly scores: readonly number[];
  readonly result: number;
  readonly steps: number;
  /** Mean, low and high of the differences to the best; null: it is the best. */
  readonly behind: readonly [number, number, number, p: number] | null;
  readonly verdict: EntrantVerdict;
  readonly words: string;
}

const facts: readonly Facts[] = [
  {
    ...{
      name: 'SGD',
      color: 0,
      scores: [2.3, 2.1, 1.7, 0.86, 0.34, 0.17, 0.121],
      result: 0.1206,
      steps: 185,
    },
    ...{ behind: [0.0268, 0.0105, 0.0437, 0.00195], verdict: 'worse' },
    words: 'Worse; at the edge of its rates, may improve',
  },
  {
    ...{
      name: 'Momentum',
      color: 1,
      scores: [1.7, 0.86, 0.34, 0.16, 0.112, 0.13, 12],
      result: 0.1123,
      steps: 175,
    },
    ...{ behind: [0.0185, 0.0016, 0.0318, 0.0312], verdict: 'worse', words: 'Worse' },
  },
  {
    ...{
      name: 'RMSProp',
      color: 3,
      scores: [0.45, 0.17, 0.107, 0.2, 2.1, 6.8, 22],
      result: 0.107,
      steps: 150,
    },
    ...{ behind: [0.0128, -0.004, 0.0297, 0.24], verdict: 'not established' },
    words: 'Not established; 12 more seeds would tell at this spread',
  },
  {
    ...{
      name: 'Adam',
      color: 4,
      scores: [0.66, 0.21, 0.115, 0.1, 0.29, 1.2, 7.6],
      result: 0.1002,
      steps: 140,
    },
    ...{ behind: null, verdict: 'best', words: 'Best of the four' },
  },
];

const rates = [0.001, 0.00316, 0.01, 0.0316, 0.1, 0.316, 1];

export function trialOf(lr: number, score: number, change: Partial<SheetTrial> = {}): SheetTrial {
  return {
    ...{ lr, others: '', diverged: 0, done: 3, total: 3, isAdded: false },
    score: { median: score, low: score * 0.94, high: score * 1.08 },
    ...change,
  };
}

/** A loss that falls over 270 steps, and its middle half. */
function curveOf(end: number, seed: number): SheetBand {
  const random = createRandom(seed);
  const x = Array.from({ length: 55 }, (_, i) => 5 * i);
  const median = x.map(
    (step) => (end + (2.3 - end) * Math.exp(-step / 24)) * Math.exp(0.09 * random.normal()),
  );
  return {
    ...{ x, median },
    low: median.map((value) => value * 0.9),
    high: median.map((value) => value * (1.08 + 0.1 * random.uniform())),
  };
}

/** The best of the first trials, where each order of them is as likely. */
function bestSoFarOf(scores: readonly number[]): SheetBand {
  const best = Math.min(...scores);
  const x = scores.map((_, i) => i + 1);
  const median = x.map((n) => best * (1 + 4 / n ** 2 - 4 / scores.length ** 2));
  return {
    ...{ x, median },
    low: median.map((value) => best + (value - best) * 0.4),
    high: median.map((value) => best + (value - best) * 2),
  };
}

function entrantOf(
  { name, color, scores, result, steps, behind, verdict, words }: Facts,
  seed: number,
): SheetEntrant {
  const best = scores.indexOf(Math.min(...scores));
  const [mean = 0, low = 0, high = 0, p = 1] = behind ?? [];
  const isSaid = verdict === 'worse' || verdict === 'best';
  const verdictOfPairs = verdict === 'worse' ? 'worse' : 'not established';
  return {
    ...{ name, color, variant: 0, best, verdict, words, extensions: 0 },
    trials: scores.map((score, i) => trialOf(rates[i] ?? 1, score)),
    edge: best === scores.length - 1 ? 'highest' : null,
    bestSoFar: bestSoFarOf(scores),
    curve: curveOf(result, seed),
    stepsToShared: steps,
    result: { median: result, low: result * 0.95, high: result * 1.08, done: 10, diverged: 0, missed: 0 },
    behind: behind && {
      ...{
        pairs: 10,
        mean,
        low,
        high,
        p,
        verdict: verdictOfPairs,
        morePairs: isSaid ? 0 : 12,
        isBySign: false,
      },
    },
  };
}

export function entrantsDone(): readonly SheetEntrant[] {
  return facts.map((each, i) => entrantOf(each, i + 1));
}

/** A problem of which all is known. */
export function problemDone(change: Partial<SheetProblem> = {}): SheetProblem {
  return {
    name: '64-32-10 on Digits',
    headline:
      'Tuned alike, Adam and RMSProp come first; the 0.013 between them is not established. Momentum and SGD are worse, and the best rate of SGD is the largest tried.',
    lead: 'RMSProp is ahead with 1 trial, Adam from 2 on.',
    entrants: entrantsDone(),
    rows: { training: 1077, validation: 360, test: 360 },
    ...{ guessing: Math.log(10), sharedLoss: 0.13 },
    ...change,
  };
}

export function sheetDone(change: Partial<ComparisonSheet> = {}): ComparisonSheet {
  return {
    title: 'Fair comparison · 64-32-10 on Digits',
    budget: '6 epochs · 7 trials each on 3 seeds · judged on 10 fresh seeds',
    phase: 'done',
    progress: { done: 124, total: 124, secondsLeft: null },
    judge: lossJudge,
    unit: 'step',
    problems: [problemDone()],
    ...{ profile: [], profiled: 0 },
    notes: [
      'The same first weights and batches for all, seed by seed; batch size 32, 270 steps.',
      'Behind the best: the mean over the same 10 seeds; the interval is a BCa bootstrap over seeds of 9,999 draws.',
    ],
    ...{ confidence: 0.983, moreSeeds: 12, seeds: 10 },
    ...change,
  };
}

/** So many runs of 84 have ended: each optimizer tries its rates on three seeds. */
export function sheetTuning(done = 41): ComparisonSheet {
  const perEntrant = 21;
  const entrants = entrantsDone().map((entrant, place): SheetEntrant => {
    const ended = Math.min(perEntrant, Math.max(0, done - perEntrant * place));
    const trials = entrant.trials.map((trial, i): SheetTrial => {
      const seeds = Math.min(3, Math.max(0, ended - 3 * i));
      return { ...trial, done: seeds, score: seeds > 0 ? trial.score : none };
    });
    const known = trials.map(({ score }) =>
      Number.isNaN(score.median) ? Number.POSITIVE_INFINITY : score.median,
    );
    const least = Math.min(...known);
    return {
      ...entrant,
      ...{ trials, best: Number.isFinite(least) ? known.indexOf(least) : null, edge: null },
      bestSoFar: ended === perEntrant ? entrant.bestSoFar : noBand,
      ...{
        curve: noBand,
        stepsToShared: null,
        result: null,
        behind: null,
        verdict: 'open',
        words: ended > 0 ? 'Being tuned' : 'Waits',
      },
    };
  });
  const headline =
    'Each of the four tries 7 learning rates on the same 3 seeds. Nothing is said before all are judged.';
  return sheetDone({
    ...{ phase: 'tuning', progress: { done, total: 124, secondsLeft: 95 }, moreSeeds: null, seeds: 10 },
    problems: [problemDone({ headline, entrants, sharedLoss: null })],
  });
}

/** The first seeds have been judged on. */
export function sheetJudging(): ComparisonSheet {
  const entrants = entrantsDone().map(
    (entrant): SheetEntrant => ({
      ...entrant,
      ...{ verdict: 'open', words: 'Being judged', behind: null, stepsToShared: null },
      result: entrant.result && { ...entrant.result, done: 3 },
    }),
  );
  const headline = 'Judging the best rate of each on 10 fresh seeds.';
  return sheetDone({
    ...{ phase: 'judging', progress: { done: 96, total: 124, secondsLeft: 41 }, moreSeeds: null, seeds: 3 },
    problems: [problemDone({ headline, entrants, sharedLoss: null })],
  });
}

export function sheetStopped(): ComparisonSheet {
  return { ...sheetTuning(30), phase: 'stopped', progress: { done: 30, total: 124, secondsLeft: null } };
}

/** Judged by steps to a target that some miss; one has lost all of its runs; a grid was extended. */
export function sheetToTarget(): ComparisonSheet {
  const judge: SheetJudge = {
    ...{ kind: 'steps', label: 'Steps to 0.2', isMoreBetter: false, target: 0.2 },
    ...{ tuned: 'steps to 0.2 on validation rows', judged: 'steps to 0.2 on test rows' },
  };
  const infinite = Number.POSITIVE_INFINITY;
  const [sgd, momentum, rmsprop, adam] = entrantsDone();
  if (!sgd || !momentum || !rmsprop || !adam) throw new Error('four are expected');
  const steps = (entrant: SheetEntrant, scores: readonly number[], added = 0): SheetEntrant => {
    const trials = scores.map((score, i) =>
      trialOf(rates[i] ?? 10 ** ((i - 6) / 2), score, {
        isAdded: i >= scores.length - added,
        diverged: Number.isFinite(score) ? 0 : 2,
        score: { median: score, low: score * 0.9, high: score * 1.1 },
      }),
    );
    const best = scores.indexOf(Math.min(...scores));
    return {
      ...entrant,
      stepsToShared: null,
      trials,
      best,
      extensions: added,
      edge: null,
      bestSoFar: bestSoFarOf([60, 50, 40]),
    };
  };
  const bySign = (entrant: SheetEntrant) => entrant.behind && { ...entrant.behind, isBySign: true };
  const entrants: SheetEntrant[] = [
    {
      ...steps(sgd, [infinite, infinite, infinite, 260, 180, 120, 85, 80, infinite], 2),
      result: { median: 85, low: 80, high: infinite, done: 10, diverged: 0, missed: 3 },
      behind: bySign(sgd),
    },
    {
      ...steps(momentum, [infinite, 210, 150, 90, 75, 110, infinite]),
      result: { median: 75, low: 70, high: 80, done: 10, diverged: 0, missed: 0 },
      behind: momentum.behind && { ...momentum.behind, mean: 35, low: 22, high: 48 },
    },
    {
      ...steps(rmsprop, [infinite, infinite, infinite, infinite, infinite, infinite, infinite]),
      ...{ best: null, bestSoFar: noBand, curve: noBand, behind: null, verdict: 'failed' },
      result: { median: infinite, low: infinite, high: infinite, done: 10, diverged: 8, missed: 10 },
      words: 'Not judged; all of its runs diverged or missed the target',
    },
    {
      ...steps(adam, [180, 90, 60, 40, 55, 120, infinite]),
      result: { median: 40, low: 35, high: 45, done: 10, diverged: 1, missed: 0 },
    },
  ];
  const headline = 'Tuned alike, Adam comes first. SGD and Momentum are worse; RMSProp never gets there.';
  return sheetDone({
    judge,
    moreSeeds: null,
    problems: [problemDone({ headline, entrants, guessing: null, sharedLoss: null })],
  });
}

/** Two problems, and the profile over both. */
export function sheetOfTwo(): ComparisonSheet {
  const other = problemDone({
    name: '16-8-3 on Wine',
    headline: 'Tuned alike, nobody is worse than SGD with any certainty.',
    rows: { training: 106, validation: 36, test: 36 },
    ...{ guessing: Math.log(3), sharedLoss: 0.36 },
    entrants: entrantsDone().map(
      (entrant, i): SheetEntrant => ({
        ...entrant,
        curve: curveOf(0.3 + 0.02 * i, 20 + i),
        result: entrant.result && {
          ...entrant.result,
          median: 0.3 + 0.02 * i,
          low: 0.28 + 0.02 * i,
          high: 0.34 + 0.02 * i,
        },
        ...{
          behind: null,
          verdict: i === 0 ? 'best' : 'not established',
          words: i === 0 ? 'Best' : 'Not established',
        },
      }),
    ),
  });
  const profile = entrantsDone().map(({ name, color, variant }, i) => ({
    ...{ name, color, variant },
    x: i === 3 ? [1, 1.3] : [1 + 0.05 * i, 1.5 - 0.1 * i],
    share: [0.5, 1],
  }));
  const problems = [problemDone(), other];
  return sheetDone({ title: 'Fair comparison · 2 problems', problems, profile, profiled: 2 });
}

/** As many as the palette and its line styles tell apart, with names that are long or look like markup. */
export function sheetOfMany(): ComparisonSheet {
  const all = Array.from({ length: 27 }, (_, i): SheetEntrant => {
    const base = entrantOf(facts[i % 4] ?? { ...(facts[0] as Facts) }, 40 + i);
    const name =
      i === 0
        ? '<img src=x onerror=alert(1)>'
        : i === 1
          ? 'Nesterov’s accelerated gradient with everything that can be said about it in one name'
          : `Optimizer ${i}`;
    return { ...base, ...{ name, color: i % 12, variant: Math.floor(i / 12) } };
  });
  return sheetDone({ problems: [problemDone({ entrants: all, headline: '<b>Many</b> are compared.' })] });
}

/** As the extension sends it. @param race Of the first of its races, by which a comparison is known. */
export function comparisonOf(sheet: ComparisonSheet, race = 'race'): ToComparison {
  const races = [{ id: race, kind: 'tuning' as const, problem: 0, entries: [], seeds: [] }];
  return { type: 'sheet', place: { experiment: {}, csvFolder: null, looks: [10], races }, sheet };
}
