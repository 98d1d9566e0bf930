/** Networks of random shapes on a device give what the float64 engine gives, but for rounding. */
import { expect } from 'vitest';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import { createRandom } from '../../core/random.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import {
  createMethod,
  createOracle,
  createProblem,
  drawNetwork,
  oracleLosses,
} from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

const steps = 5;

/** Of the largest loss, as of the WebAssembly kernels. */
const tolerance = 1e-5;

const random = createRandom(13);

const draw = () => ({
  ...drawNetwork(random, { deepest: 3, widest: 300, mostRows: 300 }),
  together: random.below(2) === 0,
  isSoftware: random.below(2) === 0,
  hasSubgroups: random.below(2) === 0,
});

/** `SHAPES=200 npm run test:gpu networks` tries more; each compiles its own kernels, for a second or more. */
const shapes = Number(process.env['SHAPES'] ?? 3);

test.for(Array.from({ length: shapes }, draw))(
  '$widths, $activation, $loss, $batchSize of $rows rows, $optimizer, together: $together, software: $isSoftware, subgroups: $hasSubgroups',
  async ({ widths, activation, loss, rows, batchSize, optimizer, together, isSoftware, hasSubgroups }, {
    device,
  }) => {
    const problem = createProblem(widths, activation, loss, rows);
    const method = createMethod(optimizer, { lr: 0.01 });
    const trainer = await createGpuTrainer(new DeviceRuns(device), 'run', problem, batchSize, method, {
      ...{ together, isSoftware, hasSubgroups },
    });
    const expected = oracleLosses(createOracle(problem, batchSize, method), steps);
    expect(distance(await trainer.run(steps), expected)).toBeLessThan(tolerance);
  },
);
