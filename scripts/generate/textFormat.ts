/** A module of WebAssembly in its text format, with expressions inside each other. */
import binaryen from 'binaryen';

export function textFormat(bytes: Uint8Array): string {
  const module = binaryen.readBinaryWithFeatures(bytes, binaryen.Features.SIMD128);
  try {
    return module.emitText();
  } finally {
    module.dispose();
  }
}
