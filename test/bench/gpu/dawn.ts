/** WebGPU in Node, as pages have it. */
import type * as webgpu from 'webgpu';
import { pollSeldom } from './pollSeldom.ts';

/** In milliseconds. A step that is awaited takes less, but for those that keep all cores busy for long. */
const soon = 5;

/** Dawn ends with this object, also while a device of it is in use. */
let dawn: GPU | undefined;

/**
 * Puts WebGPU where the product and other libraries look for it.
 * @param adapter Its name, or '' for any. Default: what `GPU_ADAPTER` says.
 */
export async function provideWebGpu(
  adapter = process.env['GPU_ADAPTER'] ?? '',
): Promise<{ readonly gpu: GPU }> {
  const { create, globals }: typeof webgpu = await import('webgpu');
  Object.assign(globalThis, globals);
  pollSeldom(soon);
  dawn = create(adapter === '' ? [] : [`adapter=${adapter}`]);
  const userAgent = `Node.js/${process.versions.node}`;
  // Node.js has a navigator of its own, which can't be written to.
  const navigator = { gpu: dawn, userAgent, hardwareConcurrency: 1 };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return { gpu: dawn };
}
