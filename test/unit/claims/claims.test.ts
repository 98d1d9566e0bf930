import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimSchema } from '../../../core/claims/claimSchema.ts';
import { measureClaim } from '../../../core/claims/measure.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { runClaimInFull } from '../../../core/claims/runClaimInFull.ts';
import { judge } from '../../../core/claims/verdict.ts';

describe('a verdict', () => {
  test('of one number is whether it is as expected', () => {
    const verdictOf = (value: number, expected: Parameters<typeof judge>[1]) =>
      judge([value], expected).verdict;
    expect(verdictOf(1.01, { equals: 1, within: 0.01 })).toBe('reproduced');
    expect(verdictOf(1.02, { equals: 1, within: 0.01 })).toBe('not reproduced');
    expect(verdictOf(0.98, { equals: 1, within: 0.01 })).toBe('not reproduced');
    expect([0.5, 1, 1.5].map((value) => verdictOf(value, { below: 1 }))).toEqual([
      'reproduced',
      'not reproduced',
      'not reproduced',
    ]);
    expect([-0.5, 0, 0.5].map((value) => verdictOf(value, { above: 0 }))).toEqual([
      'not reproduced',
      'not reproduced',
      'reproduced',
    ]);
    expect(verdictOf(Number.POSITIVE_INFINITY, { above: 0 })).toBe('reproduced');
    expect(verdictOf(Number.NaN, { above: 0 })).toBe('not established');
    expect(judge([], { above: 0 }).verdict).toBe('not established');
    expect(judge([3], { above: 0 })).toEqual({ verdict: 'reproduced', measured: 3, interval: null });
  });

  test('of several has the interval of Student’s t, and says so where that is on both sides', () => {
    // R: t.test(c(1, 2, 3, 4, 5)) gives 1.036757 to 4.963243.
    const { measured, interval } = judge([1, 2, 3, 4, 5], { above: 0 });
    expect(measured).toBe(3);
    expect(interval?.map((bound) => Number(bound.toFixed(3)))).toEqual([1.037, 4.963]);
    expect(judge([1, 2, 3, 4, 5], { above: 1 }).verdict).toBe('reproduced');
    expect(judge([1, 2, 3, 4, 5], { above: 1.1 }).verdict).toBe('not established');
    expect(judge([1, 2, 3, 4, 5], { above: 5 }).verdict).toBe('not reproduced');
    expect(judge([1, 2, 3, 4, 5], { equals: 3, within: 1 }).verdict).toBe('not established');
    expect(judge([1, 2, 3, 4, 5], { equals: 3, within: 2 }).verdict).toBe('reproduced');
    expect(judge([2, 2, 2], { equals: 2, within: 0 }).verdict).toBe('reproduced');
    expect(judge([1, Number.POSITIVE_INFINITY], { above: 0 }).verdict).toBe('not established');
  });

  test('of very many takes the last quantile, which is on the safe side', () => {
    const many = Array.from({ length: 64 }, (_, i) => i % 2);
    const [low = 0, high = 0] = judge(many, { above: 0 }).interval ?? [];
    const half = Math.sqrt((64 * 0.25) / 63 / 64);
    expect((high - low) / 2 / half).toBeCloseTo(2.042, 9);
  });
});

const valley = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }],
  lr: [0.01],
  steps: 20,
  target: 1,
};
const valid = {
  ...{ title: 'T', claim: 'C.', source: { title: 'S' }, protocol: { experiment: valley } },
  values: { a: { run: 0, measure: 'final' }, b: { run: 1, measure: 'mean-step', axis: 1 } },
  statistic: { name: 'Both', formula: 'a + b' },
  ...{ expected: { above: 0 }, verdict: 'reproduced', finding: 'F.' },
};
const turns = {
  ...{ optimizer: 'sgd', slopes: { usual: -1, other: 3, every: 4 }, between: [-1, 1], steps: 8 },
};
const read = (value: unknown) => parseClaim(JSON.stringify(value));

