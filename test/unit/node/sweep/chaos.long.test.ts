/**
 * A thousand runs over ten workers that are killed at random instants and started again, with Redis killed in between and a worker
 * cut off from it for longer than its locks last: every run once in the results, and the table of one process.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { writePackage } from '../../../../scripts/packCli.mjs';
import { PausableProxy, RedisServer } from './redisServer.ts';
import { recordsIn, type StartedProcess, SweepProcesses, withoutTimes } from './sweepProcesses.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'chaos-'));
const installed = path.join(folder, 'package');
const work = path.join(folder, 'work');
const program = path.join(installed, 'dist', 'cli', 'main.mjs');
const redis = new RedisServer(folder, true);
const processes = new SweepProcesses(program, work);
const proxies: PausableProxy[] = [];

beforeAll(async () => {
  mkdirSync(work);
  await writePackage(installed, { production: true, hasLibrary: false });
  await redis.start();
}, 240_000);
afterEach(() => {
  processes.endAll();
  for (const proxy of proxies) proxy.close();
});
afterAll(async () => {
  await redis.kill();
  rmSync(folder, { recursive: true, force: true });
});

const workers = 10;
const lockSeconds = 3;

const thousand = {
  problem: { surface: 'rosenbrock' },
  optimizers: [
    { optimizer: 'adam', hyperparameters: { beta1: [0.5, 0.6, 0.7, 0.8, 0.9] } },
    { optimizer: 'nadam', hyperparameters: { beta1: [0.5, 0.6, 0.7, 0.8, 0.9] } },
    {
      optimizer: 'momentum',
      hyperparameters: { momentum: [0.1, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99] },
    },
  ],
  lr: Array.from({ length: 50 }, (_, at) => (at + 1) / 5000),
  steps: 1000,
};

test('kills, a restart of Redis and a partition change nothing of the results', async () => {
  writeFileSync(path.join(work, 'a.experiment.json'), JSON.stringify(thousand));
  const alone = await processes.start('sweep', 'a.experiment.json', '--store', 'alone', '--csv').ended;
  expect(alone.code, alone.err).toBe(0);

  const address = await addressThroughProxy();
  const startWorker = (queue = redis.address) =>
    processes.start(
      'worker',
      '--queue',
      queue,
      '--store',
      'store',
      '--concurrency',
      '1',
      '--lock',
      String(lockSeconds),
    );
  const going: StartedProcess[] = Array.from({ length: workers - 1 }, () => startWorker());
  const cutOff = startWorker(address);
  const swept = processes.start(
    'sweep',
    'a.experiment.json',
    '--queue',
    redis.address,
    '--store',
    'store',
    '--csv',
  );
  await swept.until((printed) => countIn(printed) > 20);

  let kills = 0;
  const isOver = () => swept.process.exitCode !== null || countIn(swept.printed()) >= 1000;
  const killing = (async () => {
    while (!isOver()) {
      // More of them and nobody would come to anything where few processors share it.
      await sleep(500 + (Math.random() * 8000) / availableParallelism());
      const at = Math.floor(Math.random() * going.length);
      going[at]?.process.kill('SIGKILL');
      kills++;
      going[at] = startWorker();
    }
  })();
  await swept.until((printed) => countIn(printed) > 300);
  await redis.kill();
  await sleep(2000);
  await redis.start();
  await swept.until((printed) => countIn(printed) > 500);
  for (const proxy of proxies) proxy.pause();
  await sleep(3000 * lockSeconds);
  for (const proxy of proxies) proxy.resume();

  const many = await swept.ended;
  await killing;
  console.log(
    `${kills} workers were killed; ${countIn(many.err)} runs ended\n${many.err.split('\n').slice(-4).join('\n')}`,
  );
  expect(many.code, many.err.slice(-2000)).toBe(0);
  expect(withoutTimes(many.out)).toBe(withoutTimes(alone.out));
  expect(recordsIn(path.join(work, 'store'))).toHaveLength(1000);
  expect(kills).toBeGreaterThan(3);
  expect(cutOff.process.exitCode).toBeNull();
  cutOff.process.kill('SIGTERM');
  expect((await cutOff.ended).code).toBe(0);
}, 1_200_000);

async function addressThroughProxy(): Promise<string> {
  const proxy = new PausableProxy(redis.port);
  proxies.push(proxy);
  return proxy.listen();
}

/** How many runs have ended, by the lines of a sweep. */
function countIn(printed: string): number {
  return [...printed.matchAll(/^\[(\d+)\/\d+\]/gm)].length;
}
