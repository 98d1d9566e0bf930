/** Bundles the extension into dist/, the core into dist/core and the command line into dist/cli. `--production` minifies, `--watch` builds again after every change. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { buildCli } from './buildCli.mjs';
import { buildKernels } from './buildKernels.mjs';
import { buildLibrary } from './buildLibrary.mjs';
import { bundles, claimFolders, copies } from './bundles.mjs';
import { katexFonts } from './tools/katexFonts.mjs';
import { main } from './tools/main.mjs';
import { inParts } from './tools/parts.mjs';
import { inRoot, root } from './tools/paths.mjs';
import { clientDefines, missingPackages } from './tools/queueClients.mjs';

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: root,
  outdir: root,
  bundle: true,
  logLevel: 'silent',
  loader: { '.optimizer': 'text', '.ttf': 'file', '.woff2': 'file' },
  assetNames: 'dist/webview/[name]',
};

const nodeTarget = 'node20';

/** @type {Record<import('./bundles.mjs').Bundle['runs'], esbuild.BuildOptions>} */
const targets = {
  'in Node': {
    platform: 'node',
    format: 'cjs',
    target: nodeTarget,
    external: ['vscode', 'mocha', ...missingPackages],
    // Its other entry, which Node would take, can't be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    // Asked for, VS Code's extension host logs an error: extensions are to take it for a browser no more.
    define: { navigator: 'undefined', ...clientDefines },
  },
  // Its host gives `vscode` and takes one file. Whatever needs Node is not found there, and the build fails.
  'in a browser': {
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  },
  'in a page': {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    plugins: [katexFonts],
    // To TypeScript it is what it is declared as in web/.
    alias: { 'csv-parse/browser/esm/sync': './node_modules/csv-parse/dist/esm/sync.js' },
  },
};

/** esbuild adds the extension itself. @param {{ entry: string, file: string }} bundle */
const entryPoint = ({ entry, file }) => ({ in: entry, out: file.replace(/\.[^.]+$/, '') });

/**
 * The tests that run inside VS Code: `test/host/index.ts` and one bundle for each file of tests; and a worker that they
 * bring into the page.
 */
const hostTests = () => [
  {
    entry: 'test/gpu/echoWorker.ts',
    file: 'dist/test/gpu/echo.js',
    runs: /** @type {const} */ ('in a page'),
  },
  ...readdirSync(inRoot('test/host'))
    .filter((name) => name === 'index.ts' || name.endsWith('.test.ts'))
    .map((name) => ({
      entry: `test/host/${name}`,
      file: `dist/test/host/${name.replace(/\.ts$/, '.js')}`,
      runs: /** @type {const} */ ('in Node'),
    })),
];

/**
 * Those that run in a browser's extension host, in one bundle: that host takes one file, and has no modules of Node's.
 * @param {string} only words in the names of the files that are run
 * @returns {esbuild.BuildOptions}
 */
const webTests = (only) => ({
  ...targets['in a browser'],
  alias: {
    ...targets['in a browser'].alias,
    'node:assert/strict': './test/host/web/assert.ts',
    'node:timers/promises': './test/host/web/timers.ts',
  },
  define: { global: 'globalThis', HOST_TEST_ONLY: JSON.stringify(only) },
});

/**
 * @param {readonly { entry: string, file: string }[]} some
 * @param {boolean} production
 * @param {esbuild.BuildOptions} options
 * @returns {esbuild.BuildOptions}
 */
const planOf = (some, production, options) => ({
  ...shared,
  entryPoints: some.map(entryPoint),
  minify: production,
  sourcemap: !production,
  ...options,
});

/** What esbuild is to do. @param {{ production: boolean, tests: boolean, only?: string }} options */
export function plans({ production, tests, only = '' }) {
  const all = tests ? [...bundles, ...hostTests()] : bundles;
  const wholes = all.filter((bundle) => !('parts' in bundle || 'modules' in bundle));
  return [
    ...Object.entries(targets).map(([runs, target]) =>
      planOf(
        wholes.filter((bundle) => bundle.runs === runs),
        production,
        target,
      ),
    ),
    ...[...new Set(bundles.flatMap(({ parts }) => parts ?? []))].map((folder) =>
      planOf(
        bundles.filter(({ parts }) => parts === folder),
        production,
        { ...targets['in Node'], ...inParts(folder, { production, target: nodeTarget }) },
      ),
    ),
    modulesPlan(production),
    ...(tests
      ? [
          planOf(
            [{ entry: 'test/host/web/index.ts', file: 'dist/test/web/index.js' }],
            production,
            webTests(only),
          ),
        ]
      : []),
  ];
}

