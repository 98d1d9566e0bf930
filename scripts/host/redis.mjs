/** Finds a Redis for the tests of sweeps: redis-server or valkey-server. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../tools/processes.mjs';
import { step } from '../tools/steps.mjs';

const names = ['redis-server', 'valkey-server'];

/** @returns {string | undefined} */
function lookForRedis() {
  const { REDIS_SERVER: named, PATH = '' } = process.env;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`REDIS_SERVER names ${named}, which does not exist.`);
  }
  return PATH.split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

const aptIsAllowed = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Its path. As root on Debian a missing one is installed. */
export async function findRedis() {
  const found = lookForRedis();
  if (found) return found;
  if (aptIsAllowed) {
    await step('Installing Redis with apt-get', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['-o', 'Acquire::http::Timeout=30', 'update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env });
    });
    const installed = lookForRedis();
    if (installed) return installed;
  }
  throw new Error(
    'No Redis was found. Install one (on Debian: apt-get install redis-server), or name one in REDIS_SERVER.',
  );
}
