import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildLibrary } from '../../../scripts/buildLibrary.mjs';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { binary } from '../../../scripts/tools/processes.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'library-'));
const module = path.join(folder, 'core', 'index.mjs');
/** The example of the README. */
const example = readFileSync(inRoot('README.md'), 'utf8').match(/```ts\n([\s\S]*?)```/)?.[1] ?? '';

beforeAll(() => buildLibrary({ production: false, folder: path.dirname(module) }), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the example of the README runs in plain Node and prints what it says', () => {
  const file = path.join(folder, 'example.mjs');
  writeFileSync(file, example.replace("'./dist/core/index.mjs'", JSON.stringify(pathToFileURL(module).href)));
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const promised = [...example.matchAll(/console\.log\(.*?\);? *\/\/ (.*)$/gm)].map((match) => match[1]);
  expect(promised.length).toBeGreaterThan(0);
  expect(stdout.trim().split('\n')).toEqual(promised);
});

test('its types check the example, and refuse what is wrong', () => {
  const right = path.join(folder, 'right.ts');
  const noGradient = path.join(folder, 'noGradient.ts');
  const steps = path.join(folder, 'steps.ts');
  writeFileSync(right, example.replace("'./dist/core/index.mjs'", "'./core/index.mjs'"));
  const imports = "import { minimize } from './core/index.mjs';\n";
  writeFileSync(noGradient, `${imports}minimize({ start: [1], optimizer: 'adam', steps: 10 });\n`);
  writeFileSync(
    steps,
    `${imports}minimize({ gradient: (p) => p, start: [1], optimizer: 'adam', steps: 'ten' });\n`,
  );
  const check = (file: string) =>
    spawnSync(
      process.execPath,
      [
        binary('typescript', 'tsc'),
        ...['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'],
        ...['--types', '', '--ignoreConfig', file],
      ],
      { encoding: 'utf8', cwd: folder },
    ).stdout;
  expect(check(right)).toBe('');
  expect(check(noGradient)).toMatch(/'gradient' is missing/);
  expect(check(steps)).toMatch(/'string' is not assignable to type 'number'/);
}, 60_000);

test('is one file that asks for nothing else', () => {
  const text = readFileSync(module, 'utf8');
  expect(text).not.toMatch(/^import /m);
  expect(text).not.toMatch(/\brequire\(/);
});

test('runs a rule as WebAssembly, and tells each line of a step', async () => {
  const { compile, createWasmKernel, optimizers, resolve, traceStep } = await import(
    pathToFileURL(module).href
  );
  const adam = optimizers.find(({ id }: { id: string }) => id === 'adam').rule;
  const hyperparameters = { lr: 0.1, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0 };
  const rule = resolve(adam, hyperparameters);
  const wasm = createWasmKernel(rule, [2]);
  const parameters = Float32Array.of(1, -2);
  const state = wasm.createState(parameters, hyperparameters);
  wasm.update(parameters, Float32Array.of(0.5, 3), state, hyperparameters, 1);
  expect([...parameters].map((each) => each.toFixed(4))).toEqual(['0.9000', '-2.1000']);

  const kernel = compile(adam, 'float64', hyperparameters);
  const start = Float64Array.of(1, -2);
  const gradient = Float64Array.of(0.5, 3);
  const trace = traceStep(rule, {
    ...{ parameters: start, gradient, firstGradient: gradient, hyperparameters, step: 1, index: 0 },
    state: kernel.createState(start, hyperparameters),
  });
  expect(trace.lines.length).toBeGreaterThan(4);
  expect(trace.parameters[0]).toBeCloseTo(0.9, 7);
});
