import { spawn } from 'node:child_process';
import { getPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { runHere } from '../../../scripts/tools/processes.mjs';

/** @returns what a program printed, and how it ended */
async function run(source: string, options: Parameters<typeof runHere>[2] = {}) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const code = await runHere(process.execPath, ['-e', source], { print, ...options });
  return { code, printed: printed.join('') };
}

test('gives what a program prints, its errors too, whole letters, and how it ends', async () => {
  const source = `const bytes = Buffer.from('Größe');
    process.stdout.write(bytes.subarray(0, 3));
    setTimeout(() => process.stdout.write(bytes.subarray(3), () => { console.error('no'); process.exit(3); }), 100);`;
  const { code, printed } = await run(source);
  expect(code).toBe(3);
  expect(printed).toContain('no');
  expect(printed.replace('no\n', '')).toBe('Größe');
});

test('a program has the priority that it is given, and what it starts has it too', async () => {
  const asked = "console.log(require('node:os').getPriority())";
  const started = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(asked)}], { stdio: 'inherit' })`;
  const own = getPriority();
  // Of two classes that Windows tells apart.
  const lower = own < 10 ? 10 : 19;
  const { printed } = await run(`${asked}; ${started}`, { priority: lower });
  expect(printed.trim().split(/\s+/)).toEqual([String(lower), String(lower)]);
  expect((await run(asked)).printed.trim()).toBe(String(own));
});

test('a program that takes too long is ended', async () => {
  expect((await run('setInterval(() => {}, 1000)', { limit: 300 })).code).not.toBe(0);
});

test('programs that run side by side end with the script that started them', async () => {
  const processes = pathToFileURL(inRoot('scripts/tools/processes.mjs')).href;
  const program = "console.log('pid ' + process.pid); setInterval(() => {}, 1000)";
  const script = `import { runHere } from ${JSON.stringify(processes)};
    const print = (text) => process.stdout.write(text);
    for (let i = 0; i < 2; i++) void runHere(process.execPath, ['-e', ${JSON.stringify(program)}], { print });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const pids = () => [...output.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  await expect.poll(pids, { timeout: 15_000 }).toHaveLength(2);
  child.kill('SIGTERM');
  const left = () => pids().filter(isAlive);
  await expect.poll(left, { timeout: 15_000 }).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
