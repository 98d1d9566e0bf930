/** Lesson 9, on what to use when: its numbers, and what its words say of them. Networks on both builds of the kernels. */
import { describe, expect, test } from 'vitest';
import { readText } from '../../../core/experiment/text/readText.ts';
import type { ComparisonSheet } from '../../../core/fairComparison/comparisonSheet.ts';
import { ranked } from '../../../core/fairComparison/ranked.ts';
import { checkDefence } from '../../../core/lesson/exercise/checkDefence.ts';
import { parseExercise } from '../../../core/lesson/exercise/parseExercise.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { bestCell } from '../../../core/map/mapMeasure.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { builds, kernelsOf } from '../engine/networkTools.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { comparisonIn, entrantIn, sheetIn } from './lessonComparisons.ts';
import { mapIn } from './lessonMaps.ts';
import { experimentIn, holdNumbers, runsOf, textOf } from './shipped.ts';

const text = textOf('9-what-to-use.lesson.md');
const heldOut = (run: RecordedRun | undefined) => run?.evaluation?.loss ?? Number.NaN;
const fiveSeeds = { from: 0, count: 5 };
const onDigits = { problem: { data: 'digits', hidden: [32], validation: 0.2 }, epochs: 15, lr: [0.01] };
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const says = (sentence: string) => expect(text).toContain(sentence);
const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

/** What the default takes off a weight without a gradient, in percent. */
const takenOff = (steps: number) => 100 * (1 - (1 - 0.001 * 0.01) ** steps);

const computed: Readonly<Record<string, unknown>> = {
  '1797': findDataset('digits')?.rows,
  '442': findDataset('diabetes')?.rows,
  '675': 15 * Math.ceil((1797 - Math.round(0.2 * 1797)) / 32),
  '0.7': (675 * 0.001).toFixed(1),
  '1': takenOff(675).toFixed(0),
  '15': 5 * 3,
  '0.99999': 1 - 0.001 * 0.01,
  '63': takenOff(100_000).toFixed(0),
};

test.each(Object.entries(computed))('%s comes out', (stated, found) => {
  expect(String(found)).toBe(stated);
});

