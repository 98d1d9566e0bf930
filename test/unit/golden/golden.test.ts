import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { compile } from '../../../core/rule/compile.ts';
import { type Trace, traceStep } from '../../../core/rule/inspect/trace.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import { compileWasm } from '../../../core/rule/targets/wasm/wasm.ts';

const folder = 'files';

/** What a person reads of each target. `npx vitest run golden -u` writes the files anew; read what changed. */
const writers: Readonly<Record<string, (rule: Rule) => string>> = {
  'float64.js': (rule) => compile(rule, 'javascript'),
  'float32.js': (rule) => compile(rule, 'javascript32'),
  'kernel.wgsl': (rule) => compile(rule, 'wgsl').source,
  'module.wasm.txt': wasmText,
  'formulas.tex': (rule) => compile(rule, 'latex').block,
  'trace.txt': traceText,
  'numpy.py': (rule) => compile(rule, 'numpy'),
  'torch.py': (rule) => compile(rule, 'torch'),
  'optax.py': (rule) => compile(rule, 'optax'),
};

function wasmText(rule: Rule): string {
  const module = compileWasm(resolve(rule));
  if (module.kind === 'fallback') return module.reason;
  const bytes = Buffer.from(module.bytes).toString('hex');
  return bytes.replace(/(.{64})/g, '$1\n');
}

/** The second step of two parameters, the first of them. */
function traceText(rule: Rule): string {
  const settings = fillSettings(rule);
  const hyperparameters = numbersIn(settings);
  const resolved = resolve(rule, settings);
  const kernel = compileFloat64(resolved);
  const parameters = Float64Array.of(1, -2);
  const gradient = Float64Array.of(0.5, 3);
  const state = kernel.createState(parameters, hyperparameters);
  kernel.update(parameters, gradient, state, hyperparameters, 1);
  return linesOf(
    traceStep(resolved, {
      parameters,
      gradient,
      firstGradient: gradient,
      state,
      hyperparameters,
      step: 2,
      index: 0,
    }),
  );
}

function linesOf({ lines }: Trace): string {
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

describe.each(optimizers)('$id', ({ id, rule }) => {
  test.each(Object.entries(writers))('%s', async (file, write) => {
    await expect(`${write(rule).trimEnd()}\n`).toMatchFileSnapshot(`${folder}/${id}/${file}`);
  });
});

test('there is a folder for each optimizer and for nothing else', () => {
  const folders = readdirSync(new URL(`./${folder}`, import.meta.url));
  expect(folders.toSorted()).toEqual(optimizers.map(({ id }) => id).toSorted());
});
