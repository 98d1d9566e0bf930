/** Opens pages of the web workbench in a Chromium that nobody watches. */
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const quiet = [
  '--headless=new',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Chromium's sandbox does not work for root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * WebGPU without a GPU, on the processor: the same everywhere. It comes back after every crash; otherwise Chromium goes
 * without after the second.
 */
export const softwareGpu = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-domain-blocking-for-3d-apis',
  '--disable-gpu-process-crash-limit',
];

/** @param {{ args?: readonly string[] }} [options] */
export async function launchBrowser({ args = [] } = {}) {
  // Playwright's own headless mode would ask for another build of Chromium.
  return chromium.launch({
    executablePath: await findChromium(),
    headless: false,
    args: [...quiet, ...asRoot, ...args],
  });
}

/** @param {import('playwright-core').Browser} browser */
export async function newPage(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return context.newPage();
}

/**
 * Ends the process of the browser that has the GPU.
 * @param {import('playwright-core').Browser} browser
 */
export async function crashGpu(browser) {
  const session = await browser.newBrowserCDPSession();
  // The process that would answer is the one that ends.
  session.send('Browser.crashGpuProcess').catch(() => {});
}
