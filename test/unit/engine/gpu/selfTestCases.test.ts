import { expect, test } from 'vitest';
import { planNetwork } from '../../../../core/engine/gpu/networkPlan.ts';
import { methodFor } from '../../../../core/engine/gpu/selfTest/selfTest.ts';
import { type NetworkCase, selfTestCases } from '../../../../core/engine/gpu/selfTest/selfTestCases.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { activations } from '../../../../core/problems/models/activations/index.ts';
import { losses } from '../../../../core/problems/models/losses/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';

const networks = selfTestCases.filter((each): each is NetworkCase => each.about !== 'surface');

const withNames = (about: NetworkCase['about'], together: boolean) =>
  networks.filter((each) => each.about === about && each.together === together);

test.each([true, false])('every optimizer, activation and loss is tried, together: %s', (together) => {
  const tried = withNames('optimizer', together).map(({ optimizer }) => optimizer);
  expect([...new Set(tried)]).toEqual(optimizers.map(({ id }) => id));
  const named = (about: NetworkCase['about']) => withNames(about, together).map(({ name }) => name);
  expect(named('activation')).toEqual(Object.keys(activations));
  expect(named('loss')).toEqual(Object.keys(losses));
});

test('every surface is tried', () => {
  const tried = selfTestCases.flatMap((each) => (each.about === 'surface' ? [each.surface] : []));
  expect(tried).toEqual(surfaces);
});

test('no two cases have one name', () => {
  const names = selfTestCases.map(
    (each) => `${each.about} ${each.name} ${each.about === 'surface' ? '' : each.together}`,
  );
  expect(new Set(names).size).toBe(names.length);
});

test('a shorter batch comes in each', () => {
  for (const { rows, batchSize, steps } of networks) {
    expect(rows % batchSize).toBeGreaterThan(0);
    expect(steps).toBeGreaterThanOrEqual(Math.ceil(rows / batchSize));
  }
});

test('the products take every kind of tile', () => {
  const found = withNames('layers', false).flatMap(
    ({ widths, activation, loss, optimizer, settings, batchSize }) => {
      const { rule } = methodFor(optimizer, settings);
      const plan = planNetwork({ widths, activation, loss, rule, batchSize, together: false });
      const used = new Set(
        [...plan.measure, ...plan.advance, ...plan.evaluate].map(({ kernel }) => plan.kernels[kernel]),
      );
      return [...used].map((kernel) => /a thread (\d × \d) of them/.exec(kernel?.source ?? '')?.[1]);
    },
  );
  const tiles = ['1 × 1', '1 × 2', '2 × 1', '2 × 2', '2 × 4', '4 × 2', '4 × 4', '8 × 4'];
  expect([...new Set(found)].filter(Boolean).sort()).toEqual(tiles);
});
