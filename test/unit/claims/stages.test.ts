/** Trainings in stages: what goes on from one to the next, and what is wrong with a file. */
import { describe, expect, test } from 'vitest';
import type { StagesProtocol } from '../../../core/claims/claim.ts';
import { protocolWords } from '../../../core/claims/claimWords.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { trainInStages } from '../../../core/claims/stages.ts';
import { wayName } from '../../../core/claims/stageWords.ts';
import { testClaim } from '../../../core/claims/testClaim.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';

const moons = findDataset('moons') ?? expect.fail('no moons');
const data = prepareDataset(moons.load(''), { validation: 0 });

const protocol = (change: Partial<StagesProtocol> = {}): StagesProtocol => ({
  ...{ problem: { data: 'moons', hidden: [3] }, optimizer: 'sgd', settings: {}, ways: [], seeds: [0] },
  ...change,
});
const stage = (epochs: number, batch_size: number | 'full', lr: number) => ({ epochs, batch_size, lr });
const claim = (change: object = {}, values: object = { a: { measure: 'final' } }, formula = 'a') =>
  JSON.stringify({
    ...{ title: 'T', claim: 'C.', source: { title: 'S' } },
    protocol: {
      ...protocol({ ways: [[stage(2, 10, 0.5), stage(1, 40, 0.5)], [stage(3, 10, 0.5)]], seeds: [3, 5] }),
      ...change,
    },
    ...{ values, statistic: { name: 'N', formula }, expected: { above: 0 } },
    ...{ verdict: 'reproduced', finding: 'F.' },
  });

describe('a training in stages', () => {
  test('has the steps of its batches, and the loss after each epoch', async () => {
    const { rows } = data.training;
    const way = await trainInStages(protocol(), [stage(2, 10, 0.5), stage(1, 40, 0.5)], { data, seed: 1 });
    const [small, large] = [10, 40].map((size) => Math.ceil(rows / size));
    expect(way.steps).toEqual([0, small, 2 * (small ?? 0), 2 * (small ?? 0) + (large ?? 0)]);
    expect(way.losses).toHaveLength(4);
    expect(way.losses.at(-1)).toBeLessThan(way.losses[0] ?? 0);
    expect(way.evaluated).toBeCloseTo(way.losses.at(-1) ?? Number.NaN, 12);
  });

  test('goes on with weights, state and count of steps: two stages of full batches are one of both', async () => {
    for (const optimizer of ['momentum', 'adam', 'nesterov']) {
      const whole = await trainInStages(protocol({ optimizer }), [stage(8, 'full', 0.05)], { data, seed: 2 });
      const parts = [stage(3, 'full', 0.05), stage(5, 'full', 0.05)];
      const cut = await trainInStages(protocol({ optimizer }), parts, { data, seed: 2 });
      expect(cut, optimizer).toEqual(whole);
    }
  });

  test('has the rate of a stage from its first step on', async () => {
    const still = 1e-12;
    const stages = [stage(1, 10, 0.5), stage(3, 'full', still)];
    const trained = await trainInStages(protocol(), stages, { data, seed: 1 });
    expect(trained.losses.at(-1)).toBeCloseTo(trained.losses[1] ?? Number.NaN, 9);
  });

  test('is the same for a seed, draws the rows anew in each stage, and takes the settings', async () => {
    const stages = [stage(1, 10, 0.5), stage(1, 10, 0.5)];
    const of = (seed: number, change: Partial<StagesProtocol> = {}) =>
      trainInStages(protocol(change), stages, { data, seed });
    expect(await of(1)).toEqual(await of(1));
    expect((await of(1)).losses).not.toEqual((await of(2)).losses);
    expect((await of(1, { settings: { momentum: 0.9 } })).losses).not.toEqual((await of(1)).losses);
    // Else it would see each batch a second time, as one stage of two epochs does not.
    const one = await trainInStages(protocol(), [stage(2, 10, 0.5)], { data, seed: 1 });
    const two = await of(1);
    expect(two.losses.slice(0, 2)).toEqual(one.losses.slice(0, 2));
    expect(two.losses[2]).not.toBe(one.losses[2]);
  });

  test('that is lost goes on no further, and is told', async () => {
    const lost = protocol({ problem: { data: 'polynomial', hidden: [4], activation: 'relu' } });
    const polynomial = findDataset('polynomial') ?? expect.fail('no data');
    const its = prepareDataset(polynomial.load(''), { validation: 0 });
    const way = await trainInStages(lost, [stage(400, 'full', 1e9)], { data: its, seed: 1 });
    expect(Number.isFinite(way.losses.at(-1))).toBe(false);
    expect(way.losses.slice(0, -1).every(Number.isFinite)).toBe(true);
    expect(way.steps.at(-1)).toBeLessThan(400);
    expect(way.evaluated).toBeNaN();
  });
});

