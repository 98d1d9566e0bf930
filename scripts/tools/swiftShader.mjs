/** The software adapter that comes with Chromium, for WebGPU in Node. */
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from '../host/chromium.mjs';

const driver = 'vk_swiftshader_icd.json';

/** What is on the PATH may be a script that starts Chromium from one of these. */
const usualFolders = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

/**
 * Leads the Vulkan loader to SwiftShader; a driver that somebody names comes first. Elsewhere than on Linux, and without
 * Chromium, nothing changes, and the tests say what they miss.
 */
export async function useSwiftShader() {
  const { VK_DRIVER_FILES, LD_LIBRARY_PATH, XDG_RUNTIME_DIR } = process.env;
  if (VK_DRIVER_FILES || process.platform !== 'linux') return;
  const chromium = await findChromium().catch(() => null);
  const folders = chromium ? [path.dirname(realpathSync(chromium)), ...usualFolders] : [];
  const folder = folders.find((candidate) => existsSync(path.join(candidate, driver)));
  if (!folder) return;
  Object.assign(process.env, {
    VK_DRIVER_FILES: path.join(folder, driver),
    // The loader itself, libvulkan.so.1, comes with Chromium too.
    LD_LIBRARY_PATH: [folder, LD_LIBRARY_PATH].filter(Boolean).join(path.delimiter),
    // Without it the loader prints an error, though nothing here needs it.
    XDG_RUNTIME_DIR: XDG_RUNTIME_DIR ?? tmpdir(),
  });
}
