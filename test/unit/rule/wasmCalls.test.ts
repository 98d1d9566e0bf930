/** The functions of a WebAssembly module, called as an engine calls them: one call a tensor, in a memory of the engine. */
import { describe, expect, test } from 'vitest';
import { compileFloat32 } from '../../../core/rule/run/javascriptKernel.ts';
import { compileUniforms } from '../../../core/rule/run/uniforms.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { compileWasm, type WasmFunction, type WasmModule } from '../../../core/rule/targets/wasm/wasm.ts';
import { expectSameBits } from './sameBits.ts';
import { defaultsOf, ruleOf, rules } from './wasmRules.ts';

function compile(rule: ResolvedRule | undefined, options?: { sharedMemory: boolean }): WasmModule {
  if (!rule) expect.fail('no such rule');
  const compiled = compileWasm(rule, options);
  if (compiled.kind === 'fallback') expect.fail(compiled.reason);
  return compiled;
}

type Run = (...values: number[]) => void;

function instantiate(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory): Record<string, Run> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return Object.fromEntries(
    Object.entries(exports).map(([name, run]) => [
      name,
      (...values) => Reflect.apply(run as Run, null, values),
    ]),
  );
}

describe.each(Object.entries(rules))('%s', (_, rule) => {
  test.each([false, true])('is a valid module, shared memory: %s', (sharedMemory) => {
    expect(WebAssembly.validate(compile(rule, { sharedMemory }).bytes)).toBe(true);
  });

  test('exports what it says', () => {
    const { bytes, lookAhead } = compile(rule);
    const names = WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);
    expect(names).toEqual(lookAhead ? ['lookAhead', 'update'] : ['update']);
  });
});

test('takes the tensors in the order of its list', () => {
  const kinds = ({ tensors }: WasmFunction) => tensors.map(({ kind, index }) => `${kind} ${index}`);
  expect(kinds(compile(rules['LAMB']).update)).toEqual([
    ...['parameters 0', 'gradient 0', 'state 0', 'state 1', 'scratch 0'],
  ]);
  const { lookAhead, update } = compile(rules['Nesterov']);
  expect(lookAhead && kinds(lookAhead)).toEqual(['parameters 0', 'gradient 0', 'ahead 0', 'state 0']);
  expect(kinds(update)).toEqual(['parameters 0', 'gradient 0', 'state 0']);
});

test('imports a shared memory only where that is asked for', () => {
  const own = new WebAssembly.Memory({ initial: 1 });
  const shared = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
  const [forOwn, forShared] = [false, true].map(
    (sharedMemory) => compile(rules['SGD'], { sharedMemory }).bytes,
  );
  if (!forOwn || !forShared) expect.fail('no module');
  expect(() => instantiate(forOwn, own)).not.toThrow();
  expect(() => instantiate(forShared, shared)).not.toThrow();
  expect(() => instantiate(forOwn, shared)).toThrow(WebAssembly.LinkError);
  expect(() => instantiate(forShared, own)).toThrow(WebAssembly.LinkError);
});

const guard = 0xdeadbeef;
const [uniformsAt, listAt] = [0, 256];

/** Calls for tensors of `n` elements. */
function callWith(run: Run | undefined, memory: WebAssembly.Memory, n: number, tensors: readonly number[]) {
  const list = [n, ...tensors];
  new Int32Array(memory.buffer, listAt).set(list);
  run?.(listAt, uniformsAt);
  return list.length;
}

/** Memory full of guards; tensors of `n` floats with `gap` guards between them, the last at the memory's very end. */
function layOut(tensors: number, n: number, gap: number) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const words = new Uint32Array(memory.buffer).fill(guard);
  const starts = Array.from(
    { length: tensors },
    (_, k) => words.length - (tensors - k) * n - (tensors - 1 - k) * gap,
  );
  const vectors = starts.map((start) => new Float32Array(memory.buffer, 4 * start, n));
  return { memory, words, vectors };
}

const lengths = Array.from({ length: 38 }, (_, n) => n);
const cases = ['Adam', 'LAMB', 'Rprop', 'clipping by the norm of all gradients'].flatMap((name) =>
  lengths.flatMap((n) => [1, 2, 3].map((gap) => [name, n, gap] as const)),
);

