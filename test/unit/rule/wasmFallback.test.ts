import { expect, test } from 'vitest';
import { createWasmKernel } from '../../../core/rule/run/wasmKernel.ts';
import { compileWasm } from '../../../core/rule/targets/wasm/wasm.ts';
import { ruleOf, rules } from './wasmRules.ts';

// The update of these rules begins in line 10.
test.each([
  ['exp', ['  p = p - lr * exp(g)'], 'line 10 needs exp for each parameter'],
  ['log', ['  m = log(m)', '  p -= m'], 'line 10 needs log for each parameter'],
  [
    'tanh in a condition',
    ['  m = g', '  p = where(tanh(m) > 0, p, g)'],
    'line 11 needs tanh for each parameter',
  ],
  ['a cube', ['  p = p**3'], 'line 10 needs a power for each parameter'],
  ['a power with a hyperparameter', ['  p = pow(p, lr)'], 'line 10 needs a power for each parameter'],
  ['a power of the parameters', ['  p = lr**p'], 'line 10 needs a power for each parameter'],
  ['exp of a norm', ['  m = g', '  p -= g * exp(norm(m))'], 'line 11 needs exp for each tensor'],
  ['tanh in a sum', ['  m = g', '  p -= mean(tanh(m))'], 'line 11 needs tanh for each parameter'],
  ['exp in a branch', ['  if g > 0', '    p = exp(g)'], 'line 11 needs exp for each parameter'],
  ['tanh ahead', ['  g = gradient at p - tanh(m)', '  p -= g'], 'line 10 needs tanh for each parameter'],
])('says why %s is left to JavaScript', (_, lines, reason) => {
  const rule = ruleOf('state m', 'update', ...lines);
  const fallback = { kind: 'fallback', reason: `${reason}, which WebAssembly doesn't have` };
  expect(compileWasm(rule)).toEqual(fallback);
  expect(createWasmKernel(rule, [4])).toEqual(fallback);
});

test('computes in JavaScript what is known before the step', () => {
  const rule = ruleOf('update', '  p -= exp(-lr * t) * tanh(momentum)**3 * log(t + 1) * beta1**t * g');
  expect(compileWasm(rule).kind).toBe('module');
});

test('modules are small', () => {
  for (const rule of Object.values(rules)) {
    const compiled = compileWasm(rule);
    expect(compiled.kind === 'module' && compiled.bytes.length).toBeLessThan(3000);
  }
});

test('the largest rule that is computed is a module of bounded size, which engines accept', () => {
  const line = `  p = p${' + g * m'.repeat(60)}`;
  const compiled = compileWasm(ruleOf('state m', 'update', ...Array.from({ length: 67 }, () => line)));
  if (compiled.kind === 'fallback') expect.fail(compiled.reason);
  expect(compiled.bytes.length).toBeLessThan(400_000);
  expect(WebAssembly.validate(compiled.bytes)).toBe(true);
});

test('a larger rule is left to JavaScript', () => {
  const line = `  p = p${' + g * m'.repeat(60)}`;
  expect(compileWasm(ruleOf('state m', 'update', ...Array.from({ length: 69 }, () => line)))).toEqual({
    kind: 'fallback',
    reason: 'the rule makes 16629 operations — expected at most 16384',
  });
});
