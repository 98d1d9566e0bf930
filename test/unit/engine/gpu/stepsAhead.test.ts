import { expect, test, vi } from 'vitest';
import { Checkpoints } from '../../../../core/engine/gpu/checkpoints.ts';
import type { DeviceRun, StepsTaken } from '../../../../core/engine/gpu/deviceRun.ts';
import { StepBudget } from '../../../../core/engine/gpu/stepBudget.ts';
import { StepsAhead } from '../../../../core/engine/gpu/stepsAhead.ts';

interface Request {
  readonly steps: number;
  readonly limit: number;
  readonly checkpoint: boolean;
  answer(change?: Partial<StepsTaken>): void;
  fail(): void;
}

/** A run whose loss is the number of its step, on a device that answers when it is told to; a step takes it 4 ms. */
function createSteps() {
  const requests: Request[] = [];
  let asked = 0;
  const run = vi.fn((steps: number, limit: number, checkpoint: boolean) => {
    const first = asked;
    asked += steps;
    return new Promise<StepsTaken>((resolve, reject) => {
      requests.push({
        ...{ steps, limit, checkpoint },
        answer: (change = {}) =>
          resolve({
            losses: Float32Array.from({ length: steps + 1 }, (_, step) => first + step),
            ...{ positions: null, hasHalted: false, checkpoint: null, milliseconds: 4 * steps, submits: 1 },
            ...change,
          }),
        fail: () => reject(new Error('the GPU was lost')),
      });
    });
  });
  const start = {
    stepsDone: 0,
    parameters: new Float32Array(),
    state: { tensors: [], scalars: new Float64Array() },
  };
  const device = { run } as unknown as DeviceRun;
  const steps = new StepsAhead(device, new StepBudget(1000), new Checkpoints(start));
  const give = async (count: number, following = 0, limit = 9) => [
    ...(await steps.give(count, limit, following)).loss,
  ];
  return { steps, requests, give, sizes: () => requests.map((request) => request.steps) };
}

test('the device has two requests at once, and the next when one is answered', async () => {
  const { steps, requests, give, sizes } = createSteps();
  const first = give(100);
  expect(sizes()).toEqual([4, 4]);
  expect(requests.map(({ checkpoint }) => checkpoint)).toEqual([true, false]);
  requests[0]?.answer();
  expect(await first).toEqual([1, 2, 3, 4]);
  expect(steps.count).toBe(4);
  const second = give(96);
  expect(sizes()).toEqual([4, 4, 4]);
  requests[1]?.answer();
  expect(await second).toEqual([5, 6, 7, 8]);
});

test('it is asked for no more than may be wanted', async () => {
  const { steps, requests, give, sizes } = createSteps();
  const first = give(3, 3);
  expect(sizes()).toEqual([4, 2]);
  requests[0]?.answer();
  expect(await first).toEqual([1, 2, 3]);
  expect(steps.count).toBe(3);
  expect(await give(3)).toEqual([4]);
  const last = give(2);
  requests[1]?.answer();
  expect(await last).toEqual([5, 6]);
  expect(sizes()).toEqual([4, 2]);
  expect(steps.count).toBe(0);
});

test('what is there is given step by step, without asking', async () => {
  const { requests, give, sizes } = createSteps();
  const first = give(1, 7);
  requests[0]?.answer();
  expect([await first, await give(1, 6), await give(2, 4)]).toEqual([[1], [2], [3, 4]]);
  expect(sizes()).toEqual([4, 4]);
});

test('of what was asked for behind a halt nothing is given', async () => {
  const { steps, requests, give } = createSteps();
  const first = give(100);
  requests[0]?.answer({ losses: Float32Array.of(0, 1, Number.NaN), hasHalted: true });
  expect(await first).toEqual([1, Number.NaN]);
  expect(steps.count).toBe(0);
});

test('positions are given with their losses', async () => {
  const { steps, requests } = createSteps();
  const first = steps.give(1, 9, 3);
  requests[0]?.answer({ positions: Float32Array.of(0, 0, 1, 10, 2, 20, 3, 30, 4, 40) });
  expect(await first).toEqual({ loss: Float64Array.of(1), position: Float64Array.of(1, 10) });
  const next = await steps.give(2, 9, 0);
  expect(next).toEqual({ loss: Float64Array.of(2, 3), position: Float64Array.of(2, 20, 3, 30) });
});

test('steps that are ahead with another limit are others', async () => {
  const { steps, requests, give } = createSteps();
  expect(steps.isOtherThan(5)).toBe(false);
  const first = give(8);
  requests[0]?.answer();
  await first;
  expect([steps.isOtherThan(9), steps.isOtherThan(5)]).toEqual([false, true]);
});

test('a request fails who waits for it, and one behind it nobody', async () => {
  const { requests, give } = createSteps();
  const first = give(100);
  requests[1]?.fail();
  requests[0]?.fail();
  await expect(first).rejects.toThrow('the GPU was lost');
});

test('one request alone is taken whole', async () => {
  const { steps, requests } = createSteps();
  const measured = steps.take(0, 5);
  requests[0]?.answer();
  expect((await measured).losses).toEqual(Float32Array.of(0));
  expect(requests).toMatchObject([{ steps: 0, limit: 5, checkpoint: false }]);
});
