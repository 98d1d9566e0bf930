/** The panel's page by itself, as it ships, in a browser: what only a browser lays out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import * as z from 'zod';
import type { ToClaims } from '../../core/protocol/claims.ts';
import type { ToDiagnostics } from '../../core/protocol/diagnostics.ts';
import type { ToComparison } from '../../core/protocol/fairComparison.ts';
import type { ToFormulas } from '../../core/protocol/formulas.ts';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import type { GpuOutcome } from '../../core/protocol/gpu.ts';
import type { ToInspector } from '../../core/protocol/inspector.ts';
import type { ToNetworks } from '../../core/protocol/networks.ts';
import type { ToPanel } from '../../core/protocol/panel.ts';
import type { ToRangeTest } from '../../core/protocol/rangeTest.ts';
import { encodeMeasured, writeMeasured } from '../../core/race/numbers.ts';
import { crashGpu, launchBrowser } from '../../scripts/host/browser.mjs';
import { bodyClassOf, type ThemeName, themesCss } from './pageThemes.ts';

/** Browsers trust it as they trust VS Code's pages, and give it all that they have. */
const address = 'http://panel.localhost/';

/** The same policy as in VS Code: no style or script but the page's own files. */
const policy = `default-src 'none'; script-src ${address}; style-src ${address}; worker-src blob:; font-src ${address}`;

const htmlOf = (name: string) => `<!doctype html>
<html lang="en" data-theme="light">
  <head>
    <title>Panel</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="/theme.css">
    ${name === 'formulas' || name === 'inspector' ? '<link rel="stylesheet" href="/katex.css">' : ''}
    <link rel="stylesheet" href="/${name}.css">
  </head>
  <body class="${bodyClassOf('light')}">
    <div id="app"></div>
    <script src="/api.js"></script>
    <script type="module" src="/${name}.js"></script>
  </body>
</html>`;

/** VS Code's side, and which frames and timers, but for long ones, the page waits for: with none, all is drawn. */
const api = `window.posted = [];
window.acquireVsCodeApi = () => ({
  postMessage: (message) => posted.push(message),
  getState: () => window.kept,
  setState: (state) => { window.kept = state; },
});
window.awaited = new Set();
const { setTimeout: later, clearTimeout: forget, requestAnimationFrame: atFrame, cancelAnimationFrame: noFrame } = window;
window.setTimeout = (work, delay = 0, ...given) => {
  const timer = later(() => { awaited.delete(timer); work(...given); }, delay);
  if (delay <= 1000) awaited.add(timer);
  return timer;
};
window.clearTimeout = (timer) => { awaited.delete(timer); forget(timer); };
window.requestAnimationFrame = (work) => {
  const frame = atFrame((time) => { awaited.delete(-frame); work(time); });
  awaited.add(-frame);
  return frame;
};
window.cancelAnimationFrame = (frame) => { awaited.delete(-frame); noFrame(frame); };`;

const types = { css: 'text/css', js: 'text/javascript', ttf: 'font/ttf', woff2: 'font/woff2' };

const readPageFile = (name: string) => readFileSync(path.join(inject('pages'), name));

/** What is read of a trace of the browser. */
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      args: z
        .object({ beginData: z.object({ partialLayout: z.boolean().optional() }).optional() })
        .optional(),
    }),
  ),
});

/** By their flags: one for all files of a thread, which takes it with it when it ends. */
const browsers = new Map<string, Promise<Browser>>();

function browserWith(flags: readonly string[]): Promise<Browser> {
  const key = flags.join(' ');
  const browser = browsers.get(key) ?? launchBrowser({ args: flags });
  browsers.set(key, browser);
  return browser;
}

