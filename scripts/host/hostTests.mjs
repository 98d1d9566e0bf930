/**
 * Runs test/host/ inside the extension host of the VS Code server from npm: a headless Chromium opens the workbench,
 * which loads the extension from this folder and calls `run()` of test/host/index.ts.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { build } from '../build.mjs';
import { buildCli } from '../buildCli.mjs';
import { readCounts } from '../tools/counts.mjs';
import { inRoot, outputFolder, root } from '../tools/paths.mjs';
import { testFolders } from '../tools/scratch.mjs';
import { step } from '../tools/steps.mjs';
import { crashGpu, launchBrowser, newPage, softwareGpu } from './browser.mjs';
import { hostUnavailable, installHost } from './installHost.mjs';
import { findRedis } from './redis.mjs';
import { startServer } from './server.mjs';

const resultsFile = path.join(outputFolder, 'host.json');

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/** @typedef {import('playwright-core').Browser} Browser */

/**
 * For tests that are to end the browser's GPU process: it ends when the address is asked for anything.
 * @param {Browser} browser
 */
async function offerGpuCrash(browser) {
  const service = createServer(async (_, response) => {
    await crashGpu(browser);
    response.end();
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = service.address();
  if (typeof address !== 'object' || !address) throw new Error('The service for crashes has no port.');
  return { address: `http://127.0.0.1:${address.port}/`, end: () => service.close() };
}

/**
 * Opens the workbench with the tests; resolves when they ended or the time is up.
 * @param {Browser} browser
 * @param {Server} server
 * @param {string} workspace
 * @param {number} limit
 */
async function runInWorkbench(browser, server, workspace, limit) {
  const page = await newPage(browser);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    // The workbench calls these two when it runs tests; they must exist before it loads.
    page.exposeFunction('codeAutomationExit', () => resolve());
  });
  await page.exposeFunction('codeAutomationLog', printTestOutput);
  const url = new URL(server.address(workspace));
  const payload = [
    ['skipWelcome', 'true'],
    ['extensionDevelopmentPath', server.remoteUri(root)],
    ['extensionTestsPath', server.remoteUri(inRoot('dist/test/host/index.js'))],
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  await page.goto(url.href);
  await Promise.race([ended, sleep(limit, undefined, { ref: false })]);
  if (!readCounts(resultsFile)) {
    const picture = path.join(outputFolder, 'host-tests.png');
    await page.screenshot({ path: picture });
    console.error(`The tests did not come to an end; ${picture} shows the window.`);
  }
}

/**
 * The console of the whole window arrives here; mocha's report is what is indented or counts.
 * @param {string} _level
 * @param {unknown[]} values
 */
function printTestOutput(_level, values) {
  const text = format(...values);
  if (/^\s{2,}\S|AssertionError/.test(text)) console.log(text);
}

/** Of the tests on a queue; without a Redis they aren't there. */
async function redisForTests() {
  try {
    return { HOST_TEST_REDIS: await findRedis() };
  } catch (error) {
    console.log(`SKIPPED what needs a Redis: ${error instanceof Error ? error.message : error}`);
    return {};
  }
}

/**
 * @param {object} options
 * @param {number} options.limit of all tests, in milliseconds
 * @param {string} [options.only] runs the files alone whose names have this in them
 * @param {NodeJS.ProcessEnv} [options.env] for the tests
 */
export async function runHostTests({ limit, only = '', env = {} }) {
  if (hostUnavailable) {
    console.warn(`SKIPPED: the tests inside VS Code. ${hostUnavailable}.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  mkdirSync(outputFolder, { recursive: true });
  rmSync(resultsFile, { force: true });
  await installHost();
  // Experiments on a queue are computed by a worker of the command line.
  await Promise.all([build({ tests: true }), buildCli({ production: false })]);
  const { workspace, dataFolder } = testFolders();
  await step('Tests inside VS Code', async () => {
    const browser = await launchBrowser({ args: softwareGpu });
    const gpuCrash = await offerGpuCrash(browser);
    const own = {
      HOST_TEST_RESULTS: resultsFile,
      HOST_TEST_GPU_CRASH: gpuCrash.address,
      HOST_TEST_ONLY: only,
      ...(await redisForTests()),
    };
    const server = await startServer({ dataFolder, testDriver: true, env: { ...env, ...own } });
    try {
      await runInWorkbench(browser, server, workspace, limit);
    } finally {
      gpuCrash.end();
      await browser.close();
      await server.end();
    }
  });
  return readCounts(resultsFile) ?? { passed: 0, failed: 1, skipped: 0 };
}
