/** Bundles the pages as they ship, into a folder of their own: another suite may build at the same time. */
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPages } from '../../scripts/build.mjs';
import { findChromium } from '../../scripts/host/chromium.mjs';
import { scratchFolder } from '../../scripts/tools/scratch.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of pages are. */
    pages: string;
  }
}

export async function setup(project: TestProject) {
  await findChromium();
  const folder = scratchFolder();
  await buildPages(folder);
  project.provide('pages', path.join(folder, 'dist', 'webview'));
}
