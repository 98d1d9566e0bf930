import { expect, test } from 'vitest';
import { buffersIn } from '../../../../core/engine/gpu/buffersIn.ts';
import type { Device } from '../../../../core/engine/gpu/deviceAccess.ts';
import { ExampleTable } from '../../../../core/engine/gpu/exampleTable.ts';
import type { GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import type { Dataset } from '../../../../core/problems/data/dataset.ts';
import { modelTask } from '../../../../core/problems/models/modelTask.ts';

/** `rows` examples of `features` numbers, which count on. */
function dataOf(rows: number, features: number, others: Partial<Dataset> = {}): Dataset {
  const inputs = Float64Array.from({ length: rows * features }, (_, i) => i);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % 3);
  return { rows, features, classes: 3, inputs, labels, ...others } as Dataset;
}

const taskOf = (
  data: Dataset,
  heldOut: Dataset | null = null,
  loss: 'cross_entropy' | 'mse' = 'cross_entropy',
) => modelTask(data, [], 1, 0, { loss }, heldOut);

function createDevice() {
  const requests: GpuRequest[] = [];
  const device = {
    tables: new Map(),
    // As the way to a device does: what is handed on is gone where it was.
    request: async (request: GpuRequest) =>
      void requests.push(structuredClone(request, { transfer: buffersIn(request) })),
  } as unknown as Device;
  const pieces = () => requests.filter((request) => request.type === 'examples');
  return { device, pieces };
}

test('a row is its inputs and its class; those to train on come first', async () => {
  const table = new ExampleTable(taskOf(dataOf(2, 2), dataOf(3, 2)));
  const { device, pieces } = createDevice();
  await table.sendTo(device);
  expect(pieces().map(({ at, numbers }) => [at, [...numbers]])).toEqual([
    [0, [0, 1, 0, 2, 3, 1]],
    [6, [0, 1, 0, 2, 3, 1, 4, 5, 2]],
  ]);
  expect(pieces().map(({ key, length }) => [key, length])).toEqual(new Array(2).fill([table.key, 15]));
  expect(table.judged).toEqual({ first: 2, end: 5 });
});

test('or its targets; without rows held out, all are judged', async () => {
  const targets = Float64Array.of(7, 8);
  const table = new ExampleTable(taskOf(dataOf(2, 2, { classes: 0, targets }), null, 'mse'));
  const { device, pieces } = createDevice();
  await table.sendTo(device);
  expect(pieces().map(({ numbers }) => [...numbers])).toEqual([[0, 1, 7, 2, 3, 8]]);
  expect(table.judged).toEqual({ first: 0, end: 2 });
});

test('a large table comes in pieces of whole rows, of at most 8 MB', async () => {
  const table = new ExampleTable(taskOf(dataOf(5000, 999)));
  const { device, pieces } = createDevice();
  await table.sendTo(device);
  expect(pieces().map(({ numbers }) => numbers.length)).toEqual([2_097_000, 2_097_000, 806_000]);
  expect(pieces().map(({ at }) => at)).toEqual([0, 2_097_000, 4_194_000]);
  for (const { numbers } of pieces()) expect(numbers.byteLength).toBeLessThanOrEqual(8 * 2 ** 20);
});

test('it is sent to a device once, however many ask', async () => {
  const table = new ExampleTable(taskOf(dataOf(2, 2)));
  const [one, other] = [createDevice(), createDevice()];
  await Promise.all([table.sendTo(one.device), table.sendTo(one.device)]);
  await table.sendTo(one.device);
  await table.sendTo(other.device);
  expect([one.pieces().length, other.pieces().length]).toEqual([1, 1]);
});

test('its key is that of its numbers', () => {
  const key = (data: Dataset, heldOut?: Dataset) => new ExampleTable(taskOf(data, heldOut)).key;
  const changed = dataOf(4, 3);
  changed.inputs[5] = 99;
  const relabelled = dataOf(4, 3);
  relabelled.labels[1] = 0;
  const keys = [dataOf(4, 3), changed, relabelled, dataOf(5, 3)].map((data) => key(data));
  keys.push(key(dataOf(4, 3), dataOf(1, 3)));
  expect(new Set(keys).size).toBe(5);
  expect(key(dataOf(4, 3))).toBe(keys[0]);
});

test('it is the table of models of the same data', () => {
  const [data, heldOut] = [dataOf(4, 3), dataOf(2, 3)];
  const table = new ExampleTable(taskOf(data, heldOut));
  expect(table.isOf(taskOf(data, heldOut))).toBe(true);
  expect(table.isOf(taskOf(data))).toBe(false);
  expect(table.isOf(taskOf(data, dataOf(2, 3)))).toBe(false);
  expect(table.isOf(taskOf(dataOf(4, 3), heldOut))).toBe(false);
});
