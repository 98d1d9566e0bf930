/** The side of the extension host: what it makes of what the thread does. */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CsvFault } from '../../../../core/experiment/errors.ts';
import { csvThread } from '../../../../node/data/csvThread.ts';
import type { CsvThread } from '../../../../threads/data/csv/csvThread.ts';
import { temporaryFolder } from './csvFile.ts';

const source = { csv: 'houses.csv', target: 'price' };

/** A thread that runs this program. */
function threadOf(program: string): CsvThread {
  const file = path.join(temporaryFolder(), 'worker.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${program}`);
  return csvThread(file);
}

test('progress and answer are passed on', async () => {
  const thread = threadOf(`
    parentPort.postMessage({ type: 'progress', share: 0.5 });
    parentPort.postMessage({ type: 'data', data: workerData, contentHash: 'ab' });`);
  const shares: number[] = [];
  const held = { validation: 0.2, test: 0.1, evaluate_on: 'test' } as const;
  const answer = await thread.load({ ...source, ...held }, '/project', {
    onProgress: (share) => shares.push(share),
  });
  const split = { validation: 0.2, test: 0.1, evaluateOn: 'test' };
  const request = { type: 'load', source: { ...source, ...held }, folder: '/project', split };
  expect(answer).toEqual({ type: 'data', data: request, contentHash: 'ab' });
  expect(shares).toEqual([0.5]);
});

test('nothing is held out where nothing is said', async () => {
  const thread = threadOf("parentPort.postMessage({ type: 'data', data: workerData, contentHash: 'ab' });");
  expect((await thread.load(source, '/project')).data).toMatchObject({ split: { validation: 0, test: 0 } });
});

test('a fault of the file has the path of the file', async () => {
  const fault = { message: 'row 7: torn', row: 7, unclearDecimal: false };
  const thread = threadOf(`parentPort.postMessage({ type: 'fault', fault: ${JSON.stringify(fault)} });`);
  const thrown = { message: 'row 7: torn', file: path.join('/project', 'houses.csv'), row: 7 };
  await expect(thread.load(source, '/project')).rejects.toBeInstanceOf(CsvFault);
  await expect(thread.load(source, '/project')).rejects.toMatchObject(thrown);
  await expect(thread.readColumns('houses.csv', '/project')).rejects.toMatchObject(thrown);
});

test('an answer to another question is refused', async () => {
  const columns = threadOf("parentPort.postMessage({ type: 'columns', columns: [] });");
  expect(await columns.readColumns('houses.csv', '/project')).toEqual([]);
  await expect(columns.load(source, '/project')).rejects.toThrow('sent columns — expected data');
});

test('a thread that fails, or ends without an answer, says so', async () => {
  await expect(threadOf("throw new Error('no memory');").load(source, '/project')).rejects.toThrow(
    'no memory',
  );
  await expect(threadOf('process.exit(3);').load(source, '/project')).rejects.toThrow(
    'the thread that reads CSV files ended with code 3',
  );
});

test('a reading that is cancelled ends its thread', async () => {
  const file = path.join(temporaryFolder(), 'beats');
  const thread = threadOf(`
    import { appendFileSync } from 'node:fs';
    setInterval(() => appendFileSync(${JSON.stringify(file)}, '.'), 5);
    parentPort.postMessage({ type: 'progress', share: 0 });`);
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error('enough'));
  await expect(thread.load(source, '/project', { onProgress, signal: controller.signal })).rejects.toThrow(
    'enough',
  );
  await expect(thread.load(source, '/project', { signal: controller.signal })).rejects.toThrow('enough');
  const sizeOf = () => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  await sleep(300);
  const size = sizeOf();
  await sleep(200);
  expect(sizeOf()).toBe(size);
});
