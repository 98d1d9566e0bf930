/** Networks on a device give what the float64 engine gives, but for rounding. */
import { expect } from 'vitest';
import { activations } from '../../core/problems/models/activations/index.ts';
import { losses } from '../../core/problems/models/losses/index.ts';
import { createRandom } from '../../core/random.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import {
  createMethod,
  createOracle,
  createProblem,
  distance,
  oracleLosses,
  type Problem,
} from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

const steps = 5;

/** Of the largest loss, as of the WebAssembly kernels. */
const tolerance = 1e-5;

/** Without those that divide by the size of a gradient, which make much of the rounding of a small one. */
const smooth = ['sgd', 'momentum', 'nesterov', 'sam', 'lars', 'clipped-sgd'];

const random = createRandom(13);
const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;

function draw() {
  const depth = 1 + random.below(3);
  const rows = 1 + random.below(pick([3, 20, 100, 300]));
  return {
    widths: Array.from({ length: depth + 1 }, () => 1 + random.below(pick([4, 20, 130, 300]))),
    activation: pick(Object.keys(activations)) as Problem['activation'],
    loss: pick(Object.keys(losses)) as Problem['loss'],
    rows,
    batchSize: 1 + random.below(rows),
    optimizer: pick(smooth),
    together: random.below(2) === 0,
  };
}

/** `SHAPES=200 npm run test:gpu networks` tries more; each compiles its own kernels, for a second or more. */
const shapes = Number(process.env['SHAPES'] ?? 16);

test.for(Array.from({ length: shapes }, draw))(
  '$widths, $activation, $loss, $batchSize of $rows rows, $optimizer, together: $together',
  async ({ widths, activation, loss, rows, batchSize, optimizer, together }, { device }) => {
    const problem = createProblem(widths, activation, loss, rows);
    const method = createMethod(optimizer, { lr: 0.01 });
    const trainer = await createGpuTrainer(new DeviceRuns(device), 'run', problem, batchSize, method, {
      together,
    });
    const expected = oracleLosses(createOracle(problem, batchSize, method), steps);
    expect(distance(await trainer.run(steps), expected)).toBeLessThan(tolerance);
  },
);
