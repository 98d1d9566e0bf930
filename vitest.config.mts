import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Optimizers are imported as text, as the bundler does. */
export const optimizersAsText = {
  name: 'optimizers-as-text',
  load(id: string) {
    return id.endsWith('.optimizer') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))}` : null;
  },
};

const fastCheck = fileURLToPath(new URL('test/unit/fastCheck.ts', import.meta.url));

/** Random tests import fast-check with a seed. */
const seeded = {
  name: 'seeded',
  enforce: 'pre' as const,
  resolveId: (id: string, importer: string | undefined) =>
    id === 'fast-check' && importer !== fastCheck ? fastCheck : null,
};

/** Of the cases of random tests; `npm run test:random`, which sets a seed, tries all. */
const randomShare = process.env['RANDOM_SEED'] === undefined ? '0.4' : '1';

/** What takes long is in files of this name, and run by `npm run test:long` alone. */
export const longFiles = process.argv.some((word) => word.includes('.long')) ? [] : ['test/*/**/*.long.*'];

/** Where there is no Redis, which `scripts/testUnit.mjs` says. */
const needRedis =
  process.env['NO_REDIS'] === undefined
    ? []
    : ['test/unit/**/{redisQueue,redisSweep,queuedRaces,keda,chaos.long}.test.ts'];

const isMutating = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;

/** Node.js 20 has relaxed SIMD, but only if asked for it. Stryker asks its own processes; its threads can't be asked. */
const relaxedSimd =
  process.version.startsWith('v20.') && !isMutating ? ['--experimental-wasm-relaxed-simd'] : [];

/** The editor is not there in unit tests: `test/unit/extension/fake/vscode.ts` takes its place. */
const vscode = fileURLToPath(new URL('test/unit/extension/fake/vscode.ts', import.meta.url));

/** What is left behind for the next file of tests: other modules, other globals. The rest `tidyUp.ts` takes away. */
const leavesTraces = /\bvi\.(mock|hoisted|resetModules)\b|\bglobalThis\b|\bprocess\.(env|chdir)\b/;

/** Has a window with a document, as pages do. */
const hasWindow = /@vitest-environment happy-dom/;

/** What stands in for the editor is beside the test. The extension goes on listening to it, in the next file, too. */
const hasEditor = /\bfrom '\.\/|^import '\.\/|\bvi\.(?!fn\b|mocked\b)/m;

const leaves = (name: string, text: string) =>
  leavesTraces.test(text) || (name.startsWith('test/unit/extension/') && hasEditor.test(text));

const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Tests that leave nothing behind: they can have one worker, which loads the sources once. */
const shared = readdirSync(new URL('test/unit/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/unit/${name.replaceAll('\\', '/')}`)
  .filter((name) => !name.startsWith('test/unit/scripts/'))
  .filter((name) => !leaves(name, textOf(name)));
const inPages = shared.filter((name) => hasWindow.test(textOf(name)));

export default defineConfig({
  plugins: [optimizersAsText, seeded],
  resolve: { alias: { vscode } },
  test: {
    globalSetup: ['test/unit/buildKernels.ts'],
    execArgv: relaxedSimd,
    env: { RANDOM_SHARE: randomShare },
    // One core less, which is what is usual, would be half of two.
    maxWorkers: '100%',
    // Random tests take long on a busy machine, as beside windows of VS Code, to which they give way.
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: shared,
          exclude: [...inPages, ...longFiles, ...needRedis],
          setupFiles: 'test/unit/tidyUp.ts',
          isolate: isMutating,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: inPages,
          exclude: longFiles,
          environment: 'happy-dom',
          setupFiles: 'test/unit/tidyUp.ts',
          isolate: isMutating,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/unit/**/*.test.ts'],
          exclude: [...shared, ...longFiles, ...needRedis],
        },
      },
    ],
  },
});
