/**
 * Runs what of test/host/ needs no Node inside the web worker extension host: in VS Code for the Web without a server, and
 * beside the VS Code server. The bundle of the extension and that of the tests are the same in both.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { build } from '../build.mjs';
import { inRoot, outputFolder, root } from '../tools/paths.mjs';
import { testFolders } from '../tools/scratch.mjs';
import { step } from '../tools/steps.mjs';
import { launchBrowser, newPage, softwareGpu } from './browser.mjs';
import { hostUnavailable, installHost } from './installHost.mjs';
import { startServer } from './server.mjs';
import { startWebServer } from './webServer.mjs';

/** @typedef {import('../tools/counts.mjs').Counts} Counts */

export const webHosts = /** @type {const} */ (['serverless', 'served']);

/** @typedef {(typeof webHosts)[number]} WebHost */

const tests = 'dist/test/web/index.js';

/** Their last line says what came of them: that host has neither files nor an environment. */
const result = 'RESULT ';

/** @param {WebHost} host */
async function startHost(host) {
  if (host === 'serverless') {
    const { address, end } = await startWebServer({ tests });
    return { address, end };
  }
  const { workspace, dataFolder } = testFolders();
  mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
  // Changes no file of the extension: the same build is in both kinds of host.
  const settings = { 'remote.extensionKind': { 'optimizer-playground.optimizer-playground': ['web'] } };
  writeFileSync(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
  const server = await startServer({ dataFolder, testDriver: true });
  const url = new URL(server.address(workspace));
  url.searchParams.set(
    'payload',
    JSON.stringify([
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', server.remoteUri(root)],
      ['extensionTestsPath', server.remoteUri(inRoot(tests))],
    ]),
  );
  return { address: url.href, end: () => server.end() };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {number} limit
 * @returns {Promise<Counts | null>}
 */
async function runIn(page, address, limit) {
  /** @type {Counts | null} */
  let counts = null;
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    page.exposeFunction('codeAutomationExit', () => resolve());
  });
  await page.exposeFunction(
    'codeAutomationLog',
    /** @param {string} _level @param {unknown[]} values */
    (_level, values) => {
      const text = format(...values);
      if (text.startsWith(result)) counts = JSON.parse(text.slice(result.length));
      else if (/^\s{2,}\S|AssertionError|^SKIPPED/.test(text)) console.log(text);
      else if (process.env['VERBOSE']) console.log(text.slice(0, 600));
    },
  );
  await page.goto(address);
  await Promise.race([ended, sleep(limit, undefined, { ref: false })]);
  return counts;
}

/**
 * @param {WebHost} host
 * @param {{ limit: number, only?: string }} options `limit` of all tests, in milliseconds
 * @returns {Promise<Counts>}
 */
export async function runWebTests(host, { limit, only = '' }) {
  if (hostUnavailable) {
    console.warn(`SKIPPED: the tests in a browser's extension host. ${hostUnavailable}.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  mkdirSync(outputFolder, { recursive: true });
  await installHost();
  await build({ tests: true, only });
  return step(`Tests in the web worker extension host, ${host}`, async () => {
    const browser = await launchBrowser({ args: softwareGpu });
    const { address, end } = await startHost(host);
    try {
      const page = await newPage(browser);
      const counts = await runIn(page, address, limit);
      if (counts) return counts;
      const picture = path.join(outputFolder, `web-tests-${host}.png`);
      await page.screenshot({ path: picture });
      console.error(`The tests did not come to an end; ${picture} shows the window.`);
      return { passed: 0, failed: 1, skipped: 0 };
    } finally {
      await browser.close();
      await end();
    }
  });
}
