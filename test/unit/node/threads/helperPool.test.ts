import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type HelperInput, reportLostHelper } from '../../../../core/engine/cpu/network/helpTrainer.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { HelperPool } from '../../../../threads/race/helperPool.ts';
import { waitFor } from '../../waitFor.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

vi.mock('../../../../core/engine/cpu/network/helpTrainer.ts', () => ({ reportLostHelper: vi.fn() }));

const lost = vi.mocked(reportLostHelper);
let folder: string;
let idle: string;
let log: WrittenLog;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'helpers-'));
  idle = program('setInterval(() => {}, 1000);');
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  lost.mockClear();
  log = createLog();
});

function program(source: string): string {
  const file = path.join(folder, `${Math.random()}.cjs`);
  writeFileSync(file, `const { parentPort, workerData } = require('node:worker_threads'); ${source}`);
  return file;
}

const inputOf = (says: Int32Array) => ({ group: 7, says }) as unknown as HelperInput;
const fresh = () => new Int32Array(new SharedArrayBuffer(8));
/** The helper has counted up the number. */
const counted = (says: Int32Array, place: number) =>
  expect.poll(() => Atomics.load(says, place), { timeout: 10_000 }).toBeGreaterThan(0);
const helping = `parentPort.postMessage('helping'); Atomics.add(workerData.says, 0, 1);`;

/** A helper of a worker, at the end of which something is to be seen. */
async function endOf(source: string): Promise<HelperInput> {
  const pool = new HelperPool(threadsOf(program(source)), log);
  const worker = new Worker(idle);
  const input = inputOf(fresh());
  const exits = new Promise((resolve) => worker.on('exit', resolve));
  pool.start(worker, input);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await worker.terminate();
  await exits;
  return input;
}

test('a helper that dies is reported to those that wait for it', async () => {
  const pool = new HelperPool(threadsOf(program(`${helping} setTimeout(() => process.exit(3), 20);`)), log);
  const worker = new Worker(idle);
  const input = inputOf(fresh());
  pool.start(worker, input);
  await waitFor(() => expect(lost).toHaveBeenCalledWith(input));
  await worker.terminate();
});

test('what a helper throws is logged', async () => {
  const pool = new HelperPool(
    threadsOf(program(`${helping} setTimeout(() => { throw new Error('torn'); }, 20);`)),
    log,
  );
  const worker = new Worker(idle);
  pool.start(worker, inputOf(fresh()));
  await waitFor(() => expect(lost).toHaveBeenCalledOnce());
  expect(log.lines.join('\n')).toContain('a thread that was to help with a run: torn');
  await worker.terminate();
});

test.each([
  ['has not begun to help', 'process.exit(3);'],
  ['ends as it should', `${helping} setTimeout(() => process.exit(0), 20);`],
])('a helper that %s is missed by nobody', async (_, source) => {
  await endOf(source);
  expect(lost).not.toHaveBeenCalled();
});

test('all helpers of a worker end with it, and no others', async () => {
  const file = program(`${helping} setInterval(() => Atomics.add(workerData.says, 1, 1), 5);`);
  const pool = new HelperPool(threadsOf(file), log);
  const [first, second] = [new Worker(idle), new Worker(idle)];
  const says = [fresh(), fresh(), fresh()];
  for (const [i, each] of says.entries()) pool.start(i < 2 ? first : second, inputOf(each));
  for (const each of says) await counted(each, 1);
  pool.end(first);
  await waitFor(() => expect(lost).toHaveBeenCalledTimes(2));
  const goesOn = says.map((each) => Atomics.load(each, 1));
  await expect.poll(() => Atomics.load(says[2] ?? fresh(), 1)).toBeGreaterThan((goesOn[2] ?? 0) + 1);
  expect(says.slice(0, 2).map((each) => Atomics.load(each, 1))).toEqual(goesOn.slice(0, 2));
  pool.end(first);
  pool.end(second);
  await waitFor(() => expect(lost).toHaveBeenCalledTimes(3));
  await Promise.all([first.terminate(), second.terminate()]);
});
