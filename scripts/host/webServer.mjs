/**
 * VS Code for the Web with no server behind it, as vscode.dev is: the workbench of the package that installHost.mjs has
 * installed, as files over HTTP, with a configuration that names no remote. Its folder is in memory: it has the files that are given.
 */
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { root } from '../tools/paths.mjs';
import { serverMain } from './installHost.mjs';

const vscode = path.dirname(path.dirname(serverMain));

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Where files are, by the beginning of their addresses. @type {readonly (readonly [string, string])[]} */
const places = [
  ['/vs/', vscode],
  ['/extension/', root],
];

/** Extensions of VS Code's own that a person would miss: what the others add isn't looked at. */
const builtIn = /^theme-|^markdown-basics$|^notebook-renderers$|^json$/;

/** @param {string} folder */
const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** @param {unknown} value */
const attribute = (value) => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A program of the extension host that writes files into the folder, and stays as long as the window does: where tests are looked for. */
const seedPath = '/extension/seed.js';

/** @param {Readonly<Record<string, string>>} files Texts by their paths in the folder. */
const seedProgram = (files) => `exports.run = async () => {
  const { Uri, workspace } = require('vscode');
  for (const [name, text] of Object.entries(${JSON.stringify(files)}))
    await workspace.fs.writeFile(Uri.from({ scheme: 'tmp', path: '/ws/' + name }), new TextEncoder().encode(text));
  await new Promise(() => {});
};`;

/**
 * @param {string} authority
 * @param {string | null} program Its path, if the extension host is to run one.
 */
function page(authority, program) {
  /** @param {string} file */
  const uri = (file) => ({ scheme: 'http', authority, path: file });
  const configuration = {
    folderUri: { scheme: 'tmp', path: '/ws' },
    // Those that this package asks for beside upstream's.
    ...{ userDataPath: '/', isEnabledFileDownloads: true, isEnabledFileUploads: true },
    isEnabledCoderGettingStarted: false,
    productConfiguration: {
      enableTelemetry: false,
      webEndpointUrlTemplate: `http://${authority}/vs`,
      webviewContentExternalBaseUrlTemplate: `http://${authority}/vs/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    developmentOptions: {
      extensions: [uri('/extension')],
      ...(program !== null && { extensionTestsPath: uri(program) }),
    },
    enableWorkspaceTrust: false,
    configurationDefaults: { 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true },
  };
  const folder = path.join(vscode, 'extensions');
  const shipped = readdirSync(folder)
    .filter((name) => builtIn.test(name))
    .map((name) => ({ extensionPath: name, packageJSON: manifestOf(path.join(folder, name)) }));
  return `<!doctype html><html><head><meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${attribute(configuration)}">
<meta id="vscode-workbench-web-base-url" data-settings="/vs">
<meta id="vscode-workbench-builtin-extensions" data-settings="${attribute(shipped)}">
<meta id="vscode-workbench-auth-session" data-settings="">
<link rel="stylesheet" href="/vs/out/vs/code/browser/workbench/workbench.css"></head><body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = new URL('/vs', location).toString() + '/out/';</script>
<script type="module" src="/vs/out/nls.messages.js"></script>
<script type="module" src="/vs/out/vs/code/browser/workbench/workbench.js"></script></html>`;
}

/** The package always names a remote, and keeps settings there: neither is there. @param {string} text */
const withoutRemote = (text) =>
  text
    .replace(
      /(userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:\w+)\.vscodeRemote/,
      '$1.vscodeUserData',
    )
    .replace(/,remoteAuthority:location\.host\}/, '}');

/** @param {string} address */
function fileOf(address) {
  const place = places.find(([begin]) => address.startsWith(begin));
  const file = place && path.join(place[1], decodeURIComponent(address.slice(place[0].length)));
  return file && existsSync(file) && statSync(file).isFile() ? file : null;
}

/**
 * @param {{ tests?: string, files?: Readonly<Record<string, string>> }} [options] `tests`: a bundle that the extension host is
 *   to run, from the root of the repository. `files`: texts by their paths in the folder, without tests.
 */
export async function startWebServer({ tests, files } = {}) {
  const ownProgram = files ? seedPath : null;
  const program = tests === undefined ? ownProgram : `/extension/${tests}`;
  let authority = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const headers = { 'Access-Control-Allow-Origin': request.headers.origin ?? '*' };
    const file = fileOf(pathname);
    if (pathname === '/') {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html' });
      response.end(page(authority, program));
    } else if (pathname === seedPath) {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript' });
      response.end(seedProgram(files ?? {}));
    } else if (!file) {
      response.writeHead(404, headers);
      response.end();
    } else {
      response.writeHead(200, {
        ...headers,
        'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
      });
      if (file.endsWith('browser/workbench/workbench.js'))
        response.end(withoutRemote(readFileSync(file, 'utf8')));
      else createReadStream(file).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  // Only there is a page on 127.0.0.1 as much trusted as one over HTTPS, and may have workers and storage.
  authority = `localhost:${address.port}`;
  return {
    address: `http://${authority}/`,
    /** @returns {Promise<void>} */
    end: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
