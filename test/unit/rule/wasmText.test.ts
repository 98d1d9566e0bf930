import binaryen from 'binaryen';
import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileWasm } from '../../../core/rule/targets/wasm/wasm.ts';
import { wasmText } from '../../../core/rule/targets/wasm/wasmText.ts';
import { resolved, ruleText } from './ruleText.ts';

/** What binaryen makes of a module: read from bytes or from text, the same instructions are the same text. */
function normal(read: () => binaryen.Module): string {
  const module = read();
  module.setFeatures(binaryen.Features.SIMD128 | binaryen.Features.Atomics);
  try {
    // A block that the text has and the bytes lack, or the other way, is none of the program.
    return module
      .emitText()
      .replace(/^\s*\(func \$\S+/gm, ' (func')
      .replace(/\(export ("\w+") \(func \$\S+\)\)/g, '(export $1)');
  } finally {
    module.dispose();
  }
}

const features = binaryen.Features.SIMD128 | binaryen.Features.Atomics;

test.each(optimizers.map(({ id, rule }) => ({ id, rule })))(
  'the text of $id is of the module that runs',
  ({ rule }) => {
    for (const sharedMemory of [false, true]) {
      const compiled = compileWasm(resolve(rule), { sharedMemory });
      if (compiled.kind === 'fallback') throw new Error(compiled.reason);
      const text = wasmText(compiled.bytes);
      const ofBytes = normal(() => binaryen.readBinaryWithFeatures(compiled.bytes, features));
      expect(normal(() => binaryen.parseText(text))).toBe(ofBytes);
    }
  },
);

test('numbers are as short as they can be, with their signs', () => {
  const text = ruleText('p -= 0.1 * g + 1e-30 * g + sign(g) + 1e38 * g');
  const compiled = compileWasm(resolved(text));
  if (compiled.kind === 'fallback') throw new Error(compiled.reason);
  const constants = [...wasmText(compiled.bytes).matchAll(/f32\.const (\S+)/g)].map(([, value]) => value);
  expect(new Set(constants)).toEqual(new Set(['0.1', '1e-30', '0', '1', '-1', '1e+38']));
});

test('bytes of another program are refused', () => {
  const body = [3, 0, 0x00, 0x0b];
  const bytes = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    10,
    2 + body.length,
    1,
    body.length,
    ...body.slice(1),
    0,
  );
  expect(() => wasmText(bytes)).toThrow(TypeError);
});
