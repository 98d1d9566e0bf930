/** WebGPU in Node, on SwiftShader: no other adapter gives the same bits everywhere. */
import { test as base } from 'vitest';
import type * as webgpu from 'webgpu';
import { pollSeldom } from '../bench/gpu/pollSeldom.ts';

/** Dawn ends with this object, also while a device of it is in use. */
let dawn: GPU | undefined;

/** WebGPU as pages have it; undefined where it can't be loaded. */
export const gpu = () => dawn;

/** The device, or why there is none. */
const opened = await openDevice().catch((error: unknown) =>
  error instanceof Error ? error.message : String(error),
);
if (typeof opened === 'string') console.warn(`SKIPPED: the tests of WGSL. ${opened}`);

/** A test with a device; skipped where there is none. */
export const test = base.extend<{ device: GPUDevice }>({
  device: async ({ skip }, use) => {
    if (typeof opened === 'string') skip(opened);
    else await use(opened);
  },
});

async function openDevice(): Promise<GPUDevice> {
  const { create, globals }: typeof webgpu = await import('webgpu');
  Object.assign(globalThis, globals);
  pollSeldom(1);
  dawn = create([]);
  const adapter = await dawn.requestAdapter();
  if (!adapter) throw new Error('There is no WebGPU adapter; VK_DRIVER_FILES can name a Vulkan driver.');
  const { architecture, description } = adapter.info;
  if (architecture !== 'swiftshader') {
    throw new Error(
      `The WebGPU adapter is ${description}, not SwiftShader; VK_DRIVER_FILES can name its driver.`,
    );
  }
  // As the product's device has them.
  return adapter.requestDevice({ requiredFeatures: ['subgroups'] });
}
