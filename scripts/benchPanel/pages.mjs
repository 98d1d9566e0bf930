/** Drives one contestant through all that is measured in a page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { frameWork, traced } from './frameWork.mjs';

/** @typedef {{ name: string, scripts: readonly string[], styles: readonly string[], pointer: string, zooms: boolean, followsFrames: boolean }} Contestant */
/**
 * Times in milliseconds. `between` are those from the begin of one frame to that of the next, as a person sees them, and
 * `work` is what the page's thread computes for each. `steady` is `live` by a clock that waits for the frames, so that the load of
 * the machine changes little.
 *
 * @typedef {{ between: number[], work: number[] }} Phase
 * @typedef {{ live: Phase, steady: Phase | null, pointer: Phase, zoom: Phase | null, first: number, firstLarge: number }} Measured
 */

/** The theme's colours that the page reads. */
const theme = [
  '--vscode-foreground:#ccc',
  '--vscode-editor-background:#1f1f1f',
  '--vscode-font-family:sans-serif',
  '--vscode-editor-font-family:monospace',
  '--vscode-editorHoverWidget-background:#202020',
  '--vscode-errorForeground:#f85149',
  ...Array.from({ length: 12 }, (_, i) => `--vscode-optimizerPlayground-run${i}:hsl(${i * 30} 70% 60%)`),
].join(';');

const liveTime = 10_000;
const pointerTime = 5000;
const zoomTime = 5000;
const small = { runs: 4, steps: 200 };
const large = { runs: 50, steps: 100_000 };

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Contestant} contestant
 * @returns {Promise<Measured>}
 */
export async function measurePage(browser, { scripts, styles, pointer, zooms, followsFrames }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.setContent(
    `<!doctype html><html style="${theme}"><body><div id="app" style="height:100vh"></div></body></html>`,
  );
  for (const file of styles) await page.addStyleTag({ path: file });
  for (const file of scripts) await page.addScriptTag({ path: file });
  /** @param {string} method @param {unknown[]} args */
  const ask = (method, ...args) =>
    page.evaluate(({ method, args }) => Reflect.get(globalThis, 'bench')[method](...args), {
      method,
      args,
    });
  /** @param {() => Promise<number[]>} measure @returns {Promise<Phase>} */
  const phase = async (measure) => {
    await browser.startTracing(page, { categories: traced });
    const between = await measure();
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    return { between, work: frameWork(traceEvents) };
  };
  const first = await ask('firstCurve', small);
  await ask('prepareLive', large, liveTime);
  const live = await phase(() => ask('live'));
  const steady = followsFrames && (await steadily(ask, phase));
  const firstLarge = await ask('firstCurve', large);
  await sleep(1000);
  /** @param {number} time @param {(box: Box, i: number) => Promise<void>} act */
  const acting = (time, act) => phase(() => framesWhile(page, pointer, ask, time, act));
  const moved = await acting(pointerTime, (box, i) => movePointer(page, box, i));
  const zoom =
    zooms &&
    (await acting(zoomTime, async (box, i) => {
      await movePointer(page, box, Math.floor(i / 80) * 25);
      // In, and out again.
      await page.mouse.wheel(0, i % 80 < 40 ? -60 : 60);
    }));
  await context.close();
  return { first, live, steady: steady || null, firstLarge, pointer: moved, zoom: zoom || null };
}

/**
 * @param {(method: string, ...args: unknown[]) => Promise<any>} ask
 * @param {(measure: () => Promise<number[]>) => Promise<Phase>} phase
 */
async function steadily(ask, phase) {
  await ask('prepareLive', large, liveTime);
  return phase(() => ask('liveByFrames'));
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @param {(method: string, ...args: unknown[]) => Promise<any>} ask
 * @param {number} time
 * @param {(box: Box, i: number) => Promise<void>} act
 * @returns {Promise<number[]>}
 */
async function framesWhile(page, selector, ask, time, act) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`The page has no ${selector}.`);
  await ask('beginFrames');
  const begin = Date.now();
  for (let i = 0; Date.now() - begin < time; i++) {
    await act(box, i);
    await sleep(6);
  }
  return ask('endFrames');
}

/** @param {import('playwright-core').Page} page @param {Box} box @param {number} i */
async function movePointer(page, box, i) {
  const across = 0.1 + 0.8 * (0.5 - 0.5 * Math.cos(i / 60));
  const down = 0.2 + 0.6 * (0.5 - 0.5 * Math.cos(i / 97));
  await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
}
