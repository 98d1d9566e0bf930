/** Measures what a job of a sweep asks of Redis, with one of its own: test/bench/queue/ says what. docs/scale.md reckons with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { findRedis } from './host/redis.mjs';
import { benchFolder, bundleBench } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { runHere } from './tools/processes.mjs';
import { scratchFolder } from './tools/scratch.mjs';

const port = 16_379;

/** As docs/deployment.md has it, but that it forgets all at its end. */
async function startRedis() {
  const redis = spawn(
    await findRedis(),
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', scratchFolder()],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(redis, 'exit').then(() => {
    throw new Error(`Redis ended: is something else on port ${port}?`);
  });
  const ready = new Promise((resolve) => {
    redis.stdout.on('data', (said) => String(said).includes('Ready to accept') && resolve(undefined));
  });
  await Promise.race([ready, ended]);
  ended.catch(() => {});
  return redis;
}

await main(import.meta, async () => {
  await bundleBench(['queue/main.ts']);
  const redis = await startRedis();
  const bench = path.join(benchFolder, 'queue/main.mjs');
  process.exitCode = await runHere(process.execPath, [bench, `redis://127.0.0.1:${port}`]);
  redis.kill();
});