describe.each(builds)('lesson 9 with the build %s', async (build) => {
  const kernels = kernelsOf(build);
  const record = (experiment: unknown) => recordAll(createRunners(experiment, { kernels }));
  const runsIn = (id: string) => record(experimentIn(text, id).value);
  const lossesIn = async (id: string) => (await runsIn(id)).map(heldOut);

  test('the default is last on digits, and comes close when it runs longer', async () => {
    const runs = await runsIn('default');
    expect(runs.map(({ state }) => state.stepsDone)).toEqual([675, 675, 675]);
    const [sgd, momentum, adamw] = runs.map((run) => heldOut(run).toFixed(2));
    says(`AdamW is last, at ${adamw}. Plain descent ends at ${sgd}, momentum at ${momentum}.`);
    const [longer] = await record({
      ...onDigits,
      optimizers: [{ optimizer: 'adamw' }],
      lr: [0.001],
      epochs: 60,
    });
    says(`Give it 60 passes in place of 15, and it ends at ${heldOut(longer).toFixed(2)}.`);
    says(`In 675 steps on digits it came to ${adamw}, ten times the rate to`);
  });

  test('the rate makes a factor of 30, the name one of 1.1', async () => {
    const losses = await lossesIn('rates-on-digits');
    const [momentum, adamw] = [losses.slice(0, 4), losses.slice(4)];
    const [slowest = 0, , tenth = 0] = adamw;
    const ofRate = (slowest / tenth).toFixed(0);
    says(
      `at ${slowest.toFixed(1)} with a rate of 0.0001 and at ${tenth.toFixed(2)} with 0.01: a factor of ${ofRate}.`,
    );
    says(`momentum ends at ${momentum[3]?.toFixed(2)} with 0.1, AdamW at ${tenth.toFixed(2)} with 0.01.`);
    says(`ten times the rate to ${tenth.toFixed(2)}.`);
    const best = [Math.min(...momentum), Math.min(...adamw)] as const;
    expect(best).toEqual([momentum[3], adamw[2]]);
    const ofName = (best[1] / best[0]).toFixed(1);
    says(`That is a factor of ${ofName}, and another seed`);
    says(`AdamW's rate made a factor of ${ofRate}, the choice between momentum and AdamW one of ${ofName}.`);
    for (const each of [momentum, adamw]) expect(each.filter((loss) => loss < 0.25)).toHaveLength(2);
    // The default, 0.001, is one of the two.
    expect(adamw[1]).toBeLessThan(0.25);
    const younger = await lossesIn('younger');
    for (const seeds of [younger.slice(0, 3), younger.slice(3, 6)])
      expect(spread(seeds)).toBeGreaterThan(best[1] - best[0]);
  });

  test('it is the same on spirals', async () => {
    const losses = await lossesIn('rates-on-spirals');
    for (const each of [losses.slice(0, 4), losses.slice(4)]) {
      expect(each.filter((loss) => loss < 0.05)).toHaveLength(2);
      says(
        `two rates each that end below 0.05, and the better of the two at a loss of ${Math.min(...each).toFixed(3)}.`,
      );
    }
    says(`The default of AdamW isn't among them. It ends at ${losses[5]?.toFixed(2)}.`);
  });

  test('AdamW ends higher than Adam, by less than 1 %', async () => {
    const [adam = 0, adamw = 0] = await lossesIn('adam-or-adamw');
    expect(adamw / adam).toBeGreaterThan(1);
    expect(adamw / adam).toBeLessThan(1.01);
  });

  test('on the table one fails gently, and both learn by heart', async () => {
    const runs = await runsIn('your-own');
    const [momentum = 0, faster = 0, fastest = 0, adamw = 0, faster2 = 0, fastest2 = 0] = runs.map(heldOut);
    for (const slow of [momentum, adamw]) says(`both end at about ${slow.toFixed(1)} with the rate 0.001`);
    says(`AdamW at 0.1 ends at ${fastest2.toFixed(1)}.`);
    says(`at ${fastest2.toFixed(1)} against ${fastest.toFixed(0)} on the diabetes table`);
    expect(Math.min(momentum, faster, fastest, adamw, faster2, fastest2)).toBe(momentum);
    says(`Momentum at 0.1, the best on digits, ends at about ${fastest.toFixed(0)}.`);
    const { validation } = prepareDataset(sharedDataset('diabetes'), { validation: 0.2, standardize: true });
    const average = mean([...(validation?.targets ?? [])].map((target) => target ** 2));
    says(`to say the average has a loss of ${average.toFixed(0)}.`);
    for (const slow of [0, 3]) {
      const [before, after] = [runs[slow], runs[slow + 1]];
      expect(after?.means.at(-1)).toBeLessThan(before?.means.at(-1) ?? 0);
      expect(heldOut(after)).toBeGreaterThan(0.6);
    }
  });

  test('Lion needs a tenth of the rate', async () => {
    const lion = [{ optimizer: 'lion', lr: [0.01, 0.001] }, { optimizer: 'adamw' }];
    const losses = (await record({ ...onDigits, optimizers: lion, seed: fiveSeeds })).map(heldOut);
    expect(Math.min(...losses.slice(0, 5))).toBeGreaterThan(0.1);
    expect(losses.slice(5).filter((loss) => loss < 0.04 || loss > 0.06)).toEqual([]);
  });

  test('the mean of weights does as well as a cosine, at a rate that is too much for AdamW', async () => {
    const cosine = { name: 'CosineAnnealingLR', T_max: 15 };
    const fast = [
      { optimizer: 'schedulefree' },
      { optimizer: 'adamw' },
      { optimizer: 'adamw', schedule: cosine },
    ];
    const losses = (await record({ ...onDigits, optimizers: fast, lr: [0.03], seed: fiveSeeds })).map(
      heldOut,
    );
    const [averaged = 0, alone, scheduled = 0] = [0, 5, 10].map((at) => mean(losses.slice(at, at + 5)));
    says(`At 0.03 it ends at ${averaged.toFixed(2)}, on average over five seeds`);
    says(`AdamW comes to ${scheduled.toFixed(2)}, too.`);
    expect(alone).toBeGreaterThan(0.05);
  });

  test('no order is to be seen with three seeds', async () => {
    const losses = await lossesIn('younger');
    expect(losses.filter((loss) => loss < 0.03 || loss > 0.06)).toEqual([]);
    const optimizers = [0, 3, 6, 9, 12].map((at) => losses.slice(at, at + 3));
    for (const each of optimizers) {
      expect(spread(each)).toBeGreaterThan(0.0095);
      expect(spread(each)).toBeLessThan(0.0205);
    }
    const firsts = [0, 1, 2].map((seed) => {
      const ofSeed = optimizers.map((each) => each[seed] ?? 0);
      return ofSeed.indexOf(Math.min(...ofSeed));
    });
    expect(new Set(firsts).size).toBeGreaterThan(1);
    const [momentum = [], , , , sam = []] = optimizers;
    for (const loss of [...momentum, ...sam]) expect(['0.04', '0.05']).toContain(loss.toFixed(2));
  });
});

