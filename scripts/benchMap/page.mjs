/** Frames of the map's page while it is zoomed, moved and given other axes, a thousand times, by chance from a seed. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import esbuild from 'esbuild';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { frameWork, traced } from '../benchPanel/frameWork.mjs';
import { launchBrowser } from '../host/browser.mjs';
import { benchFolder } from '../tools/benchBundle.mjs';
import { inRoot } from '../tools/paths.mjs';

const folder = path.join(benchFolder, 'mapPage');
const actions = 1000;
/** Every so many actions there are other axes. */
const actionsOfAxes = 25;
/** In milliseconds: between two actions. */
const pause = 20;
/** In milliseconds: a frame that takes longer is felt. */
export const longestFrame = 50;

/** The theme's colours that the page reads. */
const theme = [
  '--vscode-foreground:#ccc',
  '--vscode-editor-background:#1f1f1f',
  '--vscode-font-family:sans-serif',
  '--vscode-editor-font-family:monospace',
  '--vscode-errorForeground:#f85149',
  ...Array.from({ length: 12 }, (_, i) => `--vscode-optimizerPlayground-run${i}:hsl(${i * 30} 70% 60%)`),
].join(';');

export async function benchMapPage() {
  printFrames(await measureMapPage(actions));
}

/**
 * @param {number} actions How many, 20 ms apart.
 * @returns {Promise<{ times: number[], work: number[] }>} In milliseconds: from frame to frame, and of the processor for each.
 */
export async function measureMapPage(actions) {
  await esbuild.build({
    entryPoints: [
      inRoot('test/bench/map/mapPage.ts'),
      { in: inRoot('webview/map/main.ts'), out: 'map' },
      { in: inRoot('webview/map/map.css'), out: 'map' },
    ],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });
  const browser = await launchBrowser();
  try {
    return await frames(browser, actions);
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright-core').Browser} browser @param {number} actions */
async function frames(browser, actions) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => console.error(error));
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.setContent(
    `<!doctype html><html style="${theme}"><body><div id="app" style="height:100vh"></div></body></html>`,
  );
  await page.addStyleTag({ path: path.join(folder, 'map.css') });
  for (const file of ['mapPage.js', 'map.js']) await page.addScriptTag({ path: path.join(folder, file) });
  /** @param {string} method @param {unknown[]} args */
  const ask = (method, ...args) =>
    page.evaluate(({ method, args }) => Reflect.get(globalThis, 'bench')[method](...args), { method, args });
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('The page has no map.');
  const random = xoroshiro128plus(1);
  const share = () => uniformFloat64(random);
  await sleep(1000);
  await browser.startTracing(page, { categories: traced });
  await ask('beginFrames');
  for (let action = 0; action < actions; action++) {
    const isOfAxes = action % actionsOfAxes === actionsOfAxes - 1;
    if (isOfAxes) await ask('choose', Math.floor(100 * share()), Math.floor(100 * share()));
    await page.mouse.move(
      box.x + (0.1 + 0.8 * share()) * box.width,
      box.y + (0.1 + 0.8 * share()) * box.height,
    );
    await page.mouse.wheel(0, share() < 0.6 ? -120 : 120);
    await sleep(pause);
  }
  const times = await ask('endFrames');
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return { times, work: frameWork(traceEvents) };
}

/** @param {{ readonly times: readonly number[], readonly work: readonly number[] }} measured */
function printFrames({ times, work }) {
  console.log(`\nThe page of the map, ${actions.toLocaleString('en')} zooms, moves and other axes:`);
  console.log(`frames, as a person sees them: ${textOf(times)}`);
  console.log(`what the page computes for one, in the processor’s time: ${textOf(work)}`);
}

/** @param {readonly number[]} times */
function textOf(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    `${(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1)} ms`;
  const long = sorted.filter((time) => time > longestFrame).length;
  return `${sorted.length}, median ${at(0.5)}, 95 % within ${at(0.95)}, worst ${at(1)}; ${long} above ${longestFrame} ms`;
}
