/** What scripts start ends with them, also where they are killed. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const processes = pathToFileURL(inRoot('scripts/tools/processes.mjs')).href;
const starter = pathToFileURL(inRoot('scripts/tools/starter.mjs')).href;

/** Prints its number, starts another of its kind that prints its own, and goes on. */
const server = `
  const { spawn } = require('node:child_process');
  console.log('server ' + process.pid);
  const source = "console.log('child ' + process.pid); setInterval(() => {}, 1000)";
  spawn(process.execPath, ['-e', source], { stdio: 'inherit' });
  setInterval(() => {}, 1000);`;

const script = `
  import { startDetached } from ${JSON.stringify(processes)};
  import { endWithStarter } from ${JSON.stringify(starter)};
  endWithStarter();
  console.log('script ' + process.pid);
  const { child } = startDetached(process.execPath, ['-e', ${JSON.stringify(server)}], { output: 'pipe' });
  child.stdout.pipe(process.stdout);
  setInterval(() => {}, 1000);`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; !condition(); await sleep(20))
    if (Date.now() > end) expect.fail(`${what} did not come true within 15 seconds`);
}

/** Starts it, and gives the numbers of all processes once they are there. */
async function start(command: string, args: readonly string[], cwd: string) {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const pidOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const names = ['script', 'server', 'child'];
  onTestFinished(() => {
    for (const name of names) if (pidOf(name) && isAlive(pidOf(name))) process.kill(pidOf(name), 'SIGKILL');
  });
  await until(() => names.every(pidOf), `that all began (${output})`);
  return { child, pids: names.map(pidOf), pidOf };
}

function scriptFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'script-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'script.mjs'), script);
  writeFileSync(path.join(folder, 'package.json'), '{"scripts":{"start":"node script.mjs"}}');
  return folder;
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'the server ends, with what it has started, when its script is ended by %s',
  async (signal) => {
    const folder = scriptFolder();
    const { child, pids } = await start(process.execPath, ['script.mjs'], folder);
    child.kill(signal);
    await until(() => !pids.some(isAlive), 'that all ended');
  },
);

test('the script and the server end when npm, which has started them, is killed', async () => {
  const folder = scriptFolder();
  const { child, pids } = await start('npm', ['start'], folder);
  child.kill('SIGKILL');
  await until(() => !pids.some(isAlive), 'that all ended');
});

test('the server goes on while its script does', async () => {
  const { pids } = await start(process.execPath, ['script.mjs'], scriptFolder());
  await sleep(1500);
  expect(pids.every(isAlive)).toBe(true);
});

test('a script learns when its server ends by itself, and with which code', async () => {
  const { startDetached } = await import('../../../scripts/tools/processes.mjs');
  for (const [command, source, code] of [
    [process.execPath, 'process.exit(5)', 5],
    ['there-is-no-such-program', '', 127],
  ] as const) {
    const { child } = startDetached(command, ['-e', source], {});
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(code);
  }
});