describe.each(builds)('the fair comparisons with the build %s', async (build) => {
  const digits = await comparisonIn(text, 'fair-digits', build);
  const spirals = await comparisonIn(text, 'fair-spirals', build);
  const [onDigitsToo, onSpirals] = [sheetIn(digits), sheetIn(spirals)];
  const words: Readonly<Record<string, string>> = {
    ...{ best: 'best', worse: 'worse' },
    'not established': 'not established',
  };

  test.each([
    ['Momentum', 3, 5],
    ['AdamW', 3, 5],
    ['Lion', 3, 5],
    ['Schedule-Free AdamW', 3, 7],
    ['SAM', 3, 3],
  ])('%s has its row in the guide', (name, digitsDecimals, spiralsDecimals) => {
    const cells = ([sheet, decimals]: readonly [ComparisonSheet, number]) => {
      const { trials, best, result, verdict } = entrantIn(sheet, name);
      return [trials[best ?? -1]?.lr, result?.median.toFixed(decimals), words[verdict]];
    };
    const said = name === 'SAM' ? 'SAM, half the passes' : name.replace('Free', 'free');
    const [digitsTable = '', spiralsTable = ''] = text.split('| On ').slice(1);
    expect(digitsTable).toContain(`| ${[said, ...cells([onDigitsToo, digitsDecimals])].join(' | ')} |`);
    expect(spiralsTable).toContain(`| ${[said, ...cells([onSpirals, spiralsDecimals])].join(' | ')} |`);
  });

  test('the words say of them what came out', () => {
    expect(onDigitsToo.problems[0]?.headline).toBe(
      'AdamW comes first; that Momentum, Schedule-Free AdamW and SAM are worse is not established. Lion is worse.',
    );
    expect(onSpirals.problems[0]?.headline).toBe(
      'Schedule-Free AdamW wins: Momentum, AdamW, Lion and SAM are worse on fresh seeds.',
    );
    const placesOf = (sheet: ComparisonSheet) =>
      ranked(sheet.problems[0]?.entrants ?? [], false).map(({ name }) => name);
    expect(placesOf(onDigitsToo).slice(0, 2)).toEqual(['AdamW', 'Schedule-Free AdamW']);
    expect(placesOf(onSpirals)[0]).toBe('Schedule-Free AdamW');
    expect(placesOf(onSpirals)[3]).toBe('AdamW');
    for (const { name, result } of onSpirals.problems[0]?.entrants ?? [])
      expect((result?.median ?? 1) < 0.001).toBe(name !== 'SAM');
    const sam = digits.spec.entrants.find(({ name }) => name === 'SAM');
    says(`and so it gets ${sam?.length} passes in place of ${digits.spec.length}.`);
    const rateOf = (sheet: ComparisonSheet, name: string) => {
      const { trials, best } = entrantIn(sheet, name);
      return trials[best ?? -1]?.lr ?? Number.NaN;
    };
    const ratio = (sheet: ComparisonSheet) => rateOf(sheet, 'AdamW') / rateOf(sheet, 'Lion');
    expect([ratio(onSpirals), ratio(onDigitsToo)].map(Math.round)).toEqual([3, 32]);
    expect(rateOf(onDigitsToo, 'AdamW')).toBeGreaterThan(0.01);
  });
});

