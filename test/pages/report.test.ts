/** Reports, opened as the files that they are: nothing is around them, and nothing is loaded. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { lessonMapOf } from '../../core/lesson/lessonMap.ts';
import { axisCells, type MapOutput } from '../../core/lesson/mapOutput.ts';
import { factsOfMap } from '../../core/map/factsOfMap.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import { createRace, type Race } from '../../core/race/race.ts';
import { raceReport } from '../../node/cli/report/raceReport.ts';
import { type ReportKind, reportHtml } from '../../node/cli/report/reportHtml.ts';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { words as fair } from '../../webview/fairComparison/words.ts';
import { mapWords } from '../../webview/lesson/mapWords.ts';
import { words } from '../../webview/panel/words.ts';
import { pieceOf } from '../unit/race/pieces.ts';
import { seriousViolations } from './axe.ts';
import { sheetDone } from './comparisonSheets.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
const hostile =
  '</script><script>window.broken = 1</script><!-- \u2028 <img src=x onerror="window.broken = 1">';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  await write('race', raceReport(onSurface()));
  await write('comparison', encodeMeasured({ sheet: sheetDone() }));
  await write('map', mapOutput());
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function write(kind: ReportKind, data: unknown): Promise<void> {
  const facts = {
    ...{ title: hostile, version: '1.2.3', madeAt: new Date(0), source: 'a.experiment.json' },
    ...{ findings: [hostile], files: [{ name: 'a.experiment.json', text: hostile }] },
  };
  writeFileSync(path.join(folder, `${kind}.html`), await reportHtml(kind, facts, data, inject('reports')));
}

/** Four runs of 300 steps, one of which diverged. */
function onSurface(): Race {
  const experiment = parseExperiment({
    title: hostile,
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    lr: [0.01, 0.1],
    steps: 300,
  });
  const race = createRace(experiment, { id: 'race', startedAt: 0 });
  for (const [number, { record }] of race.runs.entries()) {
    const steps = [...Array(301).keys()];
    record.append(
      pieceOf({
        loss: steps.map((step) => 50 * Math.exp(-step / (60 * (number + 1)))),
        position: steps.flatMap((step) => [Math.exp(-step / 90), 10 * Math.exp(-step / (20 * (number + 1)))]),
        state: {
          ...{ stepsDone: 300, loss: 0.01 * (number + 1), best: 0.01 * (number + 1), stepsPerSecond: 1e6 },
          engine: { precision: 'float64', threads: 1, description: 'JavaScript, float64' },
          status:
            number === 1
              ? { kind: 'diverged', step: 300, reason: 'loss rose to 1e+9', hint: 'try 0.01' }
              : { kind: 'finished' },
        },
      }),
    );
  }
  return { ...race, phase: 'ended' };
}

/** Of 128 runs, some of which diverged. */
function mapOutput(): MapOutput {
  const experiment = parseExperiment({
    problem: { surface: 'rosenbrock' },
    optimizers: [{ optimizer: 'momentum' }],
    ...{ lr: [0.001], steps: 300, target: 0.1 },
  });
  const { spec, columns, rows } = lessonMapOf(experiment, undefined);
  const cells = [...Array(columns.values.length * rows.values.length).keys()];
  const lossOf = (cell: number) => Number((1 / (1 + cell)).toPrecision(6));
  const diverges = (cell: number) => cell % columns.values.length > 100;
  return {
    ...{ type: 'map', map: 'report', facts: factsOfMap(spec, undefined), theory: null, phase: 'done' },
    ...{ columns: axisCells(columns), rows: axisCells(rows) },
    piece: {
      ...{ first: 0, cells },
      final: cells.map((cell) => (diverges(cell) ? null : lossOf(cell))),
      best: cells.map(lossOf),
      reached: cells.map((cell) => (cell % 300) + 1),
      forGood: cells.map((cell) => (diverges(cell) ? 0 : (cell % 300) + 1)),
      divergedAt: cells.map((cell) => (diverges(cell) ? 7 : 0)),
    },
  };
}

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
} as const satisfies Record<string, BrowserContextOptions>;

/** What VS Code calls them. */
const bodyClasses: Readonly<Record<string, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'forced colours': 'vscode-high-contrast',
  'more contrast': 'vscode-high-contrast-light vscode-high-contrast',
};

/** Opens a report, and ends where the page complains, or asks for anything but the file itself. */
async function withReport(
  kind: ReportKind,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const address = pathToFileURL(path.join(folder, `${kind}.html`)).href;
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => faults.push(message.text()));
  await page.route('**', (route) => {
    const url = route.request().url();
    if (url === address) return route.continue();
    faults.push(`asks for ${url.slice(0, 80)}`);
    return route.abort();
  });
  await page.goto(address);
  await expect.poll(() => emptyCanvases(page), { timeout: 30_000 }).toEqual([]);
  await act(page);
  expect(faults).toEqual([]);
  await context.close();
}

/** Canvases of drawings on which there is nothing; one entry where there is no canvas. */
function emptyCanvases(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const figures = [...document.querySelectorAll('.figure, .map-view')];
    const isEmpty = (canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      if (width === 0 || height === 0) return true;
      // A copy: browsers advise against reading a canvas again and again.
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const pixels = copy?.getImageData(0, 0, width, height);
      return !pixels || new Set(new Uint32Array(pixels.data.buffer)).size < 20;
    };
    const empty = figures.filter((figure) => [...figure.querySelectorAll('canvas')].every(isEmpty));
    return figures.length === 0 ? ['no figure'] : empty.map((each) => each.className);
  });
}

const kinds = ['race', 'comparison', 'map'] as const;
const ways = kinds.flatMap((kind) =>
  Object.entries(looks).map(([look, options]) => [kind, look, options] as const),
);

