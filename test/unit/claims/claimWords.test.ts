/** What people read of claims, and what came of a test as it is told. */
import { describe, expect, test } from 'vitest';
import { expectedWords, measuredWords, protocolWords, sourceWords } from '../../../core/claims/claimWords.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { sheetOf } from '../../../core/claims/sheetOf.ts';
import { testClaim } from '../../../core/claims/testClaim.ts';

const valley = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  ...{ lr: [0.01], steps: 20, target: 40 },
};
const claimWith = (change: object = {}) => ({
  ...{ title: 'T', claim: 'C.', source: { title: 'S', authors: 'A et al.', year: 2020 } },
  protocol: { experiment: valley },
  values: { a: { measure: 'final' } },
  statistic: { name: 'Loss', formula: 'a' },
  ...{ expected: { equals: 1, within: 0.5 }, verdict: 'not reproduced', finding: 'F.' },
  ...change,
});
const parsed = (change: object = {}) =>
  parseClaim(JSON.stringify(claimWith(change))).claim ?? expect.fail('expected a claim');

describe('in words', () => {
  test.each([
    [() => expectedWords({ equals: -1, within: 0.03 }), '−1 ± 0.03'],
    [() => expectedWords({ equals: 4, within: 0 }), '4'],
    [() => expectedWords({ below: 1e-12 }), 'below 1e-12'],
    [() => expectedWords({ above: -2 }), 'above −2'],
    [() => measuredWords({ measured: 4, interval: null }), '4'],
    [() => measuredWords({ measured: -0.5, interval: null }), '−0.5000'],
    [() => measuredWords({ measured: Number.POSITIVE_INFINITY, interval: null }), '∞'],
    [() => measuredWords({ measured: Number.NaN, interval: null }), 'no number'],
    [() => measuredWords({ measured: 0.25, interval: [-1e-7, 0.5] }), '0.2500 (−1.000e-7 to 0.5000)'],
    [() => sourceWords({ title: 'S', authors: 'A et al.', year: 2020 }), 'A et al. 2020, S'],
    [() => sourceWords({ title: 'S' }), 'S'],
  ])('%s: %s', (words, expected) => {
    expect(words()).toBe(expected);
  });

  test('a protocol says what is run', () => {
    const wordsOf = (protocol: object | undefined) => {
      const values = protocol ? { a: { measure: 'last-step', axis: 0 } } : {};
      return protocolWords(
        parsed({ protocol, values, statistic: { name: 'N', formula: protocol ? 'a' : '1' } }),
      );
    };
    expect(wordsOf({ experiment: valley })).toBe('Ill-conditioned valley · SGD, Adam · lr 0.01 · 20 steps');
    expect(wordsOf({ optimizer: 'adam', scales: [1, 100], steps: 1, seeds: [0, 1] })).toBe(
      'Adam on normal gradients of size 1 and 100 · 1 step · 2 seeds',
    );
    const slopes = { usual: -10, other: 1010, every: 101 };
    expect(wordsOf({ optimizer: 'adam', slopes, between: [-1, 1], steps: 100_000 })).toBe(
      'Adam on a slope of 1010 and then 100 slopes of −10, by turns · kept between −1 and 1 · 100,000 steps',
    );
    expect(wordsOf(undefined)).toBe('A formula of constants: nothing is run');
  });

  test('a sheet has bounds where there are any', () => {
    expect(sheetOf(parsed())).toMatchObject({ low: 0.5, high: 1.5, expected: '1 ± 0.5', slow: false });
    expect(sheetOf(parsed({ expected: { above: 2 }, slow: true }))).toMatchObject({
      low: 2,
      high: null,
      slow: true,
    });
    expect(sheetOf(parsed({ expected: { below: 2 } }))).toMatchObject({ low: null, high: 2 });
  });
});

describe('a tested claim', () => {
  test('has its number, and its runs as curves', async () => {
    const { outcome, picture } = await testClaim(JSON.stringify(claimWith()));
    const loss = 50 * 0.99 ** 40;
    expect(outcome).toMatchObject({ verdict: 'not reproduced', interval: null, isAsWritten: true });
    expect(outcome.measured).toBeCloseTo(loss, 9);
    expect(outcome.samples).toEqual([outcome.measured]);
    expect(picture?.target).toBe(40);
    expect(
      picture?.runs.map(({ name, losses, ended, loss: last }) => [name, losses.length, ended, last]),
    ).toEqual([
      ['SGD', 21, true, outcome.measured],
      ['Adam', 21, true, expect.any(Number)],
    ]);
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
  });

  test('of several seeds has the runs of the first alone', async () => {
    const experiment = {
      problem: { data: 'moons', hidden: [] },
      ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.1, 0.2], epochs: 1, seed: [3, 4, 5] },
    };
    const { outcome, picture } = await testClaim(JSON.stringify(claimWith({ protocol: { experiment } })));
    expect(outcome.samples).toHaveLength(3);
    expect(outcome.interval).not.toBeNull();
    expect(picture?.runs).toHaveLength(2);
    expect(picture?.runs[0]?.loss).toBe(outcome.samples[0]);
  });

  test('without an experiment has no curves, and a number that is none is told as none', async () => {
    const formula = (text: string) =>
      JSON.stringify(claimWith({ protocol: undefined, values: {}, statistic: { name: 'N', formula: text } }));
    expect(await testClaim(formula('0 / 0'))).toEqual({
      outcome: {
        ...{ verdict: 'not established', measured: null, interval: null, samples: [null] },
        ...{ isAsWritten: false, words: 'no number' },
      },
      ...{ picture: null, sharpness: null },
    });
  });

  test('that is no claim says why', async () => {
    await expect(testClaim('{}')).rejects.toThrow('title = missing');
  });
});
