/** Bundles the pages as they ship, into a folder of their own: another suite may build at the same time. */
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPages } from '../../scripts/build.mjs';
import { buildReports } from '../../scripts/buildReports.mjs';
import { findChromium } from '../../scripts/host/chromium.mjs';
import { scratchFolder } from '../../scripts/tools/scratch.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the files of pages are. */
    pages: string;
    /** Where the parts of reports are. */
    reports: string;
  }
}

export async function setup(project: TestProject) {
  await findChromium();
  const folder = scratchFolder();
  const reports = path.join(folder, 'reports');
  await Promise.all([buildPages(folder), buildReports({ production: true, folder: reports })]);
  project.provide('reports', reports);
  project.provide('pages', path.join(folder, 'dist', 'webview'));
}
