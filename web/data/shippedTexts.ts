/** What ships and threads need, read once and given to each: a worker that is made of a text has no files of its own. */
import type { KernelBytes } from '../../core/engine/cpu/network/kernelBytes.ts';

export interface ShippedTexts {
  /** Of the data sets that are files, by the names of these. */
  readonly data: Readonly<Record<string, string>>;
  /** Or why there are none. */
  readonly kernels: KernelBytes | string;
}

/** Unpacks what gzip has packed. */
export async function unpackText(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).text();
}
