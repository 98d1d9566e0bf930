/**
 * Measures sweeps: what a run costs beside its computing, and how many runs a second more workers give, as a ratio to one process
 * without a queue. Redis, workers and sweep share this machine. `--workers=1,2,4` says how many workers, `--runs=1000` how many runs.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis } from './host/redis.mjs';
import { writePackage } from './packCli.mjs';
import { main } from './tools/main.mjs';
import { option } from './tools/option.mjs';
import { onExit, run } from './tools/processes.mjs';
import { scratchFolder } from './tools/scratch.mjs';

const port = 7399;
const address = `redis://127.0.0.1:${port}`;

/** @param {string} command @param {readonly string[]} args @param {string} ready What it prints when it is. */
async function start(command, args, ready, cwd = '.') {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  onExit(() => child.kill('SIGKILL'));
  await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => text.includes(ready) && resolve(undefined));
    child.on('exit', (code) => reject(new Error(`${command} ended with code ${code}`)));
  });
  return child;
}

/** So many runs of so many steps, of which the last numbers are kept. @param {number} runs @param {number} steps */
const experiment = (runs, steps) => ({
  problem: { surface: 'rosenbrock' },
  optimizers: [
    {
      optimizer: 'adam',
      hyperparameters: { beta1: Array.from({ length: Math.ceil(runs / 50) }, (_, at) => (at + 1) / 100) },
    },
  ],
  lr: Array.from({ length: 50 }, (_, at) => (at + 1) / 5000),
  steps,
  record: 'score',
});

await main(import.meta, async () => {
  const runs = Number(option('runs', '1000'));
  const counts = option('workers', '1,2,4').split(',').map(Number);
  const installed = scratchFolder();
  await writePackage(installed, { production: true, hasLibrary: false });
  const program = path.join(installed, 'dist', 'cli', 'main.mjs');
  const redis = await start(
    await findRedis(),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    'Ready to accept connections',
  );
  console.log(`${runs} runs on ${availableParallelism()} processors, Redis among them`);
  for (const steps of [1, 20_000]) {
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'a.experiment.json'), JSON.stringify(experiment(runs, steps)));
    let stores = 0;
    /** Seconds of a sweep with a store of its own. @param {readonly string[]} args @param {number} workers */
    const secondsOf = async (args, workers) => {
      const store = path.join(folder, `store${++stores}`);
      mkdirSync(store);
      const queue = ['--queue', address, '--store', store];
      const started = await Promise.all(
        Array.from({ length: workers }, () =>
          start(
            process.execPath,
            [program, 'worker', ...queue, '--concurrency', '1'],
            'computes up to',
            folder,
          ),
        ),
      );
      const all = [program, 'sweep', 'a.experiment.json', '--store', store, ...args];
      const printed = await run(process.execPath, all, { cwd: folder });
      for (const child of started) {
        child.removeAllListeners('exit');
        child.kill('SIGTERM');
      }
      await sleep(500);
      return secondsIn(printed);
    };
    const alone = await secondsOf(['--workers', '1'], 0);
    const row = (/** @type {string} */ name, /** @type {number} */ seconds) =>
      console.log(
        `${steps} steps, ${name}: ${(runs / seconds).toFixed(0)} runs/s, ${((1000 * seconds) / runs).toFixed(2)} ms a run, ratio ${(alone / seconds).toFixed(2)}`,
      );
    row('one process', alone);
    for (const workers of counts)
      row(
        `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
        await secondsOf(['--queue', address], workers),
      );
  }
  redis.removeAllListeners('exit');
  redis.kill('SIGTERM');
});

/** `1000 runs took 1 min 2 s.` @param {string} printed */
function secondsIn(printed) {
  const [, minutes, value, unit] = /runs took (?:(\d+) min )?([\d.]+) (m?s)\./.exec(printed) ?? [];
  if (value === undefined) throw new Error(`expected the time of a sweep:\n${printed.slice(-500)}`);
  return 60 * Number(minutes ?? 0) + Number(value) * (unit === 'ms' ? 0.001 : 1);
}
