/**
 * Opens VS Code with the extension on the sample workspace: the desktop's where there is one, otherwise the web
 * workbench from npm, in the browser. Needs nothing but Node; the rest it installs.
 *
 *   npm start -- --web        the web workbench, also where there is a desktop VS Code
 *   npm start -- --port 4000  its port (another one where that is taken)
 *   npm start -- --no-open    only prints the address
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './install.mjs';
import { main } from './tools/main.mjs';
import { inRoot, root, sampleFolder, vsixFile } from './tools/paths.mjs';
import { run, windows } from './tools/processes.mjs';
import { endWithStarter } from './tools/starter.mjs';
import { step } from './tools/steps.mjs';

const { values: options } = parseArgs({
  options: {
    web: { type: 'boolean', default: false },
    port: { type: 'string', default: '3555' },
    'no-open': { type: 'boolean', default: false },
  },
});

/** The command of a desktop VS Code: `$VSCODE_CLI`, or what is on the PATH or where macOS keeps it. */
function findDesktop() {
  const { VSCODE_CLI } = process.env;
  const macOS = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
  const commands = VSCODE_CLI ? [VSCODE_CLI] : ['code', 'code-insiders', 'codium', macOS];
  return commands.find((command) => runDesktop(command, ['--version'], 'ignore') === 0);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'ignore' | 'inherit'} stdio
 */
function runDesktop(command, args, stdio) {
  // On Windows `code` is a batch file, which only a shell can start; it needs its words quoted.
  const result = windows
    ? spawnSync([command, ...args].map((word) => `"${word}"`).join(' '), { stdio, shell: true })
    : spawnSync(command, args, { stdio });
  return result.status;
}

/** @param {string} command */
async function startDesktop(command) {
  const { build } = await import('./build.mjs');
  await step('Building the extension', () => build());
  console.log(`Opening VS Code (${command}) with the extension on ${sampleFolder}`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, sampleFolder];
  process.exitCode = runDesktop(command, args, 'inherit') ?? 1;
}

async function startWeb() {
  const { hostFolder, installHost } = await import('./host/installHost.mjs');
  const { installExtension, startServer } = await import('./host/server.mjs');
  const dataFolder = path.join(hostFolder, 'user');

  await installHost();
  await step('Packaging the extension', () => run(process.execPath, [inRoot('scripts/package.mjs')]));
  await step('Installing it into VS Code', () => installExtension(vsixFile, dataFolder));
  const token = randomBytes(16).toString('hex');
  const server = await step('Starting VS Code', () =>
    startServer({ dataFolder, port: Number(options.port), token }),
  );
  const address = server.address(sampleFolder);
  if (!options['no-open']) openBrowser(address);
  console.log(`\nVS Code with the extension runs until you press Ctrl+C. It is at\n${address}`);
  await server.exited;
  throw new Error(`The VS Code server ended by itself; ${server.logFile} says why.`);
}

/** Where there is no browser to open, the printed address is enough. @param {string} address */
function openBrowser(address) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : windows
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

await main(import.meta, async () => {
  endWithStarter();
  await installPackages();
  const desktop = options.web ? undefined : findDesktop();
  if (desktop) {
    await startDesktop(desktop);
    return;
  }
  if (!options.web) console.log('There is no `code` command here: VS Code opens in the browser instead.');
  await startWeb();
});
