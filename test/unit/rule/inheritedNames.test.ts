/** What every object of JavaScript inherits is a name like any, of whatever a rule declares. */
import { describe, expect, test } from 'vitest';
import { minimize } from '../../../core/minimize.ts';
import { analyze } from '../../../core/rule/analyze.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { compile } from '../../../core/rule/compile.ts';
import { traceStep } from '../../../core/rule/inspect/trace.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { interpret } from '../../../core/rule/run/interpreter.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { createWasmKernel } from '../../../core/rule/run/wasmKernel.ts';
import { numpySource } from '../../../core/rule/targets/python/numpy.ts';
import { optaxSource } from '../../../core/rule/targets/python/optax.ts';
import { torchSource } from '../../../core/rule/targets/python/torch.ts';
import { declaredRule } from './ruleText.ts';

const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[A-Za-z]\w*$/.test(name));

/** Gradient descent whose rate, or another part, has a name. */
const forms: Readonly<Record<string, (name: string) => string>> = {
  hyperparameter: (name) => declaredRule([`${name} = 0.5 in [0, 1]`], [`p -= ${name} * g`]),
  state: (name) => declaredRule([`state ${name} = 0.5`], [`p -= ${name} * g`, `${name} = 0.5`]),
  scalar: (name) => declaredRule([`scalar ${name} = 0.5`], [`p -= ${name} * g`, `${name} = 0.5`]),
  local: (name) => declaredRule([], [`${name} = 0.5`, `p -= ${name} * g`]),
  option: (name) =>
    declaredRule([`option ${name} = true`], [`if ${name}`, '  p -= 0.5 * g', 'else', '  p += g']),
  choice: (name) =>
    declaredRule([`option f = ${name} in {${name}, other}`], [`if f == ${name}`, '  g = 0.5 * g', 'p -= g']),
};

const cases = inherited.flatMap((name) =>
  Object.entries(forms).map(([form, textOf]) => [form, name, textOf(name)] as const),
);

describe.each(cases)('a %s called %s', (form, name, text) => {
  const rule = resolve(parseRule(text), fillSettings(parseRule(text)));
  const hyperparameters = numbersIn(fillSettings(parseRule(text)));
  const gradient = [2, -4];

  test('has its value in every kernel', () => {
    const [compiled, interpreted] = [compileFloat64(rule), interpret(rule)].map((kernel) => {
      const parameters = Float64Array.of(1, 1);
      const state = kernel.createState(parameters, hyperparameters);
      kernel.update(parameters, Float64Array.from(gradient), state, hyperparameters, 1);
      return [...parameters];
    });
    const wasm = createWasmKernel(rule, [2]);
    if (wasm.kind === 'fallback') expect.fail(wasm.reason);
    const single = Float32Array.of(1, 1);
    wasm.update(
      single,
      Float32Array.from(gradient),
      wasm.createState(single, hyperparameters),
      hyperparameters,
      1,
    );
    expect([compiled, interpreted, [...single]]).toEqual(Array(3).fill([0, 3]));
  });

  test('is traced, and minimizes', () => {
    const parameters = Float64Array.of(1, 1);
    const state = compileFloat64(rule).createState(parameters, hyperparameters);
    const inputs = {
      parameters,
      gradient: Float64Array.from(gradient),
      state,
      hyperparameters,
      step: 1,
      index: 0,
    };
    expect([...traceStep(rule, inputs).parameters]).toEqual([0, 3]);
    const { path } = minimize({ gradient: () => gradient, start: [1, 1], optimizer: text, steps: 1 });
    expect(path[1]).toEqual(Float64Array.of(0, 3));
  });

  test('is known to an editor', () => {
    const symbol = analyze(text).symbols.find((each) => each.name === name);
    expect(symbol?.kind).toBe(form === 'choice' ? undefined : form);
  });

  test('has its default in exports', () => {
    const sources = [numpySource, torchSource, optaxSource].map((write) => write(rule, { defaults: {} }));
    const expected = form === 'hyperparameter' ? `${name}=0.5` : '0.5';
    for (const source of sources) expect(source).toContain(expected);
    for (const source of sources) expect(source).not.toMatch(/undefined|NaN|native code|float\("/);
    for (const target of ['latex', 'wgsl', 'javascript32'] as const) {
      expect(JSON.stringify(compile(parseRule(text), target))).not.toMatch(/undefined|native code/);
    }
  });
});

test('a kernel takes no value that an object inherits for a hyperparameter', () => {
  const rule = resolve(
    parseRule(declaredRule(['constructor = 1 in [0, 1]', 'state m = constructor'], ['p = m'])),
  );
  const kernel = interpret(rule);
  expect(kernel.createState(Float64Array.of(1), {}).tensors[0]?.[0]).toBeNaN();
});