test.each(ways)('the %s is drawn and read in %s, at 360 and 1440 px', async (kind, look, options) => {
  await withReport(kind, { ...options, viewport: { width: 360, height: 860 } }, async (page) => {
    expect(await page.evaluate(() => document.body.className)).toBe(bodyClasses[look]);
    if (kind === 'map')
      expect(await page.locator('.said').textContent()).toMatch(/^\s*Best: below 0\.1 for good/);
    else {
      expect(await page.locator('.figure').count()).toBeGreaterThanOrEqual(2);
      const table = kind === 'race' ? '#table-panel tbody tr' : '.verdicts tbody tr';
      expect(await page.locator(table).count()).toBe(4);
    }
    expect(await page.evaluate(() => Reflect.get(window, 'broken'))).toBeUndefined();
    expect(await page.locator('.finding').first().textContent()).toContain(
      '<script>window.broken = 1</script>',
    );
    await page.locator('.report-foot summary').click();
    expect(await page.locator('.report-foot pre').textContent()).toBe(hostile);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 860 });
      await expect.poll(() => emptyCanvases(page), { timeout: 30_000 }).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
      expect(await seriousViolations(page)).toEqual([]);
    }
  });
});

test('has the colours of the system, also when these change', async () => {
  await withReport('race', { colorScheme: 'light' }, async (page) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(background).toBe('rgb(31, 31, 31)');
  });
});

describe('what a person does', () => {
  test('sorts, finds, zooms, changes axes, and reads values under the pointer', async () => {
    await withReport('race', { viewport: { width: 1440, height: 860 } }, async (page) => {
      const firstCells = () => page.locator('#table-panel tbody tr .name').allInnerTexts();
      const before = await firstCells();
      await page.locator('#table-panel th button').first().click();
      await expect.poll(firstCells).not.toEqual(before);
      await page.locator('.figure.loss canvas').last().hover();
      await expect.poll(() => page.locator('.hovercard:not([hidden])').count()).toBeGreaterThan(0);
      const caption = () => page.locator('.figure.loss .caption').textContent();
      expect(await caption()).toContain('log scale');
      await page.getByRole('button', { name: 'Log y' }).click();
      await expect.poll(caption).not.toContain('log scale');
      await page
        .locator('.figure.loss')
        .getByRole('button', { name: /^Zoom in/ })
        .click();
      await expect.poll(() => page.locator('.figure.loss .zoom .link').count()).toBe(1);
      await page.getByRole('tab', { name: 'Positions' }).click();
      await expect
        .poll(() => page.getByRole('tab', { name: 'Positions' }).getAttribute('aria-selected'))
        .toBe('true');
    });
  });

  test('finds nothing that only the extension can do', async () => {
    const { rerun, restart, stop, step, speed, exportMenu, debug, why } = words;
    const needing: readonly string[] = [
      rerun,
      restart,
      stop,
      step,
      speed,
      exportMenu,
      debug,
      why,
      fair.goOn,
      fair.again,
      fair.showAll,
      fair.report,
      mapWords.run,
      mapWords.open,
    ];
    for (const kind of kinds)
      await withReport(kind, { viewport: { width: 1440, height: 860 } }, async (page) => {
        const names = await page
          .locator('button:visible, select:visible, a:visible')
          .evaluateAll((all) =>
            all.map((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim()),
          );
        if (kind !== 'map') expect(names.length).toBeGreaterThan(3);
        expect(names.filter((name) => needing.includes(name) || /^Runs of /.test(name))).toEqual([]);
      });
  });
});

test.each(['race', 'comparison'] as const)(
  'the %s is printed whole, light from a dark screen, without what is pressed',
  async (kind) => {
    await withReport(kind, { colorScheme: 'dark', viewport: { width: 1440, height: 700 } }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const shown = await page.evaluate(() => ({
        background: getComputedStyle(document.body).backgroundColor,
        toolbar: getComputedStyle(document.querySelector('.toolbar') ?? document.body).display,
        cut: [...document.querySelectorAll('.table-scroll, .tuning')].filter(
          (each) => each.scrollHeight > each.clientHeight + 1,
        ).length,
      }));
      expect(shown).toEqual({ background: 'rgb(255, 255, 255)', toolbar: 'none', cut: 0 });
    });
  },
);

test('of a map the run under the pointer is told, and colours stay on paper', async () => {
  await withReport('map', { colorScheme: 'dark', viewport: { width: 1440, height: 860 } }, async (page) => {
    const told = () => page.locator('.told').textContent();
    const best = await told();
    await page
      .locator('.map-view canvas')
      .last()
      .hover({ position: { x: 500, y: 200 } });
    await expect.poll(told).not.toBe(best);
    await page.emulateMedia({ media: 'print' });
    const canvas = page.locator('.map-view canvas').last();
    expect(await canvas.evaluate((each) => getComputedStyle(each).filter)).toBe('none');
  });
});

test('is as large as its page and what it has to show', () => {
  const size = (kind: ReportKind) => statSync(path.join(folder, `${kind}.html`)).size;
  // The page with its icons, and 8 bytes of each number in base64.
  expect(size('race')).toBeLessThan(860_000 + 4 * 301 * 3 * 8 * (4 / 3));
  expect(size('comparison')).toBeLessThan(520_000);
  expect(size('map')).toBeLessThan(900_000);
});

test('a file that was cut off says so', async () => {
  const whole = await reportHtml(
    'race',
    { title: 'A', version: '1', madeAt: new Date(0), source: 'a', files: [] },
    { runs: null },
    inject('reports'),
  );
  writeFileSync(path.join(folder, 'cut.html'), whole);
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.join(folder, 'cut.html')).href);
  expect(await page.locator('[role=alert]').textContent()).toMatch(/^This report can't be drawn: /);
  await page.close();
});
