import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
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
