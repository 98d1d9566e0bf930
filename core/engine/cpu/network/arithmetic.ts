/** How networks in single precision are computed here, as a name: where two machines differ in it, their numbers may differ in bits. */
import type { Kernels } from './kernelBytes.ts';

/** @param kernels Or why there are none, and networks are computed in double precision. */
export function arithmeticOf(kernels: Kernels | string): string {
  if (typeof kernels === 'string') return 'float64';
  if (kernels.name === 'simd') return 'SIMD';
  return fusesMultiplyAdd() ? 'relaxed SIMD, fused' : 'relaxed SIMD, not fused';
}

/** Of relaxed SIMD the processor may round a product before the sum, or not. */
function fusesMultiplyAdd(): boolean {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(multiplyAdd), {});
  const compute = exports['a'];
  return typeof compute === 'function' && compute() !== 0;
}

/**
 * A module whose function `a` gives a b + c by f32x4.relaxed_madd, with a = b = 1 + 2⁻¹² and c = −(1 + 2⁻¹¹): 2⁻²⁴ where the
 * product isn't rounded, else 0.
 */
const multiplyAdd = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7d],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x61, 0x00, 0x00],
  ...[0x0a, 0x1f, 0x01, 0x1d, 0x00],
  ...[0x43, 0x00, 0x08, 0x80, 0x3f, 0xfd, 0x13],
  ...[0x43, 0x00, 0x08, 0x80, 0x3f, 0xfd, 0x13],
  ...[0x43, 0x00, 0x10, 0x80, 0xbf, 0xfd, 0x13],
  ...[0xfd, 0x85, 0x02, 0xfd, 0x1f, 0x00, 0x0b],
);