describe('a file', () => {
  test.each<[unknown, string]>([
    [3, 'claim = 3 — expected an object'],
    [
      { ...valid, verdict: 'true' },
      'verdict = "true" — expected "reproduced" or "not reproduced" or "not established"',
    ],
    [{ ...valid, expected: { equals: 1 } }, 'expected.within = missing — expected a number'],
    [
      { ...valid, statistic: { name: 'N', formula: 'a + c' } },
      'statistic.formula = "a + c" — expected a formula of names that have a value: c has none',
    ],
    [
      { ...valid, constants: { a: 1 } },
      'values.a = {"run":0,"measure":"final"} — expected a name that no constant has',
    ],
    [
      { ...valid, values: { ...valid.values, a: { run: 2, measure: 'final' } } },
      'values.a.run = 2 — expected a number of a run, 0 to 1',
    ],
    [
      { ...valid, values: { ...valid.values, b: { run: 1, measure: 'mean-step' } } },
      'values.b.axis = missing — expected the number of a parameter, for "mean-step"',
    ],
    [
      { ...valid, values: { ...valid.values, a: { measure: 'final', axis: 0 } } },
      'values.a.axis = 0 — expected none, for "final"',
    ],
    [
      { ...valid, protocol: undefined },
      expect.stringMatching(/^values\.a = .* — expected a protocol that it is of$/),
    ],
    [
      { ...valid, protocol: { experiment: { ...valley, lr: [0] } } },
      expect.stringMatching(/^protocol\.experiment: lr\[0\] = 0 — expected a number above 0/),
    ],
    [
      { ...valid, protocol: { experiment: { ...valley, optimizers: [{ optimizer: './a.optimizer' }] } } },
      expect.stringContaining('expected a file that was read before'),
    ],
    [
      { ...valid, protocol: { optimizer: 'adm', scales: [1, 1], steps: 1, seeds: [0] } },
      expect.stringMatching(/^protocol\.optimizer = "adm" — expected one of .*did you mean 'adam'\?$/),
    ],
    [
      {
        ...valid,
        protocol: { optimizer: 'adam', settings: { beta1: 1 }, scales: [1, 1], steps: 1, seeds: [0] },
      },
      'protocol.settings.beta1 = 1 — expected 0 <= beta1 < 1',
    ],
    [
      { ...valid, protocol: { optimizer: 'adam', scales: [1, 1], steps: 1, seeds: [0] } },
      expect.stringMatching(/^values\.a = .*expected a measure of one of the parameters that have a scale$/),
    ],
    [
      { ...valid, protocol: turns },
      'values.a = {"run":0,"measure":"final"} — expected a measure of the one parameter, 0',
    ],
    [
      { ...valid, protocol: { ...turns, between: [1, 1] } },
      'protocol.between = [1,1] — expected two numbers, the lower one first',
    ],
  ])('%j', (value, message) => {
    const { claim, faults } = read(value);
    expect(faults[0]?.message).toEqual(message);
    expect(claim).toBeNull();
  });

  test('that is documented holds, and all fields are named', async () => {
    const text = readFileSync(new URL('../../../docs/claim-files.md', import.meta.url), 'utf8');
    const [, block = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
    const { claim, faults } = parseClaim(block);
    expect(faults).toEqual([]);
    expect(claim && (await runClaimInFull(claim)).isAsWritten).toBe(true);
    for (const field of Object.keys(claimSchema.shape)) expect(text, field).toContain(field);
    for (const measure of claimSchema.shape.values.unwrap().valueType.shape.measure.options)
      expect(text, measure).toContain(`\`${measure}\``);
  });
});

describe('is measured', () => {
  const measuredOf = async (value: object, formula: string, protocol: object = { experiment: valley }) => {
    const { claim, faults } = read({
      ...valid,
      protocol,
      values: { a: value },
      statistic: { name: 'N', formula },
    });
    expect(faults).toEqual([]);
    if (!claim) throw new TypeError('expected a claim');
    return runClaimInFull(claim);
  };
  const one = async (value: object) => (await measuredOf(value, 'a')).measured;

  test('by what runs come to', async () => {
    const sgd = 0.99 ** 20;
    expect(await one({ measure: 'coordinate', axis: 1 })).toBeCloseTo(10 * sgd, 12);
    expect(await one({ measure: 'final' })).toBeCloseTo(50 * sgd ** 2, 10);
    expect(await one({ measure: 'distance' })).toBeCloseTo(10 * sgd, 12);
    expect(await one({ measure: 'mean-step', axis: 1 })).toBeCloseTo((10 - 10 * sgd) / 20, 12);
    expect(await one({ measure: 'last-step', axis: 1 })).toBeCloseTo(0.1 * 0.99 ** 19, 12);
    expect(await one({ measure: 'sign-changes', axis: 0 })).toBe(0);
    expect(await one({ run: 1, measure: 'sign-changes', axis: 0 })).toBeGreaterThan(3);
    expect(await one({ measure: 'diverged' })).toBe(0);
    expect(await one({ measure: 'first' })).toBe(Number.POSITIVE_INFINITY);
    const unstable = { experiment: { ...valley, lr: [0.03], steps: 200 } };
    expect((await measuredOf({ measure: 'diverged' }, 'a', unstable)).measured).toBe(1);
  });

  test('by the sharpness at the end, over all rows whatever the batches are', async () => {
    expect(await one({ measure: 'sharpness' })).toBeCloseTo(100, 5);
    const experiment = {
      problem: { data: 'moons', hidden: [3] },
      optimizers: [{ optimizer: 'sgd' }],
      ...{ lr: [1e-12], epochs: 1, batch_size: [16, 'full'] },
    };
    const [small, full] = await Promise.all(
      [0, 1].map(
        async (run) => (await measuredOf({ run, measure: 'sharpness' }, 'a', { experiment })).measured,
      ),
    );
    expect(small).toBeGreaterThan(0.1);
    expect(small).toBeCloseTo(full ?? Number.NaN, 6);
  });

  test('by the last evaluation, on held-out rows', async () => {
    const problem = { data: 'moons', hidden: [4], validation: 0.5 };
    const experiment = { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 3 };
    const found = await measuredOf({ measure: 'evaluated' }, 'a', { experiment });
    expect(found.measured).toBe(found.runs[0]?.judged.evaluations.at(-1)?.loss);
    expect(found.measured).not.toBe((await measuredOf({ measure: 'final' }, 'a', { experiment })).measured);
  });

  test('on two slopes by turns, kept between two bounds', async () => {
    const slopes = { usual: -1, other: 3, every: 4 };
    const protocol = { optimizer: 'sgd', settings: { lr: 0.1 }, slopes, between: [-0.25, 1], steps: 8 };
    const at = async (steps: number) =>
      (await measuredOf({ measure: 'coordinate', axis: 0 }, 'a', { ...protocol, steps })).measured;
    const found = await Promise.all([1, 2, 3, 4, 5].map(at));
    for (const [i, expected] of [-0.25, -0.15, -0.05, 0.05, -0.25].entries())
      expect(found[i]).toBeCloseTo(expected, 12);
  });

  test('and tells how far it is', async () => {
    const { claim } = read(valid);
    const shares: number[] = [];
    if (!claim) throw new TypeError('expected a claim');
    const { runs } = await runClaimInFull(claim, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0.5, 1]);
    expect(runs.map(({ label }) => label)).toEqual(['SGD', 'Momentum']);
  });

  test('seed by seed on gradients of chance, with no runs to show', async () => {
    const { claim } = read({
      ...valid,
      protocol: { optimizer: 'sgd', scales: [1], steps: 2, seeds: [1, 2, 3, 4] },
      values: { a: { measure: 'coordinate', axis: 0 } },
      statistic: { name: 'N', formula: 'a' },
    });
    if (!claim) throw new TypeError('expected a claim');
    const shares: number[] = [];
    const { runs, samples } = await runClaimInFull(claim, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    expect(runs).toEqual([]);
    expect((await runClaimInFull(claim, {})).samples).toEqual(samples);
  });

  test('without a protocol, by its constants alone', async () => {
    const { claim } = read({
      ...valid,
      ...{ protocol: undefined, constants: { a: 3 }, values: {} },
      statistic: { name: 'N', formula: '2 * a' },
    });
    expect(claim && (await runClaimInFull(claim))).toMatchObject({ measured: 6, samples: [6], runs: [] });
    if (!claim) throw new TypeError('expected a claim');
    // There is nothing that a value could be of.
    const [measureOf] = (await measureClaim(claim)).seeds;
    expect(measureOf?.({ run: 0, measure: 'final' })).toBeNaN();
  });

  test('with each seed by itself, the runs counted without them', async () => {
    const experiment = {
      problem: { data: 'moons', hidden: [] },
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
      lr: [0.1],
      epochs: 1,
      seed: [0, 1, 2],
    };
    const sgd = await measuredOf({ run: 0, measure: 'final' }, 'a', { experiment });
    const adam = await measuredOf({ run: 1, measure: 'final' }, 'a', { experiment });
    expect(new Set([...sgd.samples, ...adam.samples]).size).toBe(6);
    expect(sgd.samples).toHaveLength(3);
    expect(sgd.interval).not.toBeNull();
    expect(sgd.verdict).toBe('reproduced');
    const { claim } = read({
      ...valid,
      protocol: { experiment },
      values: { a: { run: 2, measure: 'final' } },
      statistic: { name: 'N', formula: 'a' },
    });
    expect(claim).toBeNull();
  });

  test('on gradients of chance, the same ones for the same seed', async () => {
    const protocol = {
      optimizer: 'sgd',
      settings: { lr: 1 },
      scales: [1, 100],
      steps: 2000,
      seeds: [3, 3, 4],
    };
    const { samples } = await measuredOf({ measure: 'mean-step', axis: 1 }, 'a', protocol);
    expect(samples[0]).toBe(samples[1]);
    expect(samples[0]).not.toBe(samples[2]);
    // The mean of the absolute value of a normal number is the root of 2 / π.
    expect(samples[0]).toBeGreaterThan(95 * Math.sqrt(2 / Math.PI));
    expect(samples[0]).toBeLessThan(105 * Math.sqrt(2 / Math.PI));
  });

  test('and says where the verdict of the file is another', async () => {
    const { claim } = read({ ...valid, verdict: 'not reproduced' });
    expect(claim && (await runClaimInFull(claim)).isAsWritten).toBe(false);
  });
});
