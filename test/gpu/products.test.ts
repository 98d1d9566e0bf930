/** Products in tiles, as for GPUs, and direct ones, as for processors: they give the same bits. */
import { expect } from 'vitest';
import type { NetworkPlanOptions } from '../../core/engine/gpu/networkPlan.ts';
import type { ActivationName } from '../../core/problems/models/activations/index.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { createMethod, createProblem } from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

interface Case {
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly batch: number;
}

/** Blocks of one to sixteen rows, cut off at the end and not, lanes that are rows, and inner sizes that are multiples of four and not. */
const cases: readonly Case[] = [
  { widths: [7, 40, 33, 5], activation: 'tanh', batch: 37 },
  { widths: [16, 12, 3], activation: 'gelu', batch: 1 },
  { widths: [3, 1, 9, 2], activation: 'sigmoid', batch: 3 },
  { widths: [5, 70, 20], activation: 'relu', batch: 130 },
  { widths: [3, 16, 1], activation: 'tanh', batch: 37 },
];

type Way = Pick<NetworkPlanOptions, 'together' | 'isSoftware' | 'hasSubgroups'>;

const onProcessor: readonly Way[] = [true, false].flatMap((together) =>
  [true, false].map((hasSubgroups) => ({ together, isSoftware: true, hasSubgroups })),
);

async function valuesAfter(device: GPUDevice, { widths, activation, batch }: Case, way: Way) {
  const loss = widths.at(-1) === 1 ? 'bce_with_logits' : 'cross_entropy';
  const problem = createProblem(widths, activation, loss, 2 * batch + 1);
  const method = createMethod('adam', { lr: 0.01 });
  const trainer = await createGpuTrainer(new DeviceRuns(device), 'run', problem, batch, method, way);
  await trainer.run(6);
  return trainer.values();
}

test.for(cases)(
  'parameters and state after some steps of $widths, batches of $batch',
  async (each, { device }) => {
    const tiled = await valuesAfter(device, each, { together: false, isSoftware: false });
    expect(tiled.every(Number.isFinite)).toBe(true);
    for (const way of onProcessor) expect(await valuesAfter(device, each, way)).toEqual(tiled);
  },
);