test.each(cases)('%s of %d elements with gaps of %d writes nothing else', (name, n, gap) => {
  const rule = rules[name];
  const { bytes, update } = compile(rule);
  if (!rule) expect.fail('no such rule');
  const { memory, words, vectors } = layOut(update.tensors.length, n, gap);
  for (const [k, vector] of vectors.entries())
    vector.set(vector.map((_, i) => Math.sin(1 + i + 10 * k) ** 2));
  const [parameters, gradient, ...rest] = vectors.map((vector) => vector.slice());
  if (!parameters || !gradient) expect.fail('no tensors');
  const state = { tensors: rest.slice(0, rule.state.length), scalars: new Float64Array(0) };
  compileFloat32(rule).update(parameters, gradient, state, defaultsOf(rule), 3);

  const uniforms = new Float32Array(memory.buffer, uniformsAt, update.stage.uniforms.length + 1);
  compileUniforms(rule, update.stage)(defaultsOf(rule), state.scalars, 3, uniforms);
  if (update.stage.globalNorm !== null) uniforms[update.stage.uniforms.length] = Math.hypot(...gradient);
  const addresses = vectors.map(({ byteOffset }) => byteOffset);
  const listLength = callWith(instantiate(bytes, memory)['update'], memory, n, addresses);

  for (const [k, expected] of [parameters, gradient, ...state.tensors].entries()) {
    expectSameBits(vectors[k] ?? new Float32Array(), expected, `tensor ${k},`);
  }
  for (const vector of vectors) new Uint32Array(memory.buffer, vector.byteOffset, n).fill(guard);
  new Uint32Array(memory.buffer, uniformsAt, uniforms.length).fill(guard);
  new Uint32Array(memory.buffer, listAt, listLength).fill(guard);
  expect(words.every((word) => word === guard)).toBe(true);
});

test('looks ahead without touching parameters, gradient or state', () => {
  const rule = rules['Nesterov'];
  const { bytes, lookAhead } = compile(rule);
  if (!rule || !lookAhead) expect.fail('no look-ahead');
  const { memory, vectors } = layOut(lookAhead.tensors.length, 7, 1);
  for (const [k, vector] of vectors.entries()) vector.set(vector.map((_, i) => i - k));
  const [parameters, gradient, ahead, v] = vectors.map((vector) => vector.slice());
  if (!parameters || !gradient || !ahead || !v) expect.fail('no tensors');
  const state = { tensors: [v], scalars: new Float64Array(0) };
  compileFloat32(rule).lookAhead?.(parameters, gradient, state, defaultsOf(rule), 1, ahead);
  const uniforms = new Float32Array(memory.buffer, uniformsAt, lookAhead.stage.uniforms.length);
  compileUniforms(rule, lookAhead.stage)(defaultsOf(rule), state.scalars, 1, uniforms);
  const addresses = vectors.map(({ byteOffset }) => byteOffset);
  callWith(instantiate(bytes, memory)['lookAhead'], memory, 7, addresses);
  for (const [k, expected] of [parameters, gradient, ahead, v].entries()) {
    expectSameBits(vectors[k] ?? new Float32Array(), expected, `tensor ${k},`);
  }
});

test('an array of a hundred tensors lies back to back', () => {
  const rule = ruleOf('state m', 'update', '  m = m + g', '  p -= m / norm(m)');
  const { bytes, update } = compile(rule);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const tensors = Array.from({ length: 100 }, (_, k) => 1 + (k % 9));
  const size = tensors.reduce((sum, length) => sum + length, 0);
  const [p, g, m, scratch] = [0, 1, 2, 3].map(
    (k) => new Float32Array(memory.buffer, 512 + 4 * k * size, size),
  );
  if (!p || !g || !m || !scratch) expect.fail('no vectors');
  for (let i = 0; i < size; i++) [p[i], g[i], m[i]] = [i % 5, 1 + (i % 7), i % 11];
  const [parameters, gradient, state] = [
    p.slice(),
    g.slice(),
    { tensors: [m.slice()], scalars: new Float64Array(0) },
  ];
  compileFloat32(rule, tensors).update(parameters, gradient, state, {}, 1);
  const run = instantiate(bytes, memory)['update'];
  let start = 0;
  for (const length of tensors) {
    const scratches = Array.from({ length: update.stage.scratch }, () => scratch.byteOffset);
    const addresses = [p, g, m].map(({ byteOffset }) => byteOffset + 4 * start);
    callWith(run, memory, length, [...addresses, ...scratches]);
    start += length;
  }
  expectSameBits(p, parameters);
  expectSameBits(m, state.tensors[0] ?? new Float32Array());
});
