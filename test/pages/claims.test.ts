/** The page of the Claims Lab: what it shows, by keys, at every width and in every theme. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import { parseClaim } from '../../core/claims/parseClaim.ts';
import { sheetOf } from '../../core/claims/sheetOf.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import type { ShownClaim } from '../../core/protocol/claims.ts';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { seriousViolations } from './axe.ts';
import { colorOf, themeNames } from './pageThemes.ts';
import { borderOf, PanelPage } from './panelPage.ts';

/** With several seeds and a curve that diverges neither: quick to compute. */
const text = readFileSync(inRoot('core/claims/papers/linear-scaling.claim.json'), 'utf8');

let page: PanelPage;
let tested: TestedClaim;
let shown: ShownClaim;

const posted = (): Promise<unknown[]> => page.page.evaluate(() => Reflect.get(window, 'posted'));

beforeAll(async () => {
  const { claim } = parseClaim(text);
  if (!claim) throw new TypeError('expected a claim');
  tested = await testClaim(text);
  shown = {
    ...{ type: 'claim', key: 'papers/linear-scaling', file: 'linear-scaling.claim.json', isOwn: false },
    ...{ sheet: sheetOf(claim), faults: [], state: { kind: 'idle' }, ...tested, number: 24, count: 31 },
  };
  page = await PanelPage.open(1000, 900, [], 'claims');
});

beforeEach(() => page.send(shown));

afterAll(async () => {
  await page.close();
  // The policy of the page, too, would be among them.
  expect(page.faults).toEqual([]);
});

test('has the claim, what came out and the curves of its runs', async () => {
  expect(await posted()).toEqual([{ type: 'ready' }]);
  expect(await page.page.locator('h1').textContent()).toBe(shown.sheet?.title);
  expect(await page.page.getByRole('status').textContent()).toContain('Reproduced');
  const line = page.page.getByRole('img', { name: 'Expected 1 ± 0.1, measured' });
  expect((await line.boundingBox())?.width).toBeGreaterThan(200);
  expect(await page.page.locator('.race-view tbody tr').count()).toBe(tested.picture?.runs.length);
  const chart = await page.page.locator('.race-view .figure').boundingBox();
  expect(chart?.height).toBe(320);
});

test('is worked by keys: every button, and the chart', async () => {
  await page.page.keyboard.press('Tab');
  const names: (string | null)[] = [];
  for (let i = 0; i < 5; i++) {
    names.push(
      await page.page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? null;
      }),
    );
    if (i < 4) await page.page.keyboard.press('Enter');
    await page.page.keyboard.press('Tab');
  }
  expect(names).toEqual([
    ...['Previous claim', 'Next claim', 'Open a Copy', 'Test Again'],
    expect.stringContaining('chart'),
  ]);
  expect((await posted()).slice(1)).toEqual([
    { type: 'go', by: -1 },
    { type: 'go', by: 1 },
    { type: 'openFile' },
    { type: 'run' },
  ]);
});

test('follows a test, and says how far it is', async () => {
  await page.send({ ...shown, outcome: null, picture: null, state: { kind: 'running', share: 0 } });
  await page.send({ type: 'progress', share: 0.4 });
  expect(await page.page.getByRole('progressbar').getAttribute('value')).toBe('40');
  expect(await page.page.locator('.race-view').count()).toBe(0);
  await page.send(shown);
  expect(await page.page.locator('.race-view').count()).toBe(1);
});

test('draws the sharpness on the way, where a claim is about it, and can be read', async () => {
  const runs = [0, 1].map((run) => ({
    ...{ run, edge: run === 0 ? 10 : null },
    steps: [0, 100, 200, 300],
    values: [6, 8, 10.5, 9.5 + run],
  }));
  await page.send({ ...shown, sharpness: runs });
  const chart = page.page.getByRole('slider', { name: 'Sharpness' });
  expect((await chart.boundingBox())?.height).toBeGreaterThan(200);
  await chart.focus();
  await page.page.keyboard.press('End');
  await expect.poll(() => page.page.locator('.hovercard:visible').textContent()).toContain('10.50');
  const rows = page.page.getByRole('table', { name: 'Sharpness' }).getByRole('row');
  expect((await rows.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    'Run At the end 2 / lr',
    expect.stringMatching(/ 9.500 10.00 ?$/),
    expect.stringMatching(/ 10.50 – ?$/),
  ]);
  expect(await seriousViolations(page.page)).toEqual([]);
});

test.each([360, 541, 899, 900, 1440])('at %d px nothing is cut off', async (width) => {
  await page.resize(width, 900);
  const found = await page.page.evaluate(() => {
    const view = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll<HTMLElement>('main *:not(.sr-only, .hovercard *)')];
    const out = all.filter((each) => each.getBoundingClientRect().right > view + 1);
    return {
      out: out.map((each) => each.outerHTML.slice(0, 80)),
      wide: document.documentElement.scrollWidth > view,
    };
  });
  expect(found).toEqual({ out: [], wide: false });
});

test.each(themeNames)('can be read in the theme %s', async (theme) => {
  await page.resize(360, 900);
  await page.setTheme(theme);
  expect(await borderOf(page, '.secondary')).toBe(colorOf(theme, 'button-secondaryBorder'));
  expect(await seriousViolations(page.page)).toEqual([]);
  await page.send({ ...shown, state: { kind: 'failed', message: 'no thread' } });
  expect(await seriousViolations(page.page, { rules: ['color-contrast'] })).toEqual([]);
  await page.send({ ...shown, sheet: null, faults: ['linear-scaling.claim.json: title = missing'] });
  expect(await seriousViolations(page.page)).toEqual([]);
});
