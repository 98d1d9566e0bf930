/** Rules that need a sum over all parameters, of a network that many workgroups share. */
import { expect } from 'vitest';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { createMethod, createOracle, createProblem, oracleLosses } from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

/** Largest difference of four losses, as a share of the largest. */
const tolerance = 1e-5;

const cases = ['lamb', 'cautious-adamw', 'clipped-sgd', 'sam'].flatMap((id) =>
  [false, true].map((isSoftware) => ({ id, isSoftware })),
);

test.for(cases)(
  'sums over a large network, which many workgroups share, are those of float64: $id, software: $isSoftware',
  async ({ id, isSoftware }, { device }) => {
    const problem = createProblem([50, 300, 120, 3]);
    const method = createMethod(id);
    const trainer = await createGpuTrainer(new DeviceRuns(device), `large ${id}`, problem, 16, method, {
      ...{ together: false, isSoftware },
    });
    expect(trainer.plan.parameters).toBeGreaterThan(3 * 2 ** 14);
    const expected = oracleLosses(createOracle(problem, 16, method), 4);
    expect(distance(await trainer.run(4), expected)).toBeLessThan(tolerance);
  },
);
