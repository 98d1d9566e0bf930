import { expect, test } from 'vitest';
import { activations } from '../../../core/problems/models/activations/index.ts';
import { losses } from '../../../core/problems/models/losses/index.ts';
import { createRandom } from '../../../core/random.ts';
import { threadsOf, whenJoined } from './helpers.ts';
import {
  builds,
  createMethod,
  createOracle,
  createProblem,
  createTrainer,
  distance,
  lossesOf,
  oracleLosses,
  type Problem,
} from './networkTools.ts';

const steps = 5;

/** Of the largest loss: rounding to 6·10⁻⁸, some hundred times over in sums, layers and steps. */
const tolerance = 1e-5;

/** Without those that divide by the size of a gradient, which make much of the rounding of a small one. */
const optimizers = ['sgd', 'momentum', 'nesterov', 'sam', 'lars', 'clipped-sgd'];

const random = createRandom(11);
const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;

/** Of any size up to about a hundred; most threads have nothing of a small one to do. */
function draw() {
  const depth = 1 + random.below(4);
  const rows = 1 + random.below(pick([3, 20, 100, 700]));
  return {
    widths: Array.from({ length: depth + 1 }, () => 1 + random.below(pick([4, 20, 130]))),
    activation: pick(Object.keys(activations)) as Problem['activation'],
    loss: pick(Object.keys(losses)) as Problem['loss'],
    rows,
    batchSize: 1 + random.below(rows),
    optimizer: pick(optimizers),
    build: pick(builds),
    threads: 2 + random.below(6),
  };
}

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
