/** The sharpness on the way of runs, which changes nothing about them. */
import { describe, expect, test } from 'vitest';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { runClaimInFull } from '../../../core/claims/runClaimInFull.ts';
import { edgeOf, SharpnessPaths } from '../../../core/claims/sharpnessPath.ts';
import { testClaim } from '../../../core/claims/testClaim.ts';

const textOf = (experiment: object, values: object, formula = 'a') =>
  JSON.stringify({
    ...{ title: 'T', claim: 'C.', source: { title: 'S' }, protocol: { experiment }, values },
    ...{ statistic: { name: 'N', formula }, expected: { above: 0 } },
    ...{ verdict: 'reproduced', finding: 'F.' },
  });
const network = {
  ...{ problem: { data: 'polynomial', hidden: [4] }, optimizers: [{ optimizer: 'sgd' }] },
  ...{ lr: [0.05, 0.1], batch_size: ['full'], epochs: 131, seed: [3, 5] },
};
const second = { a: { run: 1, measure: 'sharpness' } };

describe('the sharpness on the way', () => {
  test('is that of the runs it is asked of, of the first seed, at 100 places at most and the end', async () => {
    const { sharpness, picture } = await testClaim(textOf(network, second));
    const [run, ...others] = sharpness ?? [];
    expect(others).toEqual([]);
    expect(run).toMatchObject({ run: 1, edge: 20 });
    expect(picture?.runs[1]?.seed).toBe(3);
    const { steps = [], values = [] } = run ?? {};
    expect(steps).toEqual([...Array.from({ length: 66 }, (_, i) => 2 * i), 131]);
    expect(values).toHaveLength(steps.length);
  });

  test('ends where the measurement at the end is, within three digits, and changes nothing about the runs', async () => {
    const { claim } = parseClaim(textOf(network, second));
    if (!claim) throw new TypeError('expected a claim');
    const paths = new SharpnessPaths(claim);
    const seen = await runClaimInFull(claim, {}, paths);
    const unseen = await runClaimInFull(claim);
    expect(seen.samples).toEqual(unseen.samples);
    expect(seen.runs.map(({ parameters }) => parameters)).toEqual(
      unseen.runs.map(({ parameters }) => parameters),
    );
    const [{ values } = { values: [] }] = paths.picture ?? [];
    expect((values.at(-1) ?? Number.NaN) / (seen.samples[0] ?? 0)).toBeCloseTo(1, 3);
    // It isn't the same all the way.
    expect(values.at(-1)).not.toBeCloseTo(values[0] ?? Number.NaN, 1);
  });

  test('costs at most as many gradients as twenty iterations a place, and those at the start', async () => {
    const { claim } = parseClaim(textOf(network, second));
    if (!claim) throw new TypeError('expected a claim');
    const paths = new SharpnessPaths(claim);
    let gradients = 0;
    const flat = {
      lossAndGradient: (_: Float64Array, gradient: Float64Array) => {
        gradients += 1;
        // Turns from call to call: no iteration ends early.
        gradient.fill(Math.sin(gradients ** 2));
        return 0;
      },
    };
    const { runs } = await runClaimInFull(claim, {});
    const [run] = runs;
    if (!run) throw new TypeError('expected a run');
    const objective = { ...flat, start: run.parameters } as never;
    paths.everyOf(run.spec);
    paths.everyOf({ ...run.spec, id: 'second' });
    for (let place = 0; place < 10; place++)
      paths.at({ ...run, stepsDone: place, task: { ...run.task, kind: 'surface', objective, text: '' } });
    expect(gradients).toBe(2 * 500 + 9 * 2 * 20);
  });

  test('is none of other claims, and no number where there are no gradients', async () => {
    expect((await testClaim(textOf(network, { a: { measure: 'final' } }))).sharpness).toBeNull();
    const rising = {
      ...{ problem: { formula: 'exp(exp(exp(x))) + y**2', start: [0, 0] }, lr: [1], steps: 100 },
      optimizers: [{ optimizer: 'sgd', hyperparameters: { maximize: true } }],
    };
    const { sharpness, picture } = await testClaim(textOf(rising, { a: { measure: 'sharpness' } }));
    expect(sharpness?.[0]?.steps.at(-1)).toBe(picture?.runs[0]?.divergedAt);
    expect(sharpness?.[0]?.values[0]).toBeGreaterThan(0);
    expect(sharpness?.[0]?.values.at(-1)).toBeNull();
  });
});

test('the bound is that of plain gradient descent alone', () => {
  const plain = {
    ...{ optimizer: 'sgd', schedule: null, batchSize: 'full' as const },
    hyperparameters: { lr: 0.4, momentum: 0, weight_decay: 0, maximize: false },
  };
  expect(edgeOf(plain)).toBe(5);
  expect(edgeOf({ ...plain, batchSize: null })).toBe(5);
  const { hyperparameters } = plain;
  for (const other of [
    { optimizer: 'adam' },
    { batchSize: 32 },
    { schedule: { name: 'StepLR' } },
    { hyperparameters: { ...hyperparameters, momentum: 0.9 } },
    { hyperparameters: { ...hyperparameters, weight_decay: 0.1 } },
    { hyperparameters: { ...hyperparameters, maximize: true } },
  ])
    expect(edgeOf({ ...plain, ...other }), JSON.stringify(other)).toBeNull();
});
