/** How runs on a device begin, go on, end and are judged. */
import { describe, expect } from 'vitest';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import type { BatchRows } from '../../core/problems/data/batches.ts';
import { losses } from '../../core/problems/models/losses/index.ts';
import { createMlp } from '../../core/problems/models/mlp.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import {
  createMethod,
  createOracle,
  createProblem,
  oracleLosses,
  type Problem,
} from '../unit/engine/networkTools.ts';
import { test } from './device.ts';
import { createGpuTrainer } from './gpuTrainer.ts';

/** Largest difference of 31 losses, as a share of the largest. */
const tolerance = 1e-5;
const steps = 30;

/** Kept for all tests: their kernels are compiled once. */
let runs: DeviceRuns | undefined;
const runsOf = (device: GPUDevice) => {
  runs ??= new DeviceRuns(device);
  return runs;
};

describe.each([
  ['together', { together: true }],
  ['alone', { together: false }],
  ['together, on a processor', { together: true, isSoftware: true }],
  ['alone, on a processor', { together: false, isSoftware: true }],
] as const)('runs that take their steps %s', (wayName, way) => {
  const create = (
    device: GPUDevice,
    name: string,
    problem: Problem,
    batch: BatchRows,
    method = createMethod('adam', { lr: 0.01 }),
  ) => createGpuTrainer(runsOf(device), `${name} ${wayName}`, problem, batch, method, way);

  test('train with batches that grow, and shrink, as float64 does', async ({ device }) => {
    const problem = createProblem([3, 7, 6, 4]);
    const { rows } = problem.examples;
    const stages = [
      { epochs: 1, size: 9 },
      { epochs: 2, size: 40 },
      { epochs: 2, size: rows },
      { epochs: 1, size: 5 },
    ];
    const method = createMethod('adam', { lr: 0.01 });
    const trainer = await create(device, 'stages', problem, stages, method);
    const expected = oracleLosses(createOracle(problem, stages, method), steps);
    expect(distance(await trainer.run(steps), expected)).toBeLessThan(tolerance);
  });

  test('are judged over any number of rows', async ({ device }) => {
    for (const loss of Object.keys(losses) as Problem['loss'][]) {
      const problem = createProblem([4, 8, 3], 'relu', loss, 1300);
      const trainer = await create(device, `judged ${loss}`, problem, 16);
      await trainer.run(20);
      const { parameters } = trainer.plan;
      const now = Float64Array.from((await trainer.values()).subarray(0, parameters));
      const expected = createMlp([4, 8, 3], { activation: 'relu', loss }).evaluate(now, problem.examples);
      const judged = await trainer.evaluate();
      expect(distance([judged.loss], [expected.loss])).toBeLessThan(1e-6);
      expect(judged.right).toBe(Math.round(1300 * (expected.accuracy ?? 0)));
    }
  });

  test('give the same bits in one request or in many', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3]);
    const [whole, pieces] = [
      await create(device, 'whole', problem, 32),
      await create(device, 'pieces', problem, 32),
    ];
    const expected = await whole.run(40);
    const found: number[] = [];
    for (const count of [0, 1, 2, 7, 30]) found.push(...(await pieces.run(count)).subarray(1));
    expect(found).toEqual([...expected.subarray(1)]);
    expect(await pieces.values()).toEqual(await whole.values());
  });

  test('give the same bits where requests come before the answers to those before them', async ({
    device,
  }) => {
    const problem = createProblem([5, 17, 9, 3]);
    const [waiting, hasty] = [
      await create(device, 'waiting', problem, 32),
      await create(device, 'hasty', problem, 32),
    ];
    const first = await waiting.run(7);
    const between = await waiting.values();
    // Each product a dispatch: the software adapter takes long for those.
    const many = way.together ? 300 : 60;
    const rest = await waiting.run(many);
    const found = await Promise.all([hasty.run(7), hasty.values(), hasty.run(many)]);
    expect(found).toEqual([first, between, rest]);
    expect(await hasty.values()).toEqual(await waiting.values());
  });

  test('can be let go of at any moment, and the device has no error for it', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3]);
    const errors: string[] = [];
    const listen = ({ error }: GPUUncapturedErrorEvent) => errors.push(error.message);
    device.addEventListener('uncapturederror', listen);
    for (let moment = 0; moment < 3; moment++) {
      const trainer = await create(device, `going ${moment}`, problem, 32);
      const asked = [trainer.run(200), trainer.values(), trainer.run(200), trainer.evaluate()];
      await new Promise((resolve) => setTimeout(resolve, 10 * moment));
      await runsOf(device).handle({ type: 'dispose', run: `going ${moment} ${wayName}` });
      await Promise.allSettled(asked);
    }
    // Errors come a moment later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    device.removeEventListener('uncapturederror', listen);
    expect(errors).toEqual([]);
  });

  test('do nothing that comes behind a halt', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3], 'identity', 'mse');
    const method = createMethod('sgd', { lr: 1000 });
    const trainer = await create(device, 'behind', problem, 32, method);
    const [found] = await Promise.all([trainer.run(60), trainer.run(60), trainer.run(60)]);
    const at = found.findIndex((loss) => !Number.isFinite(loss));
    const until = await create(device, 'before', problem, 32, method);
    await until.run(at);
    expect(await trainer.values()).toEqual(await until.values());
  });

  test('go on from a checkpoint with the same bits', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3]);
    const trainer = await create(device, 'first', problem, 80);
    await trainer.run(10);
    const values = await trainer.values();
    const { handle, plan } = { handle: runsOf(device), plan: trainer.plan };
    await handle.handle({ type: 'create', run: 'again', plan, examples: `first ${wayName}`, values });
    const next = { ...trainer.request(5), run: 'again' };
    const expected = await trainer.run(5);
    expect((await handle.handle(next)).losses).toEqual(expected);
  });

  test('stop after a loss above the limit, and stay as they are then', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3]);
    const method = createMethod('sgd', { lr: 4 });
    const free = await create(device, 'free', problem, 32, method);
    const expected = await free.run(20);
    const largest = Math.max(...expected);
    const at = expected.findIndex((loss) => loss > 0.999 * largest);
    expect(at).toBeGreaterThan(2);
    const limited = await create(device, 'limited', problem, 32, method);
    const limit = 0.999 * largest;
    const found = await limited.run(20, limit);
    expect(found.subarray(0, at + 1)).toEqual(expected.subarray(0, at + 1));
    const until = await create(device, 'until', problem, 32, method);
    await until.run(at);
    const stopped = await limited.values();
    expect(stopped).toEqual(await until.values());
    await limited.run(5, limit);
    expect(await limited.values()).toEqual(stopped);
  });

  test('stop after a loss that is no number', async ({ device }) => {
    const problem = createProblem([5, 17, 9, 3], 'identity', 'mse');
    const method = createMethod('sgd', { lr: 1000 });
    const trainer = await create(device, 'diverging', problem, 32, method);
    const found = await trainer.run(60);
    const at = found.findIndex((loss) => !Number.isFinite(loss));
    expect(at).toBeGreaterThan(0);
    const until = await create(device, 'until divergence', problem, 32, method);
    await until.run(at);
    expect(await trainer.values()).toEqual(await until.values());
  });
});

