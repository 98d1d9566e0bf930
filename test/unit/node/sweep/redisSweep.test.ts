/** Sweeps and workers as processes, by way of a real Redis. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { writePackage } from '../../../../scripts/packCli.mjs';
import { RedisServer } from './redisServer.ts';
import { recordsIn, SweepProcesses, withoutTimes } from './sweepProcesses.ts';

const all = mkdtempSync(path.join(tmpdir(), 'redis-sweep-'));
const installed = path.join(all, 'package');
const program = path.join(installed, 'dist', 'cli', 'main.mjs');
let folder = '';
let count = 0;
let redis = new RedisServer(all);
let processes = new SweepProcesses(program, all);

beforeAll(() => writePackage(installed, { production: false, hasLibrary: false }), 120_000);
beforeEach(async () => {
  folder = path.join(all, `work${++count}`);
  mkdirSync(folder);
  redis = new RedisServer(folder, true);
  processes = new SweepProcesses(program, folder);
  await redis.start();
}, 120_000);
afterEach(async () => {
  processes.endAll();
  await redis.kill();
});
afterAll(() => rmSync(all, { recursive: true, force: true }));

const write = (name: string, value: unknown) => writeFileSync(path.join(folder, name), JSON.stringify(value));
const store = () => path.join(folder, 'store');
const worker = (...args: string[]) =>
  processes.start('worker', '--queue', redis.address, '--store', 'store', '--lock', '2', ...args);
const sweep = (...args: string[]) =>
  processes.start('sweep', 'a.experiment.json', '--queue', redis.address, '--store', 'store', ...args);

/** Runs of a few milliseconds. */
const hundred = {
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'nadam' }],
  lr: Array.from({ length: 50 }, (_, at) => (at + 1) / 5000),
  steps: 1000,
  record: 'thinned',
};

test('a hundred runs over three workers, two of them killed, are those of one process', async () => {
  write('a.experiment.json', hundred);
  const alone = processes.start('sweep', 'a.experiment.json', '--store', 'alone', '--csv');
  const workers = [worker(), worker(), worker()];
  const swept = sweep('--csv');
  for (const at of [0, 1]) {
    const before = at === 0 ? 5 : 40;
    await swept.until((printed) => countIn(printed) > before);
    workers[at]?.process.kill('SIGKILL');
  }
  const [one, many] = [await alone.ended, await swept.ended];
  expect(many.code, many.err).toBe(0);
  expect(withoutTimes(many.out)).toBe(withoutTimes(one.out));
  expect(recordsIn(store())).toHaveLength(100);
  workers[2]?.process.kill('SIGTERM');
  expect((await workers[2]?.ended)?.code).toBe(0);
}, 240_000);

/** How many runs have ended, by the lines of a sweep. */
function countIn(printed: string): number {
  return [...printed.matchAll(/^\[(\d+)\/\d+\]/gm)].length;
}
