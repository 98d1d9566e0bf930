/** Runs that a device computed before they were interrupted. */
import { expect, test } from 'vitest';
import type { RunCheckpoint } from '../../../../core/engine/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../core/engine/checkpointBlock.ts';
import { distance } from '../../../../core/engine/gpu/selfTest/distance.ts';
import { RunRecord } from '../../../../core/race/runRecord.ts';
import { contentOf } from '../../race/pieces.ts';
import { kernelsOf } from '../networkTools.ts';
import { createRunner, type RunOptions } from '../runs.ts';
import { FakeGpu } from './fakeGpu.ts';
import { enginesWith, onGpu, undisturbed } from './gpuRuns.ts';

const never = Number.POSITIVE_INFINITY;
const given = onGpu({ epochs: 40 });

/** A run on a device, interrupted after so many steps at least, and what goes on. */
async function interrupt(steps: number) {
  const record = new RunRecord();
  const runner = await createRunner(given, { engines: enginesWith(new FakeGpu({ milliseconds: 100 })) });
  let checkpoint: RunCheckpoint | null = null;
  while (runner.stepsDone < steps) {
    await runner.advance(runner.stepsDone + 7, never);
    record.append(runner.takePiece());
    checkpoint = runner.checkpoint();
  }
  const from = decodeCheckpoint(encodeCheckpoint(0, '', checkpoint ?? expect.fail('there is none')));
  await runner.advance(runner.stepsDone + 30, never);
  record.append(runner.takePiece());
  record.truncate(from.recorder, from.state);
  return { record, from };
}

async function goOn({ record, from }: Awaited<ReturnType<typeof interrupt>>, options: RunOptions) {
  const runner = await createRunner(given, { ...options, from });
  expect(runner.stepsDone).toBe(from.stepsDone);
  while (!runner.ended) {
    await runner.advance(never, never);
    expect(record.append(runner.takePiece())).toBe(true);
  }
  return { losses: contentOf(record).points['loss'] ?? [], state: record.state };
}

test('go on on a device from its last checkpoint, and take the steps behind that again', async () => {
  const whole = await undisturbed(given);
  for (const steps of [25, 60, 101]) {
    const interrupted = await interrupt(steps);
    expect(interrupted.from.trainer.stepsDone).toBeGreaterThan(0);
    const gpu = new FakeGpu();
    const { losses, state } = await goOn(interrupted, { engines: enginesWith(gpu) });
    expect(losses).toEqual(whole.losses);
    expect(state.engine?.description).toBe('GPU (Fake), float32');
    const taken = gpu.requests.reduce((sum, each) => sum + (each.type === 'run' ? each.steps : 0), 0);
    expect(taken).toBe(whole.losses.length - 1 - interrupted.from.trainer.stepsDone);
  }
});

test('go on on the processor where there is no device, and say so', async () => {
  const whole = await undisturbed(given);
  const interrupted = await interrupt(60);
  const { stepsDone } = interrupted.from;
  const { losses, state } = await goOn(interrupted, { kernels: kernelsOf('simd') });
  expect(losses.slice(0, stepsDone + 1)).toEqual(whole.losses.slice(0, stepsDone + 1));
  expect(losses).toHaveLength(whole.losses.length);
  expect(distance(losses, whole.losses)).toBeLessThan(1e-3);
  expect(state.engine?.description).toMatch(
    new RegExp(`^GPU \\(Fake\\), float32 until step ${stepsDone}, then WebAssembly \\(SIMD\\), float32`),
  );
});

test('have no checkpoint before the device has told of one', async () => {
  const runner = await createRunner(given, { engines: enginesWith(new FakeGpu()) });
  expect(runner.checkpoint()).toBeNull();
});

test('that the processor has taken over have its checkpoints', async () => {
  const gpu = new FakeGpu();
  const runner = await createRunner(given, { engines: enginesWith(gpu) });
  await runner.advance(40, never);
  gpu.lose();
  const link = { request: async () => Promise.reject(new Error('there is none')) };
  Object.assign(gpu, link);
  while (runner.waits) await runner.advance(runner.stepsDone + 5, never);
  const { stepsDone } = runner;
  expect(runner.checkpoint()).toMatchObject({ stepsDone, trainer: { stepsDone } });
});