export class PanelPage {
  readonly #browser: Browser;
  readonly page: Page;
  /** What the page or the browser complained about. */
  readonly faults: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
  }

  /**
   * @param args Of the browser.
   * @param which The page. Default: the panel's.
   */
  static async open(
    width: number,
    height: number,
    args: readonly string[] = [],
    which:
      | 'panel'
      | 'formulas'
      | 'claims'
      | 'inspector'
      | 'map'
      | 'lesson'
      | 'rangeTest'
      | 'fairComparison'
      | 'diagnostics'
      | 'networks' = 'panel',
  ): Promise<PanelPage> {
    const browser = await browserWith(args);
    const page = await browser.newPage({ viewport: { width, height } });
    await page.route(`${address}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: htmlOf(which) });
      const contentType = Object.entries(types).find(([end]) => name.endsWith(end))?.[1] ?? '';
      if (name === 'theme.css') return route.fulfill({ contentType, body: themesCss() });
      if (name === 'api.js') return route.fulfill({ contentType, body: api });
      return route.fulfill({ contentType, body: readPageFile(name) });
    });
    const opened = new PanelPage(browser, page);
    await page.goto(address);
    return opened;
  }

  /** Sends a message as the extension does, and waits until it is drawn. */
  async send(
    message:
      | ToPanel
      | ToFormulas
      | ToClaims
      | ToInspector
      | ToRangeTest
      | ToComparison
      | ToDiagnostics
      | ToNetworks,
  ): Promise<void> {
    const text = JSON.stringify(encodeMeasured(message), (_, value: unknown) =>
      ArrayBuffer.isView(value)
        ? {
            kind: value.constructor.name,
            array: Array.from(value as Float64Array, (each) => writeMeasured('', each)),
          }
        : value,
    );
    await this.page.evaluate((json) => {
      const kinds = { Float64Array, Float32Array, Int32Array };
      const data: unknown = JSON.parse(json, (_, value: unknown) => {
        const isArray = typeof value === 'object' && value !== null && 'array' in value && 'kind' in value;
        return isArray
          ? kinds[value.kind as keyof typeof kinds].from((value.array as (number | string)[]).map(Number))
          : value;
      });
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, text);
    await this.settle();
  }

  /** Sends a request to the GPU as the extension does, with the worker that ships, and waits for the answer. */
  async askGpu(id: number, request: unknown): Promise<GpuOutcome> {
    const worker = readPageFile('gpu.js').toString();
    return this.page.evaluate(
      async (message) => {
        window.dispatchEvent(new MessageEvent('message', { data: message }));
        for (;;) {
          const posted: FromPanel[] = Reflect.get(window, 'posted');
          const reply = posted.find((each) => each.type === 'gpuReply' && each.id === message.id);
          if (reply?.type === 'gpuReply') return reply.outcome;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      },
      { type: 'gpu', id, request, worker },
    );
  }

  /** Ends the process of the browser that has the GPU. */
  crashGpu(): Promise<void> {
    return crashGpu(this.#browser);
  }

  /** Begins anew: no focus, nothing picked or hidden. */
  async reload(): Promise<void> {
    await this.page.reload();
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.settle();
  }

  /** Takes on another theme, as when a person chooses one. */
  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(
      ([theme, bodyClass]) => {
        document.documentElement.dataset['theme'] = theme;
        document.body.className = bodyClass;
      },
      [name, bodyClassOf(name)] as const,
    );
    await this.settle();
  }

  /** The same with fewer frames: enough for sizes. A page rests as long as its last frame took before it draws the next. */
  async resizeQuickly(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.settle(4);
  }

  /** Keeps what is written on canvases from now on, but for what is written beyond them. */
  async keepTexts(): Promise<void> {
    await this.page.addInitScript(() => {
      const { prototype } = CanvasRenderingContext2D;
      const { fillText, clearRect } = prototype;
      const written = new WeakMap<HTMLCanvasElement, string[]>();
      prototype.fillText = function (text, x, y) {
        fillText.call(this, text, x, y);
        const { width } = this.measureText(text);
        const left = this.textAlign === 'right' ? x - width : this.textAlign === 'center' ? x - width / 2 : x;
        if (left >= 0 && left + width <= this.canvas.clientWidth + 0.5) written.get(this.canvas)?.push(text);
      };
      prototype.clearRect = function (x, y, width, height) {
        clearRect.call(this, x, y, width, height);
        written.set(this.canvas, []);
      };
      Object.assign(window, { writtenOn: (canvas: HTMLCanvasElement) => written.get(canvas) ?? [] });
    });
    await this.page.reload();
  }

  /** What is written on the canvases of an element. */
  textsIn(selector: string): Promise<string[]> {
    return this.page.evaluate((selector) => {
      const written: (canvas: Element) => string[] = Reflect.get(window, 'writtenOn');
      return [...document.querySelectorAll(`${selector} canvas`)].flatMap(written);
    }, selector);
  }

  /** What is cut off, is too wide, or stands beside the window. */
  cutOff(): Promise<string[]> {
    return this.page.evaluate(() => {
      const view = document.documentElement.clientWidth;
      const whole = document.querySelectorAll(
        '.toolbar > :not([popover]), .toolbar .counter, .head *, .name .text, .legend button, td:not(.text), th, .status-note, .equal, .caption',
      );
      return [...whole].flatMap((each) => {
        const { left, right } = each.getBoundingClientRect();
        const cut = each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline';
        const out = left < -1 || right > view + 1;
        return cut || out ? [`${each.className} ${each.textContent?.trim()}`] : [];
      });
    });
  }

  /**
   * Until all is drawn, however busy the machine is.
   * @param frames What a pointer does, and what observers of sizes see, comes with one of so many.
   */
  async settle(frames = 6): Promise<void> {
    await this.page.evaluate(async (frames) => {
      const awaited: ReadonlySet<number> = Reflect.get(window, 'awaited');
      const end = performance.now() + 10_000;
      do for (let i = 0; i < frames; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      while ((awaited.size > 0 || document.fonts.status === 'loading') && performance.now() < end);
    }, frames);
  }

  /** What the browser lays out meanwhile: parts of the page that stand for themselves, or all of it. */
  async layoutsWhile(act: () => Promise<void>): Promise<('parts' | 'all')[]> {
    await this.#browser.startTracing(this.page, { categories: ['devtools.timeline'] });
    await act();
    const trace: unknown = JSON.parse((await this.#browser.stopTracing()).toString());
    return traceSchema
      .parse(trace)
      .traceEvents.flatMap(({ name, args }) =>
        name === 'Layout' && args?.beginData ? [args.beginData.partialLayout ? 'parts' : 'all'] : [],
      );
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** The colour of the border of what a selector finds first. */
export function borderOf({ page }: PanelPage, selector: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).borderTopColor);
}