describe('the map of one seed', () => {
  const exercise = parseLesson(text).cells.find((cell) => 'id' in cell && cell.id === 'defend-a-run');
  const { exercise: read } = parseExercise(exercise?.text ?? '');
  const defence = read?.kind === 'defend' ? read : null;

  test.each(builds)(
    'has its best at the edge, with neighbours twice as slow, with the build %s',
    async (build) => {
      const map = mapIn(text, 'one-seed', build);
      // Smaller rates take more steps.
      const grid = await map.grid((rate) => rate > 0.09);
      const best = bestCell(grid, 'forGood') ?? -1;
      const [rate, momentum] = map.valuesOf(best);
      expect([rate, momentum.toFixed(2)]).toEqual([3, '0.26']);
      says(`with a rate of ${rate} and a momentum of ${momentum.toFixed(2)}, and needs fewer than 40 steps.`);
      const steps = grid.forGood[best] ?? 0;
      expect(steps).toBeLessThan(40);
      expect(grid.forGood[best - 1]).toBeGreaterThan(2 * steps);
      for (const slow of [0.003, 0.01, 0.05])
        expect((await map.score(slow, 0.9)).forGood || Number.POSITIVE_INFINITY).toBeGreaterThan(100);
    },
  );

  test('its best doesn’t hold with other seeds, and the solution does', async () => {
    if (!defence) return expect.fail();
    const map = mapIn(text, 'one-seed', 'float64');
    const { experiment, settings, seeds, loss } = defence;
    // It is the very run of the map, but for the seed.
    expect(experimentIn(text, 'one-seed').value).toMatchObject({ ...experiment, target: loss });
    expect([map.spec.x.setting, map.spec.y.setting]).toEqual(settings);
    expect(seeds).not.toContain(map.spec.run.seed);
    const bestCellAgain = map.rows.values.find((value) => value.toFixed(2) === '0.26') ?? 0;
    const best = await checkDefence(defence, [3, bestCellAgain]);
    expect(best).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(' 1 of 5 new seeds holds.'),
    });
    const solved = await checkDefence(defence, defence.solution);
    const [, first, last] = /from step (\d+) to (\d+) on\.$/.exec(solved.message) ?? [];
    says(`With a rate of 0.2 and a momentum of 0.8 all five do, from step ${first} to ${last} on.`);
    // As a hint says: fewer than 80 steps on the map.
    expect((await map.score(0.2, 0.8)).forGood).toBeLessThan(80);
  });
});

test('states no number that is neither computed nor a setting', () => {
  const tested = [
    '0.21',
    '0.09',
    '0.05',
    '0.07',
    '1.7',
    '0.06',
    '30',
    '1.1',
    '0.25',
    '0.16',
    '0.5',
    '2',
    '0.6',
    '0.04',
    '0.02',
    ...['0.26', '40', '54', '92'],
    ...['0.316', '0.0316', '0.125', '0.108', '0.146', '0.117', '0.133'],
    ...['0.00026', '0.00057', '0.00013', '0.0000071', '0.010'],
  ];
  // Of formulas, other lessons and the menu, a share, passes that are tested, a threshold and a number of steps, and notes.
  const given = [
    '80',
    '100,000',
    '0',
    '−1',
    '3',
    '4',
    '5',
    '6',
    '7',
    '9',
    '60',
    '2017',
    '2021',
    '2023',
    '2024',
  ];
  holdNumbers(text, computed, [...tested, ...given]);
});

test('the decay takes off less than 1 % in the race, and 63 % in 100,000 steps', () => {
  expect(takenOff(675)).toBeLessThan(1);
  expect(takenOff(100_000).toFixed(0)).toBe('63');
});

test('the cell for a table of one’s own takes it by what the words say', () => {
  const cell = parseLesson(text).cells.find((each) => 'id' in each && each.id === 'your-own');
  const lines = (cell?.text ?? '').split('\n').filter((line) => !line.includes('"data"'));
  const { value } = readText(lines.join('\n').replace('// ', ''));
  expect(value).toMatchObject({ problem: { csv: 'data/houses.csv', target: 'price' }, epochs: 30 });
});

test('has a rule to begin with that becomes Lion by what the lesson says', async () => {
  const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const done = start
    .replace('update\n', 'state m\n\nupdate\n')
    .replace('sign(g)', 'sign(beta1 * m + (1 - beta1) * g)')
    .replace('lr * direction\n', 'lr * direction\n  m = beta2 * m + (1 - beta2) * g\n');
  const [shipped, mine] = await runsOf(text, 'compare', done);
  expect(mine?.losses).toEqual(shipped?.losses);
  // It doesn't come to rest: its last steps are as long as its first.
  expect(Math.min(...(shipped?.losses.slice(150) ?? []))).toBeGreaterThan(0.001);
});
