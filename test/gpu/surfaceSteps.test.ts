/** How runs on surfaces take their steps on a device. */
import { describe, expect, vi } from 'vitest';
import type { Checkpoint } from '../../core/engine/checkpoint.ts';
import { createStepper, type Stepper } from '../../core/engine/cpu/stepper.ts';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import { planSurface } from '../../core/engine/gpu/surfacePlan.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { createMethod, type Method } from '../unit/engine/networkTools.ts';
import { surfaceNamed } from '../unit/problems/surfacesTools.ts';
import { test } from './device.ts';
import { createSurfaceRun, startAt, steppable } from './surfaceRuns.ts';
import { variants } from './variants.ts';

const steps = 60;
const noLimit = Number.MAX_VALUE;
const himmelblau = surfaceNamed('himmelblau').text;
/** Flat enough for the default rate of every rule. */
const flat = `(${himmelblau})/64`;
const start: Point = [1.5, -0.5];

/** Kept for all tests: their kernels are compiled once. */
let runs: DeviceRuns | undefined;
const runsOf = (device: GPUDevice) => {
  runs ??= new DeviceRuns(device);
  return runs;
};

/** What float32 JavaScript records from the start on. */
function recorded(stepper: Stepper<Float32Array>, count = steps) {
  const losses = [stepper.loss];
  const positions = [...stepper.parameters];
  const [next, path] = [new Float64Array(count), new Float64Array(2 * count)];
  stepper.run(count, noLimit, next, path);
  return { losses: [...losses, ...next], positions: [...positions, ...path] };
}

const sumsUp = (source: string) => source.includes('sum_of_threads(thread, s');

const create = (
  device: GPUDevice,
  method: Method,
  { text = himmelblau, at = start, from = startAt(at, method) } = {},
) => createSurfaceRun(runsOf(device), { text, ...method, from });

describe('with every rule a run takes the steps of float32 JavaScript:', () => {
  test.for(variants.map((variant) => [variant.name, variant] as const))(
    '%s',
    async ([, { rule, hyperparameters }], { device }) => {
      const method: Method = { rule, hyperparametersAt: () => hyperparameters };
      const run = await create(device, method, { text: flat });
      const { losses, positions } = await run.run(steps, noLimit, false);
      const kernel = compileFloat32(rule);
      const expected = recorded(createStepper(steppable(flat, start), kernel, method.hyperparametersAt));
      const [source = ''] = planSurface({ text: flat, rule }).kernels.map((each) => each.source);
      expect(losses.length).toBe(steps + 1);
      if (sumsUp(source)) {
        expect(distance(losses, expected.losses)).toBeLessThan(1e-5);
        expect(distance(positions ?? [], expected.positions)).toBeLessThan(1e-5);
      } else {
        expect([...losses]).toEqual(expected.losses);
        expect([...(positions ?? [])]).toEqual(expected.positions);
      }
    },
  );
});

const adam = createMethod('adam', { lr: 0.1 });

test('in one request and in many a run has the same bits, and from a checkpoint on', async ({ device }) => {
  for (const method of [adam, createMethod('sam', { lr: 0.01 }), createMethod('lamb', { lr: 0.01 })]) {
    const expected = await (await create(device, method)).run(400, noLimit, true);
    const pieces = await create(device, method);
    const losses: number[] = [];
    const positions: number[] = [];
    let checkpoint: Checkpoint | null = null;
    for (const count of [0, 1, 2, 7, 30, 360]) {
      const taken = await pieces.run(count, noLimit, count > 0);
      losses.push(...taken.losses.subarray(count === 0 ? 0 : 1));
      positions.push(...(taken.positions?.subarray(count === 0 ? 0 : 2) ?? []));
      if (count === 30) checkpoint = taken.checkpoint;
      if (count === 360) expect(taken.checkpoint).toEqual(expected.checkpoint);
    }
    expect(losses).toEqual([...expected.losses]);
    expect(positions).toEqual([...(expected.positions ?? [])]);
    const from = checkpoint ?? expect.fail('there is no checkpoint');
    const again = await (await create(device, method, { from })).run(360, noLimit, true);
    expect(again.losses).toEqual(expected.losses.subarray(40));
    expect(again.positions).toEqual(expected.positions?.subarray(80));
    expect(again.checkpoint).toEqual(expected.checkpoint);
  }
});