const inGroup = { together: true, table: 'examples' };

test('many runs give the bits that each gives alone', async ({ device }) => {
  const shared = new DeviceRuns(device);
  const problem = createProblem([2, 8, 3]);
  const rates = Array.from({ length: 70 }, (_, run) => 0.001 * 1.1 ** run);
  const create = (runs: DeviceRuns, lr: number) =>
    createGpuTrainer(runs, `lr ${lr}`, problem, 16, createMethod('adam', { lr }), inGroup);
  const trainers = await Promise.all(rates.map((lr) => create(shared, lr)));
  const found = await Promise.all(trainers.map((trainer, index) => trainer.run(20 + index)));
  for (const index of [0, 1, 35, 69]) {
    const alone = await create(new DeviceRuns(device), rates[index] ?? 0);
    expect(found[index]).toEqual(await alone.run(20 + index));
  }
});

test('a run that is let go of while it takes steps does nothing to the one that gets its room', async ({
  device,
}) => {
  const shared = new DeviceRuns(device);
  const problem = createProblem([2, 8, 3]);
  const create = (runs: DeviceRuns, name: string) =>
    createGpuTrainer(runs, name, problem, 16, createMethod('adam', { lr: 0.01 }), inGroup);
  const first = await create(shared, 'first');
  // Another keeps the group.
  await create(shared, 'other');
  const taken = first.run(3000).catch((error: Error) => error.message);
  await shared.handle({ type: 'dispose', run: 'first' });
  const second = await create(shared, 'second');
  const expected = await (await create(new DeviceRuns(device), 'alone')).run(50);
  expect(await second.run(50)).toEqual(expected);
  expect(await taken).toBe('the run was disposed of');
});

