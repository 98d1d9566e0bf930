/** Networks whose kernels read and write four numbers at once give what the float64 engine gives, but for rounding. */
import { expect } from 'vitest';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import type { ActivationName } from '../../core/problems/models/activations/index.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { createMethod, createOracle, createProblem, oracleLosses } from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

/** Of the largest loss, as of the WebAssembly kernels. */
const tolerance = 1e-5;

const wide: readonly {
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly optimizer: string;
  readonly inFours: readonly string[];
}[] = [
  {
    ...{ widths: [12, 256, 256, 5], activation: 'tanh', optimizer: 'adam' },
    inFours: ['forward 1', 'forward 2', 'backward 2'],
  },
  {
    ...{ widths: [12, 512, 512, 8], activation: 'gelu', optimizer: 'nesterov' },
    inFours: ['forward 1', 'forward 2', 'backward 3', 'backward 2', 'gradient 2'],
  },
];

/** Widths that are multiples of four are read and written so where tiles are large: `inFours` names the kernels. */
test.for(wide)(
  '$widths, $activation, $optimizer: four numbers at once',
  async ({ widths, activation, optimizer, inFours }, { device }) => {
    const problem = createProblem(widths, activation, 'cross_entropy', 600);
    const method = createMethod(optimizer, { lr: 0.01 });
    // The second mini-batch has 90 rows.
    const trainer = await createGpuTrainer(new DeviceRuns(device), 'run', problem, 510, method);
    const found = trainer.plan.kernels.filter(({ source }) => source.includes('array<vec4f>;'));
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(inFours));
    const expected = oracleLosses(createOracle(problem, 510, method), 2);
    expect(distance(await trainer.run(2), expected)).toBeLessThan(tolerance);
  },
);
