/** Networks with each activation and each loss train on a device as in float64; the self-test has each of them once. */
import { expect } from 'vitest';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import { type ActivationName, activations } from '../../core/problems/models/activations/index.ts';
import { type LossName, losses } from '../../core/problems/models/losses/index.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { createMethod, createOracle, createProblem, oracleLosses } from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

/** Largest difference of 31 losses, as a share of the largest. */
const tolerance = 1e-5;
const steps = 30;

const pairs = (Object.keys(activations) as ActivationName[]).flatMap((activation) =>
  (Object.keys(losses) as LossName[]).flatMap((loss) =>
    [
      { together: true, isSoftware: false },
      { together: false, isSoftware: false },
      { together: true, isSoftware: true, hasSubgroups: true },
      { together: false, isSoftware: true, hasSubgroups: true },
    ].map((way) => ({ activation, loss, way })),
  ),
);

test.for(pairs)(
  '$activation with $loss, together: $way.together, software: $way.isSoftware',
  async ({ activation, loss, way }, { device }) => {
    const problem = createProblem([3, 7, 6, 4], activation, loss);
    const method = createMethod('adam', { lr: 0.01 });
    const runs = new DeviceRuns(device);
    const trainer = await createGpuTrainer(runs, 'run', problem, 13, method, way);
    const expected = oracleLosses(createOracle(problem, 13, method), steps);
    expect(distance(await trainer.run(steps), expected)).toBeLessThan(tolerance);
  },
);
