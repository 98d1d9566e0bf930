import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseKernels, type Kernels } from '../../core/engine/cpu/network/kernelBytes.ts';
import { messageOf } from '../../core/messageOf.ts';

/**
 * The fastest kernels that this machine can run; or, in words, why there are none.
 * @param folder Where they ship.
 */
export async function loadKernels(folder: string): Promise<Kernels | string> {
  try {
    const read = async (name: string) => new Uint8Array(await readFile(path.join(folder, name)));
    const [simd, relaxed] = await Promise.all([read('simd.wasm'), read('relaxed.wasm')]);
    return chooseKernels({ simd, relaxed });
  } catch (error) {
    return `its WebAssembly can't be loaded: ${messageOf(error)}`;
  }
}