/** What pages share is loaded by whichever of them is there. @param {boolean} production */
function modulesPlan(production) {
  const modules = bundles.filter((bundle) => bundle.modules !== undefined);
  const [folder] = new Set(modules.map((bundle) => bundle.modules));
  return planOf(modules, production, {
    ...targets['in a page'],
    ...{ format: 'esm', splitting: true, metafile: true, chunkNames: `${folder}/[name]-[hash]` },
  });
}

/** All claims that ship, in one file: as files of their own they would take twice as much. */
function writeClaims() {
  const files = claimFolders.flatMap((folder) =>
    readdirSync(inRoot('core', 'claims', folder))
      .toSorted()
      .map((name) => [`${folder}/${name}`, readFileSync(inRoot('core', 'claims', folder, name), 'utf8')]),
  );
  writeFileSync(inRoot('dist', 'data', 'claims.json'), JSON.stringify(Object.fromEntries(files)));
}

/** The names of the lessons that ship: from where browsers have them, no folder can be listed. */
function writeLessonNames() {
  const names = readdirSync(inRoot('extension', 'lessons', 'content')).toSorted();
  writeFileSync(inRoot('dist', 'data', 'lessons.json'), JSON.stringify(names));
}

function copyFiles() {
  for (const { from, to } of copies) {
    mkdirSync(path.dirname(inRoot(to)), { recursive: true });
    copyFileSync(inRoot(from), inRoot(to));
  }
  writeClaims();
  writeLessonNames();
}

/**
 * `file:line:column: error: text`: one line an error, for people and for VS Code's problem matcher in
 * .vscode/tasks.json.
 * @param {readonly esbuild.Message[]} errors
 */
const describe = (errors) =>
  errors
    .map(({ text, location }) =>
      location
        ? `${location.file}:${location.line}:${location.column + 1}: error: ${text}`
        : `error: ${text}`,
    )
    .join('\n');

/**
 * Builds once. Gives what esbuild says of the bundles that are in parts.
 * @param {{ production?: boolean, tests?: boolean, only?: string }} [options] `tests` adds the tests that run inside VS Code;
 *   of those in a browser, the files with `only` in their names
 */
export async function build({ production = false, tests = false, only = '' } = {}) {
  copyFiles();
  // The tests of a file that is gone would still be found there.
  if (tests) rmSync(inRoot('dist/test'), { recursive: true, force: true });
  // They have names by their content: those of the build before would stay.
  for (const { modules } of bundles) if (modules) rmSync(inRoot(modules), { recursive: true, force: true });
  try {
    const building = plans({ production, tests, only }).map((plan) => esbuild.build(plan));
    const [, ...built] = await Promise.all([buildKernels(), ...building]);
    return built.flatMap(({ metafile }) => metafile ?? []);
  } catch (failure) {
    const errors = /** @type {esbuild.BuildFailure} */ (failure).errors;
    throw errors ? new Error(`The build failed.\n${describe(errors)}`) : failure;
  }
}

/** What runs in pages, as it ships, in a folder of its own as it is in dist/. @param {string} folder */
export async function buildPages(folder) {
  const pages = bundles.filter(({ runs, modules }) => runs === 'in a page' && modules === undefined);
  const building = [planOf(pages, true, targets['in a page']), modulesPlan(true)];
  await Promise.all(building.map((plan) => esbuild.build({ ...plan, outdir: folder })));
}

/** Prints the two lines between which VS Code's background task collects errors. */
async function watch() {
  copyFiles();
  await buildKernels();
  let building = 0;
  /** @type {esbuild.Plugin} */
  const reporter = {
    name: 'reporter',
    setup({ onStart, onEnd }) {
      onStart(() => {
        if (building++ === 0) console.log('[watch] build started');
      });
      onEnd(({ errors }) => {
        if (errors.length > 0) console.log(describe(errors));
        if (--building === 0) console.log('[watch] build finished');
      });
    },
  };
  for (const plan of plans({ production: false, tests: true })) {
    await (await esbuild.context({ ...plan, plugins: [...(plan.plugins ?? []), reporter] })).watch();
  }
}

await main(import.meta, async () => {
  if (process.argv.includes('--watch')) await watch();
  else {
    const production = process.argv.includes('--production');
    await Promise.all([
      build({ production, tests: true }),
      buildLibrary({ production }),
      buildCli({ production }),
    ]);
  }
});
