/**
 * What the extension is built from: one line a bundle. `budget` is the largest gzipped production size in kB;
 * `npm run check` fails above it, so growth is a decision that somebody makes here. What a bundle with `parts` imports with
 * `import()` is in files of that folder, loaded when it is needed first; its `start` is the budget of what is loaded at once.
 * Those that are modules of one folder, or have their parts in one, share what both import, which is in files of that folder.
 *
 * @typedef {{ entry: string, file: string, runs: 'in Node' | 'in a page' | 'in a browser', budget: number, parts?: string, start?: number, modules?: string }} Bundle
 * @type {readonly Bundle[]}
 */
export const bundles = [
  {
    entry: 'extension/nodeExtension.ts',
    file: 'dist/extension/extension.js',
    runs: 'in Node',
    // The clients of Redis and S3 are 350 of it, in parts that the first race on a queue loads.
    budget: 1010,
    parts: 'dist/extension/parts',
    start: 30,
  },
  {
    entry: 'node/threads/worker.ts',
    file: 'dist/extension/worker.js',
    runs: 'in Node',
    budget: 170,
    parts: 'dist/extension/workerParts',
    start: 122,
  },
  { entry: 'node/data/csvWorker.ts', file: 'dist/extension/csvWorker.js', runs: 'in Node', budget: 32 },
  { entry: 'node/logs/logWorker.ts', file: 'dist/extension/logWorker.js', runs: 'in Node', budget: 19 },
  {
    entry: 'node/ruleTests/ruleTestWorker.ts',
    file: 'dist/extension/ruleTestWorker.js',
    runs: 'in Node',
    budget: 56,
  },
  {
    entry: 'node/exercises/exerciseWorker.ts',
    file: 'dist/extension/exerciseWorker.js',
    runs: 'in Node',
    budget: 250,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'node/debug/debugWorker.ts',
    file: 'dist/extension/debugWorker.js',
    runs: 'in Node',
    budget: 157,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'node/inspector/inspectorWorker.ts',
    file: 'dist/extension/inspectorWorker.js',
    runs: 'in Node',
    budget: 156,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'node/diagnostics/diagnosticsWorker.ts',
    file: 'dist/extension/diagnosticsWorker.js',
    runs: 'in Node',
    budget: 145,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'node/networkPictures/pictureWorker.ts',
    file: 'dist/extension/networkWorker.js',
    runs: 'in Node',
    budget: 147,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'node/preview/previewWorker.ts',
    file: 'dist/extension/previewWorker.js',
    runs: 'in Node',
    budget: 125,
    parts: 'dist/extension/parts',
  },
  {
    entry: 'extension/webExtension.ts',
    file: 'dist/web/extension.js',
    runs: 'in a browser',
    budget: 421,
  },
  // The parser of CSV files has what it needs of Node.js in it: 30 kB.
  { entry: 'web/threads/worker.ts', file: 'dist/web/worker.js', runs: 'in a page', budget: 343 },
  { entry: 'node/threads/helperThread.ts', file: 'dist/extension/helper.js', runs: 'in Node', budget: 3 },
  {
    entry: 'webview/panel/main.ts',
    file: 'dist/webview/panel.js',
    runs: 'in a page',
    budget: 193,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/lesson/main.ts',
    file: 'dist/webview/lesson.js',
    runs: 'in a page',
    budget: 80,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/claims/main.ts',
    file: 'dist/webview/claims.js',
    runs: 'in a page',
    budget: 82,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/prose/main.ts',
    file: 'dist/webview/prose.js',
    runs: 'in a page',
    budget: 1.5,
    modules: 'dist/webview/parts',
  },
  { entry: 'webview/gpu/worker.ts', file: 'dist/webview/gpu.js', runs: 'in a page', budget: 40 },
  {
    entry: 'webview/formulas/main.ts',
    file: 'dist/webview/formulas.js',
    runs: 'in a page',
    budget: 88,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/inspector/main.ts',
    file: 'dist/webview/inspector.js',
    runs: 'in a page',
    budget: 125,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/map/main.ts',
    file: 'dist/webview/map.js',
    runs: 'in a page',
    budget: 65,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/rangeTest/main.ts',
    file: 'dist/webview/rangeTest.js',
    runs: 'in a page',
    budget: 20,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/fairComparison/main.ts',
    file: 'dist/webview/fairComparison.js',
    runs: 'in a page',
    budget: 95,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/fairComparison/fairComparison.css',
    file: 'dist/webview/fairComparison.css',
    runs: 'in a page',
    budget: 12,
  },
  {
    entry: 'webview/diagnostics/main.ts',
    file: 'dist/webview/diagnostics.js',
    runs: 'in a page',
    budget: 20,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/diagnostics/diagnostics.css',
    file: 'dist/webview/diagnostics.css',
    runs: 'in a page',
    budget: 3,
  },
  {
    entry: 'webview/networks/main.ts',
    file: 'dist/webview/networks.js',
    runs: 'in a page',
    budget: 64,
    modules: 'dist/webview/parts',
  },
  {
    entry: 'webview/networks/networks.css',
    file: 'dist/webview/networks.css',
    runs: 'in a page',
    budget: 4,
  },
  {
    entry: 'webview/rangeTest/rangeTest.css',
    file: 'dist/webview/rangeTest.css',
    runs: 'in a page',
    budget: 3,
  },
  { entry: 'webview/map/map.css', file: 'dist/webview/map.css', runs: 'in a page', budget: 4 },
  { entry: 'webview/shared/styles/katex.css', file: 'dist/webview/katex.css', runs: 'in a page', budget: 4 },
  {
    entry: 'webview/formulas/formulas.css',
    file: 'dist/webview/formulas.css',
    runs: 'in a page',
    budget: 3,
  },
  {
    entry: 'webview/inspector/inspector.css',
    file: 'dist/webview/inspector.css',
    runs: 'in a page',
    budget: 4,
  },
  { entry: 'webview/panel/panel.css', file: 'dist/webview/panel.css', runs: 'in a page', budget: 12 },
  { entry: 'webview/lesson/lesson.css', file: 'dist/webview/lesson.css', runs: 'in a page', budget: 3 },
  { entry: 'webview/claims/claims.css', file: 'dist/webview/claims.css', runs: 'in a page', budget: 4 },
];

/** Files that ship as they are. */
export const copies = ['digits', 'iris', 'wine', 'breast_cancer', 'diabetes'].map((name) => ({
  from: `core/problems/data/${name}.csv.gz`,
  to: `dist/data/${name}.csv.gz`,
}));

/** Of core/claims, with what ships, in the order in which it is listed. */
export const claimFolders = ['tutorial', 'papers'];
