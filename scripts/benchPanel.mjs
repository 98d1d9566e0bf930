/**
 * Measures how the panel feels: frames while 50 runs are live, while the pointer moves over 5 million points and while
 * these are zoomed, the time to the first curve, the activation of the extension and the size of its file.
 * docs/performance.md has the results.
 *
 *   npm run bench:panel -- --rounds 5    more rounds than three; Chart.js, which takes minutes, has one
 *   npm run bench:panel -- --page        without the activation, which needs the workbench
 *   npm run bench:panel -- --only panel  one contestant
 */
import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { measureActivation } from './benchPanel/activation.mjs';
import { measurePage } from './benchPanel/pages.mjs';
import { columnsOf, printTable } from './benchPanel/table.mjs';
import { build } from './build.mjs';
import { launchBrowser } from './host/browser.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder, vsixFile } from './tools/paths.mjs';
import { run } from './tools/processes.mjs';
import { step } from './tools/steps.mjs';

const folder = path.join(outputFolder, 'benchPanel');

const bundle = () =>
  esbuild.build({
    // The panel in one piece: what it shares with lessons is loaded at once, too.
    entryPoints: [
      ...['panelPage.ts', 'uplotPage.ts', 'chartJsPage.ts'].map((file) => inRoot('test/bench/panel', file)),
      { in: inRoot('webview/panel/main.ts'), out: 'panel' },
    ],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });

const all = [
  {
    name: 'panel',
    scripts: [path.join(folder, 'panelPage.js'), path.join(folder, 'panel.js')],
    styles: [inRoot('dist/webview/panel.css')],
    pointer: '.loss canvas:last-of-type',
    zooms: true,
    followsFrames: true,
    once: false,
  },
  {
    name: 'uPlot',
    scripts: [path.join(folder, 'uplotPage.js')],
    styles: [inRoot('node_modules/uplot/dist/uPlot.min.css')],
    pointer: '.u-over',
    zooms: true,
    followsFrames: false,
    once: false,
  },
  {
    name: 'Chart.js',
    scripts: [path.join(folder, 'chartJsPage.js')],
    styles: [],
    pointer: 'canvas',
    // That is for a plugin to do.
    zooms: false,
    followsFrames: false,
    once: true,
  },
];

await main(import.meta, async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      page: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const contestants = all.filter(({ name }) => values.only === undefined || name === values.only);
  await step('Building', async () => {
    await Promise.all([build({ production: true }), bundle()]);
  });
  const browser = await launchBrowser();
  const measured = [];
  for (const contestant of contestants) {
    const rounds = [];
    for (let round = 1; round <= (contestant.once ? 1 : Number(values.rounds)); round++) {
      const title = `${contestant.name}, round ${round}`;
      rounds.push(await step(title, () => measurePage(browser, contestant)));
    }
    measured.push(rounds);
  }
  await browser.close();
  const [load] = os.loadavg();
  console.log(`\n${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${load?.toFixed(1)}\n`);
  printTable(
    contestants.map(({ name }) => name),
    columnsOf(measured),
  );
  if (values.page) return;
  await step('Packaging', () => run(process.execPath, [inRoot('scripts/package.mjs')]));
  const activations = await measureActivation(Number(values.rounds));
  console.log(`\nActivation: ${activations.join(', ')} ms`);
  console.log(`Size of the VSIX: ${(statSync(vsixFile).size / 1000).toFixed(0)} kB`);
});
