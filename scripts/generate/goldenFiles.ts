/** What a person reads of what the compiler makes of each optimizer. */
import binaryen from 'binaryen';
import { optimizers } from '../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../core/rule/check/settings.ts';
import { compile } from '../../core/rule/compile.ts';
import { traceStep } from '../../core/rule/inspect/trace.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../core/rule/run/javascriptKernel.ts';
import type { Rule } from '../../core/rule/syntax/rule.ts';
import { compileWasm } from '../../core/rule/targets/wasm/wasm.ts';

/** One line a target. */
const writers: Readonly<Record<string, (rule: Rule) => string>> = {
  'float64.js': (rule) => compile(rule, 'javascript'),
  'float32.js': (rule) => compile(rule, 'javascript32'),
  'kernel.wgsl': (rule) => compile(rule, 'wgsl').source,
  'module.wat': wasmText,
  'formulas.tex': (rule) => compile(rule, 'latex').block,
  'trace.txt': traceText,
  'numpy.py': (rule) => compile(rule, 'numpy'),
  'torch.py': (rule) => compile(rule, 'torch'),
  'optax.py': (rule) => compile(rule, 'optax'),
};

/** Path and text of each: `adam/kernel.wgsl`. */
export function goldenFiles(): readonly (readonly [file: string, text: string])[] {
  return optimizers.flatMap(({ id, rule }) =>
    Object.entries(writers).map(([file, write]) => [`${id}/${file}`, `${write(rule).trimEnd()}\n`] as const),
  );
}

function wasmText(rule: Rule): string {
  const compiled = compileWasm(resolve(rule));
  if (compiled.kind === 'fallback') return compiled.reason;
  const module = binaryen.readBinaryWithFeatures(compiled.bytes, binaryen.Features.SIMD128);
  try {
    return module.emitText();
  } finally {
    module.dispose();
  }
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
  const place = { parameters, gradient, firstGradient: gradient, state, hyperparameters, step: 2, index: 0 };
  const { lines } = traceStep(resolved, place);
  return lines.map((line) => JSON.stringify(line)).join('\n');
}
