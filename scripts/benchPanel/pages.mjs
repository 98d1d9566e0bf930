/** Drives one contestant through all that is measured in a page. */
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ name: string, scripts: readonly string[], styles: readonly string[], pointer: string }} Contestant */
/**
 * Times in milliseconds; `liveWork` and `hoverWork` are what the page's thread computes in a second, which the load of the
 * machine changes little.
 *
 * @typedef {{ live: number[], liveWork: number, hover: number[], hoverWork: number, first: number, firstLarge: number }} Measured
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
const hoverTime = 5000;
const small = { runs: 4, steps: 200 };
const large = { runs: 50, steps: 100_000 };

/**
 * @param {import('playwright-core').Browser} browser
 * @param {Contestant} contestant
 * @returns {Promise<Measured>}
 */
export async function measurePage(browser, { scripts, styles, pointer }) {
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
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  /** @param {() => Promise<number[]>} measure @returns {Promise<[number[], number]>} */
  const withWork = async (measure) => {
    const [before, begin] = [await work(), Date.now()];
    const frames = await measure();
    return [frames, ((await work()) - before) / ((Date.now() - begin) / 1000)];
  };
  const first = await ask('firstCurve', small);
  await ask('prepareLive', large, liveTime);
  const [live, liveWork] = await withWork(() => ask('live'));
  const firstLarge = await ask('firstCurve', large);
  await sleep(1000);
  const [hover, hoverWork] = await withWork(() => hoverFrames(page, pointer, ask));
  await context.close();
  return { first, live, liveWork, firstLarge, hover, hoverWork };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @param {(method: string, ...args: unknown[]) => Promise<any>} ask
 * @returns {Promise<number[]>}
 */
async function hoverFrames(page, selector, ask) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`The page has no ${selector}.`);
  await ask('beginFrames');
  const begin = Date.now();
  for (let i = 0; Date.now() - begin < hoverTime; i++) {
    const across = 0.1 + 0.8 * (0.5 - 0.5 * Math.cos(i / 60));
    const down = 0.2 + 0.6 * (0.5 - 0.5 * Math.cos(i / 97));
    await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
    await sleep(6);
  }
  return ask('endFrames');
}
