/** How much a thread of a map computes for a view that is not wanted any more: counted, not timed. */
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { createLaneScorer } from '../../../../core/map/laneScorer.ts';
import { mapOfExperiment } from '../../../../core/map/mapSpec.ts';
import { machineWith } from '../../../../node/threads/machineHere.ts';
import { threadPort } from '../../../../node/threads/thisThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { control, type FromMapWorker } from '../../../../threads/map/mapTasks.ts';
import { MapThread } from '../../../../threads/map/mapThread.ts';

const momentum = { optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 50, target: 1 };
const size = 64;

/**
 * How many of 4,096 cells are given for a view that another one takes the place of.
 * @param last The cell while which is read that happens, by its number in order.
 */
async function cellsUpTo(last: number, problem: object): Promise<number> {
  const spec = mapOfExperiment(parseExperiment({ ...momentum, problem }), undefined);
  const wanted = new Int32Array(new SharedArrayBuffer(8));
  wanted[control.view] = 1;
  let read = 0;
  const rates = Float64Array.from({ length: size }, (_, i) => 1e-4 * (1 + i));
  const columns = new Proxy(rates, {
    get(values, key) {
      if (typeof key === 'string' && /^\d+$/.test(key) && read++ === last) wanted[control.view] = 2;
      return Reflect.get(values, key, values);
    },
  });
  const { port1, port2 } = new MessageChannel();
  const places = { data: inRoot('core', 'problems', 'data'), kernels: inRoot('dist', 'kernels') };
  const thread = new MapThread(threadPort(port1), { data: null, control: wanted }, machineWith(places));
  thread.receive({ type: 'view', view: 1, spec, columns, rows: new Float64Array(size).fill(0.5) });
  thread.receive({ type: 'cells', view: 1, cells: Uint32Array.from({ length: size * size }, (_, i) => i) });
  const [message] = (await once(port2, 'message')) as [FromMapWorker];
  port1.close();
  if (message.type !== 'cells') throw new TypeError(`expected cells, not ${message.type}`);
  expect(message.chunk.numbers.length).toBe(5 * message.chunk.cells.length);
  return message.chunk.cells.length;
}

test.each([0, 100, 255, 256, 3000])('in lanes the chunk with cell %d is the last', async (last) => {
  const spec = mapOfExperiment(parseExperiment({ ...momentum, problem: { surface: 'valley' } }), undefined);
  const atOnce = createLaneScorer(spec)?.cells ?? 0;
  expect(atOnce).toBe(256);
  expect(await cellsUpTo(last, { surface: 'valley' })).toBe(atOnce * (1 + Math.floor(last / atOnce)));
});

test.each([0, 100, 3000])('one by one cell %d is the last', async (last) => {
  expect(await cellsUpTo(last, { surface: 'rastrigin' })).toBe(last + 1);
});

test('where memory is not shared, messages say what is wanted', () => {
  const { port1 } = new MessageChannel();
  const copy = new Int32Array(2);
  const thread = new MapThread(threadPort(port1), { data: null, control: copy }, machineWith({ data: '' }));
  thread.receive({ type: 'control', values: Int32Array.of(5, 1) });
  expect([copy[control.view], copy[control.paused]]).toEqual([5, 1]);
  port1.close();
});
