/** Sweeps and workers as processes, by way of a real Redis. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { writePackage } from '../../../../scripts/packCli.mjs';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
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

test('networks, rules of one’s own and CSV files give what `run` gives', async () => {
  const adam = readFileSync(inRoot('core', 'optimizers', 'adam.optimizer'), 'utf8');
  writeFileSync(path.join(folder, 'mine.optimizer'), adam.replace('name "Adam"', 'name "Mine"'));
  const rows = Array.from({ length: 60 }, (_, at) => `${at / 10},${Math.sin(at).toFixed(6)},${at * 2}`);
  writeFileSync(path.join(folder, 'table.csv'), ['a,b,y', ...rows, ''].join('\n'));
  write('a.experiment.json', {
    problem: { csv: 'table.csv', target: 'y', hidden: [8], validation: 0.2 },
    optimizers: [{ optimizer: './mine.optimizer' }, { optimizer: 'sgd' }],
    lr: [0.001, 0.01],
    batch_size: [8],
    epochs: 5,
  });
  worker();
  const [ran, swept] = [
    await processes.start('run', 'a.experiment.json', '--csv', '--threads', '1').ended,
    await sweep('--csv').ended,
  ];
  expect(swept.code, swept.err).toBe(0);
  expect(ran.code, ran.err).toBe(0);
  expect(withoutTimes(swept.out)).toBe(withoutTimes(ran.out));
  const again = await sweep('--csv').ended;
  expect(again.err).toContain('All of them had been computed before.');
  expect(withoutTimes(again.out)).toBe(withoutTimes(ran.out));
}, 120_000);

const few = { ...hundred, lr: [0.001, 0.01] };
const racesIn = () =>
  readdirSync(path.join(folder, '.optimizer-playground', 'races')).filter((name) => name.endsWith('.race'));

test('Ctrl+C leaves the runs on the queue, and the same command attaches again', async () => {
  write('a.experiment.json', few);
  const left = sweep();
  await left.until((printed) => printed.includes('Rosenbrock'));
  left.process.kill('SIGINT');
  const { code, out } = await left.ended;
  expect(code).toBe(130);
  expect(out).toContain(
    `Left: 0 of 4 runs have ended and are kept; the others stay on the queue. Attach again with: sweep a.experiment.json --queue ${redis.address} --store store\n`,
  );
  worker();
  const again = await sweep().ended;
  expect(again.out).toContain(': going on with ');
  expect(again.code, again.err).toBe(0);
  expect(racesIn()).toHaveLength(1);
}, 120_000);

test('a Redis that is away keeps nobody from leaving', async () => {
  write('a.experiment.json', few);
  const idle = worker('--grace', '0');
  await idle.until((printed) => printed.includes('computes up to'));
  const swept = processes.start(
    'sweep',
    'a.experiment.json',
    '--queue',
    `${redis.address}/1`,
    '--store',
    'store',
  );
  await swept.until((printed) => printed.includes('Rosenbrock'));
  await redis.kill();
  await swept.until((printed) => printed.includes("doesn't answer"));
  swept.process.kill('SIGINT');
  idle.process.kill('SIGTERM');
  expect((await swept.ended).code).toBe(130);
  expect((await idle.ended).code).toBe(0);
}, 120_000);

test('--cancel ends a sweep, also one that somebody watches', async () => {
  write('a.experiment.json', few);
  const watched = sweep();
  await watched.until((printed) => printed.includes('Rosenbrock'));
  await sleep(1000);
  const cancelled = await sweep('--cancel').ended;
  expect(cancelled.out).toMatch(
    /^Cancelled: \d of 4 runs waited and were taken off redis:.* 0 are in the store, and stay there\.\n$/,
  );
  expect(cancelled.code).toBe(0);
  const { code, out } = await watched.ended;
  expect(out).toContain(
    'Cancelled: 0 of 4 runs have ended and are kept. Submit the others again with: sweep ',
  );
  expect(code).toBe(1);
}, 120_000);

test('a worker with another store says so and ends, and its run is computed by another', async () => {
  write('a.experiment.json', few);
  const wrong = processes.start('worker', '--queue', redis.address, '--store', 'elsewhere', '--lock', '2');
  const swept = sweep();
  const { code, err } = await wrong.ended;
  expect(code).toBe(2);
  expect(err).toMatch(
    /^--store elsewhere is the store \S+ — expected \S+, which the sweep reads: name the same for sweep and workers\n/,
  );
  worker();
  expect((await swept.ended).code).toBe(0);
}, 120_000);

test('what is missing or wrong is told before anything is begun', async () => {
  write('a.experiment.json', few);
  const calls = [
    [['worker'], /^worker — expected --queue redis:\/\/HOST:PORT\nSee: /],
    [['worker', '--queue', redis.address], /^worker — expected --store PLACE\n/],
    [
      ['worker', '--queue', redis.address, '--store', 'a', '--lock', '0'],
      /^--lock 0 — expected a whole number from 1/,
    ],
    [['sweep', 'a.experiment.json', '--queue', 'redis://127.0.0.1:1'], /that answers there/],
    [['sweep', 'a.experiment.json', '--cancel'], /^--cancel — expected --queue with it/],
    [
      ['sweep', 'a.experiment.json', '--queue', redis.address, '--workers', '2'],
      /^--workers — expected it without --queue/,
    ],
    [
      ['sweep', 'a.experiment.json', '--priority', '0'],
      /^--priority 0 — expected a whole number from 1 to 1000/,
    ],
    [['sweep', 'a.experiment.json', '--store', 'ftp://host'], /^--store ftp:\/\/host — expected a folder/],
  ] as const;
  for (const [args, expected] of calls) {
    const { code, out, err } = await processes.start(...args).ended;
    expect(err).toMatch(expected);
    expect([code, out]).toEqual([2, '']);
  }
}, 120_000);

/** How many runs have ended, by the lines of a sweep. */
function countIn(printed: string): number {
  return [...printed.matchAll(/^\[(\d+)\/\d+\]/gm)].length;
}