test('the last run of a group lets go of it, and the next one begins anew', async ({ device }) => {
  const shared = new DeviceRuns(device);
  const problem = createProblem([2, 8, 3]);
  const create = (name: string) =>
    createGpuTrainer(shared, name, problem, 16, createMethod('adam', { lr: 0.01 }), inGroup);
  const first = await (await create('first')).run(10);
  await shared.handle({ type: 'dispose', run: 'first' });
  await shared.handle({ type: 'dispose', run: 'first' });
  expect(await (await create('first')).run(10)).toEqual(first);
});

describe('while runs are evaluated over many blocks', () => {
  const problem = createProblem([2, 8, 3], 'tanh', 'cross_entropy', 4000);
  const method = createMethod('adam', { lr: 0.01 });
  const createIn = (runs: DeviceRuns, name: string, table: string) =>
    createGpuTrainer(runs, name, problem, 16, method, { together: true, table });

  test('others may begin, which takes more room', async ({ device }) => {
    const shared = new DeviceRuns(device);
    const first = await createIn(shared, 'first', 'a');
    await first.run(20);
    const alone = await first.evaluate();
    const pending = first.evaluate();
    const others = await Promise.all([1, 2, 3, 4].map((each) => createIn(shared, `other ${each}`, 'a')));
    expect(await pending).toEqual(alone);
    expect(await first.evaluate()).toEqual(alone);
    expect(await Promise.all(others.map((each) => each.run(20)))).toHaveLength(4);
  });

  test('they may be let go of, and those of another group go on', async ({ device }) => {
    const shared = new DeviceRuns(device);
    const first = await createIn(shared, 'first', 'a');
    const other = await createIn(shared, 'other', 'b');
    const expected = await (await createIn(new DeviceRuns(device), 'alone', 'b')).run(20);
    const pending = [first.evaluate(), first.evaluate()].map((each) =>
      each.catch((error: Error) => error.message),
    );
    await shared.handle({ type: 'dispose', run: 'first' });
    expect(await Promise.all(pending)).toEqual(['the run was disposed of', 'the run was disposed of']);
    expect(await other.run(20)).toEqual(expected);
  });
});

test('a piece of a table that was let go of is asked for again, from the first', async ({ device }) => {
  const runs = new DeviceRuns(device);
  const numbers = Float32Array.of(1, 2, 0);
  const piece = { type: 'examples', key: 'a', length: 6, numbers } as const;
  await expect(runs.handle({ ...piece, at: 3 })).rejects.toMatchObject({ isLost: true });
  await runs.handle({ ...piece, at: 0 });
  expect(await runs.handle({ ...piece, at: 3 })).toBeNull();
});

test('of tables that no run uses the last four are kept, and who needs another one sends it again', async ({
  device,
}) => {
  const runs = new DeviceRuns(device);
  const add = (key: string) =>
    runs.handle({ type: 'examples', key, length: 3, at: 0, numbers: Float32Array.of(1, 2, 0) });
  const problem = createProblem([2, 8, 3]);
  const used = await createGpuTrainer(runs, 'used', problem, 16, createMethod('adam'));
  for (const key of ['a', 'b', 'c', 'd', 'e']) await add(key);
  await add('b');
  await add('f');
  const isThere = async (examples: string) => {
    const { plan } = used;
    const values = new Float32Array(plan.parameters * plan.kept);
    try {
      await runs.handle({ type: 'create', run: examples, plan, examples, values });
      await runs.handle({ type: 'dispose', run: examples });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ isLost: true });
      return false;
    }
  };
  const found = [];
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'used']) found.push(await isThere(key));
  expect(found).toEqual([false, true, false, true, true, true, true]);
});
