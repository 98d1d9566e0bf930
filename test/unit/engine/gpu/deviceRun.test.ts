import { describe, expect, test } from 'vitest';
import type { Device } from '../../../../core/engine/gpu/deviceAccess.ts';
import { DeviceRun, type DeviceRunOptions } from '../../../../core/engine/gpu/deviceRun.ts';
import type { ExampleTable } from '../../../../core/engine/gpu/exampleTable.ts';
import type { GpuRequest, GpuRequestOf } from '../../../../core/engine/gpu/messages.ts';
import type { ModelTask } from '../../../../core/problems/models/modelTask.ts';

const last = Float32Array.of(3.4028234663852886e38)[0] ?? 0;

/** A run of 2 parameters on a device that answers so; its batches are one row, two rows, one row … */
async function createRun(answer: (request: GpuRequest) => unknown = () => null) {
  const requests: GpuRequest[] = [];
  const device = {
    request: async (request: GpuRequest) => {
      requests.push(request);
      return answer(request);
    },
  } as unknown as Device;
  const batchesFrom = (stepsDone: number) => {
    let step = stepsDone;
    return {
      stepsPerEpoch: 1,
      next: () => Int32Array.from({ length: 1 + (step % 2) }, () => step).fill(step++),
    };
  };
  const options: DeviceRunOptions = {
    plan: { parameters: 2, batchSize: 2, rowLength: 64, rowsPerEvaluation: 300 } as DeviceRunOptions['plan'],
    examples: {
      table: { key: 'table', sendTo: async () => {} } as unknown as ExampleTable,
      model: { batchesFrom } as unknown as ModelTask,
    },
    uniformRows: (scalars, _, steps) => {
      scalars[0] = (scalars[0] ?? 0) + steps;
      return new Float32Array(64 * steps);
    },
  };
  const parameters = Float32Array.of(1, 2);
  const state = { tensors: [Float32Array.of(3, 4)], scalars: Float64Array.of(0) };
  const run = await DeviceRun.create(device, 'a', options, { stepsDone: 4, parameters, state });
  return { run, requests, last: () => requests.at(-1) as GpuRequestOf<'run'> };
}

const losses = (...values: number[]) => ({
  losses: Float32Array.from(values),
  positions: null,
  values: null,
  milliseconds: 3,
});

test('is created with its parameters, then its state', async () => {
  const { requests } = await createRun();
  expect(requests).toMatchObject([
    { type: 'create', run: 'a', examples: 'table', values: Float32Array.of(1, 2, 3, 4) },
  ]);
});

test('is given the rows of its steps and of the one after them, from where it begins', async () => {
  const { run, last: asked } = await createRun((request) =>
    losses(...new Array('steps' in request ? request.steps + 1 : 0).fill(1)),
  );
  await run.run(0, 9, false);
  expect([[...asked().rows], [...asked().counts]]).toEqual([[4], [1]]);
  await run.run(2, 9, false);
  expect([[...asked().rows], [...asked().counts]]).toEqual([
    [4, 5, 5, 6],
    [1, 2, 1],
  ]);
  await run.run(1, 9, false);
  expect([[...asked().rows], [...asked().counts]]).toEqual([
    [6, 7, 7],
    [1, 2],
  ]);
  expect(run.stepsDone).toBe(7);
});

test.each([
  ['is not a number', [1, 2, Number.NaN, 4], 2],
  ['is infinite', [1, Number.POSITIVE_INFINITY, 2, 3], 1],
  ['is above the limit', [1, 2, 3, 9.5], 3],
])('takes no steps after a loss that %s', async (_, given, taken) => {
  const { run } = await createRun(() => ({ ...losses(...given), values: new Float32Array(4) }));
  const result = await run.run(3, 9, true);
  expect([...result.losses]).toEqual(given.slice(0, taken + 1));
  expect([result.hasHalted, result.checkpoint, run.stepsDone]).toEqual([true, null, 4 + taken]);
});

test('the loss before the first step stops nothing', async () => {
  const { run } = await createRun(() => losses(Number.NaN, 1));
  expect((await run.run(1, 9, false)).hasHalted).toBe(false);
});

test('a checkpoint has the scalars of its step', async () => {
  const { run } = await createRun(() => ({ ...losses(1, 1, 1), values: Float32Array.of(5, 6, 7, 8) }));
  const { checkpoint } = await run.run(2, 9, true);
  await run.run(2, 9, true);
  expect(checkpoint).toEqual({
    stepsDone: 6,
    parameters: Float32Array.of(5, 6),
    state: { tensors: [Float32Array.of(7, 8)], scalars: Float64Array.of(2) },
  });
});

test('a call before the answer to the one before goes on behind it', async () => {
  const answers: (() => void)[] = [];
  const { run, requests } = await createRun((request) => {
    if (!('steps' in request)) return null;
    const values = Float32Array.of(5, 6, 7, 8);
    const answer = { ...losses(...new Array(request.steps + 1).fill(1)), values };
    return new Promise((resolve) => answers.push(() => resolve(answer)));
  });
  const both = [run.run(2, 9, true), run.run(1, 9, true)];
  const rows = requests.flatMap((request) => ('rows' in request ? [[...request.rows]] : []));
  expect(rows).toEqual([
    [4, 5, 5, 6],
    [6, 7, 7],
  ]);
  for (const answer of answers) answer();
  const found = await Promise.all(both);
  expect(found.map(({ checkpoint }) => [checkpoint?.stepsDone, checkpoint?.state.scalars])).toEqual([
    [6, Float64Array.of(2)],
    [7, Float64Array.of(3)],
  ]);
  expect(run.stepsDone).toBe(7);
});

describe('a limit is the float that the same losses are above:', () => {
  test.each([
    [9, 9],
    [0.1, 0.09999999403953552],
    [1e6 + 0.01, 1e6],
    [Number.MAX_VALUE, last],
    [Number.POSITIVE_INFINITY, last],
  ])('%d is %d', async (limit, float) => {
    const { run, last: asked } = await createRun(() => losses(1, 1));
    await run.run(1, limit, false);
    expect(asked().limit).toBe(float);
    expect(Math.fround(float)).toBe(float);
  });
});

test('many rows are evaluated in several requests, each with its weight', async () => {
  const { run, requests } = await createRun((request) =>
    request.type === 'evaluate'
      ? { loss: request.first < 10_000 ? 1 : 4, right: request.end - request.first - 1 }
      : null,
  );
  expect(await run.evaluate({ first: 100, end: 20_100 })).toEqual({
    loss: (16_200 * 1 + 3800 * 4) / 20_000,
    right: 20_000 - 2,
  });
  expect(requests.slice(1)).toMatchObject([
    { type: 'evaluate', first: 100, end: 16_300 },
    { type: 'evaluate', first: 16_300, end: 20_100 },
  ]);
});
