/** Starts the VS Code server that installHost.mjs installed, on this machine's own address only. */
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { run, startDetached } from '../tools/processes.mjs';
import { serverMain, serverNode } from './installHost.mjs';

/** No gallery, or the workbench asks the internet for one. */
const environment = { ...process.env, EXTENSIONS_GALLERY: '{}' };

/** A workbench that shows the extension and nothing else. */
const defaultSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** @param {string} dataFolder */
const settingsFile = (dataFolder) => path.join(dataFolder, 'data', 'User', 'settings.json');

/** @param {string} dataFolder */
export function writeDefaultSettings(dataFolder) {
  const file = settingsFile(dataFolder);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(defaultSettings, null, 2));
}

/** @param {string} dataFolder */
const folders = (dataFolder) => [
  '--accept-server-license-terms',
  '--server-data-dir',
  dataFolder,
  '--extensions-dir',
  path.join(dataFolder, 'extensions'),
  '--telemetry-level',
  'off',
];

/**
 * @param {string} vsix
 * @param {string} dataFolder
 */
export async function installExtension(vsix, dataFolder) {
  const args = [serverMain, ...folders(dataFolder), '--install-extension', vsix, '--force'];
  await run(serverNode, args, { env: environment });
}

/**
 * A free port: the wanted one where it is free.
 * @param {number} wanted 0 takes any
 * @returns {Promise<number>}
 */
function findPort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (wanted === 0) reject(error);
      else resolve(findPort(0));
    });
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}

/** A path as the web workbench names it: with forward slashes, from the root. @param {string} file */
const remotePath = (file) => pathToFileURL(file).pathname;

/**
 * @param {string} address of a server
 * @param {string} folder to be open there
 */
export function addressOfFolder(address, folder) {
  const url = new URL(address);
  url.searchParams.set('folder', decodeURIComponent(remotePath(folder)));
  return url.href;
}

/**
 * @param {object} options
 * @param {string} options.dataFolder settings, installed extensions and logs; kept between starts
 * @param {number} [options.port]
 * @param {string} [options.token] asked of every visitor; a server for tests has none
 * @param {boolean} [options.testDriver] lets an address name an extension under development and its tests
 * @param {NodeJS.ProcessEnv} [options.env]
 */
export async function startServer({ dataFolder, port = 0, token, testDriver = false, env = {} }) {
  if (!existsSync(settingsFile(dataFolder))) writeDefaultSettings(dataFolder);
  const freePort = await findPort(port);
  const logFile = path.join(dataFolder, 'server.log');
  const log = openSync(logFile, 'w');
  const server = startDetached(
    serverNode,
    [
      serverMain,
      ...folders(dataFolder),
      ...['--host', '127.0.0.1', '--port', String(freePort), '--disable-workspace-trust'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: { ...environment, ...env }, output: log },
  );
  const authority = `127.0.0.1:${freePort}`;
  for (const start = Date.now(); !(await answers(authority)); await sleep(50)) {
    if (server.child.exitCode !== null || Date.now() - start > 60_000) {
      await server.end();
      throw new Error(`The VS Code server did not start; ${logFile} says why.`);
    }
  }
  return {
    logFile,
    end: server.end,
    exited: new Promise((resolve) => server.child.once('exit', resolve)),
    /** @param {string} [folder] */
    address(folder) {
      const url = new URL(`http://${authority}/`);
      if (token) url.searchParams.set('tkn', token);
      return folder === undefined ? url.href : addressOfFolder(url.href, folder);
    },
    /** @param {string} file */
    remoteUri: (file) => `vscode-remote://${authority}${remotePath(file)}`,
  };
}

/** @param {string} authority */
async function answers(authority) {
  try {
    return (await fetch(`http://${authority}/version`)).ok;
  } catch {
    return false;
  }
}