test('100 runs take their steps in one dispatch, each with the bits that it has alone', async ({
  device,
}) => {
  const shared = new DeviceRuns(device);
  const methods = Array.from({ length: 100 }, (_, run) => createMethod('adam', { lr: 0.001 * 1.05 ** run }));
  const all = await Promise.all(
    methods.map((method) =>
      createSurfaceRun(shared, { text: himmelblau, ...method, from: startAt(start, method) }),
    ),
  );
  const submit = vi.spyOn(device.queue, 'submit');
  await Promise.all(all.map((run) => run.run(1, noLimit, false)));
  expect(submit).toHaveBeenCalledTimes(1);
  submit.mockRestore();
  const found = await Promise.all(all.map((run, index) => run.run(20 + index, noLimit, true)));
  for (const [index, method] of methods.entries()) {
    if (index % 9 !== 0) continue;
    const alone = await createSurfaceRun(new DeviceRuns(device), {
      ...{ text: himmelblau, ...method, from: startAt(start, method) },
    });
    await alone.run(1, noLimit, false);
    const { losses, positions, checkpoint } = await alone.run(20 + index, noLimit, true);
    expect(found[index]).toMatchObject({ losses, positions, checkpoint });
  }
});

test('a run stops after a loss above the limit, and the others go on', async ({ device }) => {
  const method = createMethod('sgd', { lr: 0.03 });
  const expected = await (await create(device, method)).run(200, noLimit, true);
  const limit = 115;
  const at = expected.losses.findIndex((loss, step) => step > 0 && loss > limit);
  expect([expected.losses[0], at]).toEqual([113.125, 6]);
  // The first dispatches of a device have few steps, so that there are some behind that loss.
  const shared = new DeviceRuns(device);
  const handle = vi.spyOn(shared, 'handle');
  const from = startAt(start, method);
  const limited = await createSurfaceRun(shared, { text: himmelblau, ...method, from });
  const stopped = await limited.run(200, limit, true);
  const answer = (await handle.mock.results.at(-1)?.value) as { values: Float32Array };
  handle.mockRestore();
  expect([...stopped.losses]).toEqual([...expected.losses.subarray(0, at + 1)]);
  expect([...(stopped.positions ?? [])]).toEqual([...(expected.positions?.subarray(0, 2 * at + 2) ?? [])]);
  expect([stopped.hasHalted, stopped.checkpoint]).toEqual([true, null]);
  const until = await (await create(device, method)).run(at, noLimit, true);
  expect([...answer.values]).toEqual([...(until.checkpoint?.parameters ?? [])]);
});

test('a run stops after a loss that is no number, and another in the same dispatch goes on', async ({
  device,
}) => {
  const method = createMethod('sgd', { lr: 1 });
  const text = 'log(x) + y**2';
  const [stopping, other] = [
    await create(device, method, { text, at: [0.5, 1] }),
    await create(device, method, { text, at: [200, 0.5] }),
  ];
  const [stopped, whole] = await Promise.all([
    stopping.run(50, noLimit, false),
    other.run(50, noLimit, false),
  ]);
  expect(stopped.hasHalted).toBe(true);
  expect([...stopped.losses]).toEqual([Math.fround(Math.log(0.5) + 1), Number.NaN]);
  expect([...(stopped.positions ?? [])]).toEqual([0.5, 1, -1.5, -1]);
  expect([whole.hasHalted, whole.losses.length]).toEqual([false, 51]);
});
