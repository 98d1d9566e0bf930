import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { arithmeticOf } from '../../../core/engine/cpu/network/arithmetic.ts';
import { loadKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const read = (name: string) => new Uint8Array(readFileSync(inRoot('dist', 'kernels', name)));
const bytes = { simd: read('simd.wasm'), relaxed: read('relaxed.wasm') };

test('has a name for each way in which networks are computed', () => {
  expect(arithmeticOf('there are none')).toBe('float64');
  expect(arithmeticOf(loadKernels(bytes, 'simd'))).toBe('SIMD');
  expect(arithmeticOf(loadKernels(bytes, 'relaxed'))).toMatch(/^relaxed SIMD, (not )?fused$/);
});