describe('a claim on it', () => {
  test('measures the way that is named, with each seed, and tells how far it is', async () => {
    const shares: number[] = [];
    const values = {
      a: { measure: 'final' },
      b: { run: 1, measure: 'final' },
      n: { run: 1, measure: 'steps' },
    };
    const text = claim({}, values, 'a / b + 0 * n');
    const { outcome, picture, sharpness } = await testClaim(text, {
      onProgress: (share) => shares.push(share),
    });
    expect(outcome.samples).toHaveLength(2);
    expect(outcome.samples[0]).not.toBe(outcome.samples[1]);
    expect(shares).toHaveLength(12);
    expect(shares.at(-1)).toBe(1);
    expect(sharpness).toBeNull();
    expect(
      picture?.runs.map(({ name, steps, seed, heldOut, ended }) => [name, steps, seed, heldOut, ended]),
    ).toEqual([
      ['batch 10 → 40', expect.any(Number), 3, null, true],
      ['batch 10, lr 0.5', expect.any(Number), 3, null, true],
    ]);
    const [first, second] = picture?.runs ?? [];
    expect(first?.losses).toHaveLength(4);
    expect(first?.steps).toBeLessThan(second?.steps ?? 0);
    expect((first?.loss ?? 0) / (second?.loss ?? 1)).toBeCloseTo(outcome.samples[0] ?? Number.NaN, 12);
  });

  test('judges rows that are held out, and counts steps', async () => {
    const problem = { data: 'moons', hidden: [3], validation: 0.5 };
    const held = await testClaim(claim({ problem }, { a: { measure: 'evaluated' } }));
    expect(held.picture?.runs[0]?.heldOut).toBe(held.outcome.samples[0]);
    const steps = await testClaim(claim({}, { a: { run: 1, measure: 'steps' } }));
    expect(steps.outcome.measured).toBe(3 * Math.ceil(data.training.rows / 10));
  });

  test.each<[object, object, string]>([
    [{}, { a: { run: 2, measure: 'final' } }, 'values.a.run = 2 — expected a number of a run, 0 to 1'],
    [
      {},
      { a: { measure: 'best' } },
      'values.a.measure = "best" — expected one of final, evaluated, steps, for a training in stages',
    ],
    [{ optimizer: 'adma' }, {}, 'optimizers[0].optimizer = "adma" — expected one of sgd'],
    [{ settings: { momentum: -1 } }, {}, 'momentum = -1 — expected'],
    [{ problem: { surface: 'valley' } }, {}, 'epochs'],
    [{ problem: { data: 'moon' } }, {}, "did you mean 'moons'?"],
    [{ problem: { csv: 'a.csv', target: 'y' } }, {}, 'expected a model on data that ships'],
    [{ ways: [[stage(1, 100_000, 1)]] }, {}, 'batch_size[0] = 100000 — expected 1 to'],
    [{ ways: [[stage(9000, 1, 1)]] }, {}, 'steps in all — expected at most 1,000,000'],
    [{ ways: [] }, {}, 'protocol.ways = [] — expected'],
  ])('%j with %j is refused', (change, values, message) => {
    const { claim: parsed, faults } = parseClaim(
      claim(change, Object.keys(values).length > 0 ? values : { a: { measure: 'final' } }),
    );
    expect(parsed).toBeNull();
    expect(faults.map((fault) => fault.message).join('\n')).toContain(message);
  });

  test('steps are no measure of other protocols', () => {
    const experiment = {
      problem: { surface: 'valley' },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [0.1],
      steps: 3,
    };
    const text = JSON.stringify({
      ...JSON.parse(claim({}, { a: { measure: 'steps' } })),
      protocol: { experiment },
    });
    expect(parseClaim(text).faults[0]?.message).toBe(
      'values.a.measure = "steps" — expected another: this one is of trainings in stages',
    );
  });

  test('has runs with short names, as far as these tell them apart', async () => {
    const namesOf = async (...ways: readonly (readonly ReturnType<typeof stage>[])[]) =>
      (await testClaim(claim({ ways }))).picture?.runs.map(({ name }) => name);
    const grown = [stage(1, 10, 0.5), stage(1, 40, 0.5)];
    expect(await namesOf(grown, [stage(1, 10, 0.5), stage(1, 10, 0.1)])).toEqual([
      ...['batch 10 → 40', 'lr 0.5 → 0.1'],
    ]);
    expect(await namesOf(grown, [stage(1, 10, 0.1), stage(1, 40, 0.1)])).toEqual([
      ...['batch 10 → 40, lr 0.5', 'batch 10 → 40, lr 0.1'],
    ]);
  });

  test('is said in words', () => {
    const { claim: parsed } = parseClaim(claim());
    expect(parsed && protocolWords(parsed)).toBe(
      'Two moons, 2-3-2 network · SGD · batch 10 → 40, lr 0.5; batch 10, lr 0.5 · 3 epochs · 2 seeds',
    );
    expect(wayName([stage(1, 8, 0.4), stage(2, 8, 0.1), stage(2, 'full', 0.1)])).toBe(
      'batch 8 → full, lr 0.4 → 0.1',
    );
  });
});
