import { expect, test } from 'vitest';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import { createRandom } from '../../../core/random.ts';
import { threadsOf, whenJoined } from './helpers.ts';
import {
  builds,
  createMethod,
  createOracle,
  createProblem,
  createTrainer,
  drawNetwork,
  lossesOf,
  oracleLosses,
} from './networkTools.ts';

const steps = 5;

/** Of the largest loss: rounding to 6·10⁻⁸, some hundred times over in sums, layers and steps. */
const tolerance = 1e-5;

const random = createRandom(11);
const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;

/** Of any size up to about a hundred; most threads have nothing of a small one to do. */
const draw = () => ({
  ...drawNetwork(random, { deepest: 4, widest: 130, mostRows: 700 }),
  build: pick(builds),
  threads: 2 + random.below(6),
});

test.each(Array.from({ length: 30 }, draw))(
  '$widths, $activation, $loss, $batchSize of $rows rows, $optimizer, $build, $threads threads',
  async ({ widths, activation, loss, rows, batchSize, optimizer, build, threads }) => {
    const problem = createProblem(widths, activation, loss, rows);
    const method = createMethod(optimizer, { lr: 0.01 });
    const alone = createTrainer(build, problem, batchSize, method);
    const oracle = createOracle(problem, batchSize, method);
    const helped = createTrainer(build, problem, batchSize, method, { threads: threadsOf(threads) });
    await whenJoined(helped, threads);

    const found = lossesOf(alone, steps);
    expect(distance(found, oracleLosses(oracle, steps))).toBeLessThan(tolerance);
    expect(lossesOf(helped, steps)).toEqual(found);
    expect(helped.parameters()).toEqual(alone.parameters());
    expect(helped.evaluate('training')).toEqual(alone.evaluate('training'));
    helped.dispose();
  },
);
