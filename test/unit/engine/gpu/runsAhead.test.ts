/** Runs on a device that is asked for steps before they are wanted. */
import { describe, expect, test } from 'vitest';
import { createRunner, fakeClock, recordedIn } from '../runs.ts';
import { FakeGpu } from './fakeGpu.ts';
import { enginesWith, onGpu, undisturbed } from './gpuRuns.ts';

const never = Number.POSITIVE_INFINITY;

/** Steps that a run was asked for. */
const asked = (gpu: FakeGpu) =>
  gpu.requests.reduce((sum, request) => sum + (request.type === 'run' ? request.steps : 0), 0);

test('a device is at most two requests ahead of what is wanted', async () => {
  const gpu = new FakeGpu({ milliseconds: 2 });
  const experiment = onGpu({ epochs: 20, evaluate_every: 20 });
  const runner = await createRunner(experiment, { engines: enginesWith(gpu) });
  for (let step = 1; step <= 100; step += 3) {
    await runner.advance(step, never);
    expect(runner.stepsDone).toBe(step);
    expect(asked(gpu) - step).toBeLessThanOrEqual(16);
  }
  expect(gpu.mostAtOnce).toBe(2);
});

test('steps that are wanted one by one are the same, and none is taken twice', async () => {
  const gpu = new FakeGpu({ milliseconds: 2 });
  const runner = await createRunner(onGpu(), { engines: enginesWith(gpu) });
  await runner.advance(7, never);
  for (let step = 8; step <= 24; step++) await runner.advance(step, never);
  while (!runner.ended) await runner.advance(never, never);
  const { losses, evaluations } = recordedIn(runner.takePiece());
  const whole = await undisturbed();
  expect(losses).toEqual(whole.losses);
  expect(evaluations.map(({ step }) => step)).toEqual(whole.evaluations.map(({ step }) => step));
  expect(gpu.count('create')).toBe(1);
  expect(asked(gpu)).toBe(losses.length - 1);
});

describe('a run that ends before its last step', () => {
  test('since it is stopped, ends where it is known, and at once', async () => {
    const gpu = new FakeGpu({ milliseconds: 2 });
    const runner = await createRunner(onGpu({ evaluate_every: 10 }), { engines: enginesWith(gpu) });
    await runner.advance(21, never);
    const before = gpu.requests.length;
    expect(asked(gpu)).toBeGreaterThan(21);
    await runner.stop();
    expect(runner.takePiece().state).toMatchObject({ stepsDone: 21, status: { kind: 'stopped' } });
    await expect.poll(() => gpu.runs).toBe(0);
    expect(gpu.requests.slice(before).map(({ type }) => type)).toEqual(['dispose']);
  });

  test('since its time is up, ends where the device is, which takes no step twice', async () => {
    const clock = fakeClock();
    const gpu = new FakeGpu({
      milliseconds: 2,
      after: ({ type }) => {
        if (type === 'run') clock.goOn(16);
      },
    });
    const experiment = onGpu({ epochs: 1000, evaluate_every: 1000, stop: { seconds: 1 } });
    const runner = await createRunner(experiment, { engines: enginesWith(gpu), now: clock.now });
    while (!runner.ended) await runner.advance(never, clock.now() + 10);
    const { evaluation, state, status, losses } = recordedIn(runner.takePiece());
    expect(status).toMatchObject({ kind: 'finished', reason: 'time limit of 1 s reached' });
    expect(evaluation?.step).toBe(state.stepsDone);
    expect(losses.length).toBe(state.stepsDone + 1);
    expect(asked(gpu)).toBe(state.stepsDone);
    expect(gpu.count('create')).toBe(1);
  });
});

test('evaluations that were thought to take too long are not made where a device is ahead', async () => {
  const clock = fakeClock();
  let requests = 0;
  const gpu = new FakeGpu({
    milliseconds: 2,
    after: ({ type }) => {
      // The steps until the 40th are so slow that an evaluation after them is affordable, which nobody could foresee.
      if (type === 'run') clock.goOn(requests++ === 6 ? 1000 : 1);
      if (type === 'evaluate') clock.goOn(30);
    },
  });
  const experiment = onGpu({ epochs: 40 });
  const runner = await createRunner(experiment, { engines: enginesWith(gpu), now: clock.now });
  while (!runner.ended) await runner.advance(never, clock.now() + 10);
  const { losses, evaluations } = recordedIn(runner.takePiece());
  expect(losses).toEqual((await undisturbed(experiment)).losses);
  expect(evaluations.map(({ step }) => step).slice(0, 2)).toEqual([0, 50]);
  expect(gpu.count('create')).toBe(1);
});
