/** The boundary between learning rates that train and those that don't, in a quick version of the claim that ships. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BoundaryProtocol } from '../../../core/claims/claim.ts';
import { protocolWords } from '../../../core/claims/claimWords.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { runClaim } from '../../../core/claims/runClaim.ts';
import { testClaim } from '../../../core/claims/testClaim.ts';
import { hasTrained, measureBoundary } from '../../../core/claims/trainingBoundary.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const text = readFileSync(inRoot('core/claims/papers/boundary-of-trainability.claim.json'), 'utf8');
const shipped = parseClaim(text).claim ?? expect.fail('no claim');
const protocol = shipped.protocol as BoundaryProtocol;
const { cells: _, zoom: __, ...onPlane } = protocol;

/** Where the fifth of the views of the claim is. */
const near = {
  ...onPlane.map,
  map: {
    x: { setting: 'lr_first', from: 2.4693242703651928, to: 2.582910602481916 },
    y: { setting: 'lr_last', from: 0.6911934427056923, to: 0.722987617688008 },
  },
};

describe('a run trains', () => {
  const down = Array.from({ length: 101 }, (_, step) => 2 - step / 100);
  test.each([
    ['where it ends below its first loss', down, true],
    ['where it ends above', down.map((loss) => 4 - loss), false],
    [
      'by the last fifth of its losses, in the mean',
      down.map((loss, step) => (step === 100 ? 15 : loss)),
      true,
    ],
    ['not where these are too high', down.map((loss, step) => (step === 100 ? 40 : loss)), false],
    ['not where it has diverged', down.slice(0, 60), false],
    ['not where a loss is none', down.with(95, Number.NaN), false],
  ])('%s', (_, losses, expected) => {
    expect(hasTrained(losses, 100)).toBe(expected);
  });
});

describe('the boundary', () => {
  test('is neither line nor area where one looks near enough', async () => {
    const shares: number[] = [];
    const [dimension, ...others] = await measureBoundary(
      { map: near, cells: 32, zoom: { factor: 4, first: 0, last: 0 } },
      { onProgress: (share) => shares.push(share) },
    );
    expect(others).toEqual([]);
    expect(dimension).toBeGreaterThan(1.1);
    expect(dimension).toBeLessThan(1.9);
    expect(shares).toEqual(Array.from({ length: 32 }, (_, row) => (row + 1) / 32));
  });

  test('of a linear model is a line', async () => {
    const problem = { data: 'noise', hidden: [] };
    const x = { setting: 'lr', from: 0.01, to: 100 };
    const y = { setting: 'weight_decay', from: 0.0001, to: 0.01 };
    const linear = { ...onPlane.map, problem, map: { x, y } };
    const [dimension] = await measureBoundary({
      ...{ map: linear, cells: 32, zoom: { factor: 4, first: 1, last: 1 } },
    });
    expect(dimension).toBeCloseTo(1, 12);
  });

  test('is measured in the views that are asked for, each by itself', async () => {
    const claim = { ...shipped, protocol: { map: near, cells: 16, zoom: { factor: 4, first: 1, last: 1 } } };
    const { samples } = await runClaim(claim);
    const all = await measureBoundary({ map: near, cells: 16, zoom: { factor: 4, first: 0, last: 1 } });
    expect(all).toHaveLength(2);
    expect(samples).toEqual(all.slice(1));
  });

  test('has no picture of runs', async () => {
    const claim = { ...shipped, protocol: { map: near, cells: 16, zoom: { factor: 4, first: 0, last: 0 } } };
    const { samples } = await runClaim(claim);
    const { picture, outcome } = await testClaim(JSON.stringify(claim));
    expect(picture).toBeNull();
    expect(outcome.samples).toEqual(samples);
  });
});

test('what is run is said', () => {
  expect(protocolWords(shipped)).toBe(
    'Random numbers, 8-8-1 network · SGD · rate of the first layer by rate of the last layer · 100 epochs · views of 64 × 64 runs, 64 to 16,777,216 times as near as the whole map',
  );
});

describe('what can not be run is refused', () => {
  const faultsOf = (change: object, values: object = shipped.values) =>
    parseClaim(JSON.stringify({ ...shipped, values, protocol: { ...protocol, ...change } })).faults.map(
      ({ message }) => message,
    );
  const { map: axes, ...withoutAxes } = protocol.map;
  test.each([
    ['as it ships', {}, []],
    ['no axes', { map: withoutAxes }, ['two settings for the axes']],
    [
      'on a surface',
      {
        map: {
          problem: { surface: 'valley' },
          optimizers: [{ optimizer: 'sgd' }],
          lr: [1],
          steps: 5,
          map: { x: 'lr', y: 'start_x' },
        },
      },
      ['a model on data that ships'],
    ],
    [
      'an axis that is no setting of the rule',
      { map: { ...withoutAxes, map: { x: 'lr', y: 'seed' } } },
      ['learning rates or other hyperparameters as its axes'],
    ],
    ['an axis that is not there', { map: { ...withoutAxes, map: { x: 'lr', y: 'beta1' } } }, ['one of lr']],
    ['no views', { zoom: { factor: 4, first: 3, last: 2 } }, ['a number from first, 3, on']],
    ['too long', { cells: 256 }, ['85,196,800 steps in all — expected at most 10,000,000']],
  ])('%s', (_, change, expected) => {
    const found = faultsOf(change);
    expect(found).toHaveLength(expected.length);
    for (const [index, each] of expected.entries()) expect(found[index]).toContain(each);
  });

  test('a measure of runs, and a dimension of runs', () => {
    expect(faultsOf({}, { boundary: { run: 0, measure: 'final' } })[0]).toContain('dimension, of a boundary');
    const protocolOfRuns = { experiment: withoutAxes, rules: {} };
    const { faults } = parseClaim(JSON.stringify({ ...shipped, protocol: protocolOfRuns }));
    expect(faults[0]?.message).toContain('another: this one is of boundaries');
    expect(axes).toBeDefined();
  });
});
