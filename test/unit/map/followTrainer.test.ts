/** How soon a network's run that is not wanted any more is left: after steps that take some milliseconds. */
import { expect, test } from 'vitest';
import { float32Engine } from '../../../core/engine/cpu/float32Engine.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { strideOf } from '../../../core/map/followTrainer.ts';
import { mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createNetworkRun } from '../../../core/map/networkRun.ts';
import { createRestartedRun } from '../../../core/map/restartedRun.ts';
import { builds, kernelsOf } from '../engine/networkTools.ts';
import { dataOf } from '../engine/runs.ts';

test('the larger a step, the fewer are taken between two looks', () => {
  // 2-4-2 with batches of 4; 2-16-16-2 with batches of 32; 784-128-10 with batches of 128.
  expect([strideOf(22, 4), strideOf(354, 32), strideOf(101_770, 128)]).toEqual([256, 185, 1]);
});

test.each([
  [[4], 256],
  [[256, 256], 1],
])('a network with layers of %j, in both precisions', async (hidden, stride) => {
  const experiment = parseExperiment({
    problem: { data: 'spirals', hidden },
    ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.01], epochs: 1000, batch_size: [64] },
  });
  const data = dataOf(experiment) ?? expect.fail('no data');
  const spec = mapOfExperiment(experiment, undefined, { x: 'lr', y: 'beta2' });
  const engine = float32Engine(kernelsOf(builds.at(-1) ?? 'simd'));
  const inDouble = createNetworkRun(spec, data) ?? expect.fail('no run');
  for (const run of [inDouble, createRestartedRun(spec, data, { engine, reason: null })]) {
    let [looks, losses] = [0, 0];
    const isWhole = await run(
      0.01,
      0.9,
      () => losses++,
      () => ++looks === 3,
    );
    expect([isWhole, looks, losses]).toEqual([false, 3, 1 + 2 * stride]);
  }
});
