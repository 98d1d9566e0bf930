/** Runs on a fake device, and engines for them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Kernels } from '../../../../core/engine/cpu/network/kernelBytes.ts';
import type { Engine } from '../../../../core/engine/engine.ts';
import { enginesOf } from '../../../../core/engine/engines.ts';
import type { Verdict } from '../../../../core/engine/gpu/auto/verdict.ts';
import type { GpuOfThread } from '../../../../core/engine/gpu/gpuEngine.ts';
import type { GpuLink } from '../../../../core/engine/gpu/messages.ts';
import type { EngineFacts } from '../../../../core/race/engineFacts.ts';
import { kernelsOf } from '../networkTools.ts';
import { createRunner, type RecordedRun, recordedIn } from '../runs.ts';
import { FakeGpu } from './fakeGpu.ts';
import { planNetwork } from './fakePlan.ts';

const never = Number.POSITIVE_INFINITY;

/** A small network, with a part of the rows held out. */
export const onGpu = (others: object = {}) => ({
  problem: { data: 'spirals', hidden: [4], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.02],
  batch_size: [32],
  epochs: 10,
  engine: 'gpu',
  ...others,
});

export interface GpuOptions extends Partial<GpuOfThread> {
  /** Default: those that every machine runs. */
  readonly kernels?: Kernels | string;
  readonly auto?: Verdict;
}

/** Of a thread; a second takes a millisecond there. */
export function enginesWith(
  link: GpuLink,
  { kernels = kernelsOf('simd'), auto, ...others }: GpuOptions = {},
): readonly Engine[] {
  const gpu = { link, wait: () => sleep(1), name: 'thread', planNetwork, patience: 50, ...others };
  return enginesOf({ kernels, gpu, auto });
}

/** Runs to the end, and gives what was recorded and how it was computed. */
export async function playOn(
  link: GpuLink,
  experiment: object = onGpu(),
  options?: GpuOptions,
): Promise<RecordedRun & { description: string }> {
  const runner = await createRunner(experiment, { engines: enginesWith(link, options) });
  while (!runner.ended) await runner.advance(never, never);
  const piece = runner.takePiece();
  const recorded = recordedIn(piece);
  expect(recorded.steps).toEqual([...recorded.losses.keys()]);
  return { ...recorded, description: piece.state.engine?.description ?? '' };
}

/** What nobody disturbs. */
export const undisturbed = (experiment?: object) => playOn(new FakeGpu(), experiment);

/** What the processor records. */
export async function playOnCpu(experiment: object): Promise<RecordedRun & { description: string }> {
  return playOn(new FakeGpu(), { ...experiment, engine: 'auto' });
}

/** What a run says at its start of what computes it. */
export async function factsOn(
  link: GpuLink,
  experiment: object,
  options?: GpuOptions,
): Promise<EngineFacts | null> {
  const runner = await createRunner(experiment, { engines: enginesWith(link, options) });
  await runner.stop();
  return runner.takePiece().state.engine;
}
