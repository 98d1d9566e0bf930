/** A fair comparison below the cell of a lesson: followed while it goes on, read in words and numbers, in every theme and at every width. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ComparisonSheet } from '../../core/fairComparison/comparisonSheet.ts';
import type { ComparisonOutput } from '../../core/lesson/comparisonOutput.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import { seriousViolations } from './axe.ts';
import { sheetDone, sheetJudging, sheetStopped, sheetTuning } from './comparisonSheets.ts';
import { colorOf, themeNames } from './pageThemes.ts';
import { borderOf, PanelPage } from './panelPage.ts';

const doneSheet = sheetDone();
let page: PanelPage;

beforeAll(async () => {
  page = await PanelPage.open(900, 760, [], 'lesson');
  // As the page that VS Code has around it.
  await page.page.evaluate(() => {
    document.body.style.background = 'var(--vscode-editor-background)';
  });
  // As text: what is run here would change its import.
  await page.page.evaluate(`import('/lesson.js').then(({ activate }) => {
    const onDidReceiveMessage = (listen) => { window.tell = listen; };
    window.renderer = activate({ postMessage: (message) => posted.push(message), onDidReceiveMessage });
  })`);
});

afterAll(async () => {
  await page.close();
  // The policy of the page, too, would be among them.
  expect(page.faults).toEqual([]);
});

const jsonOf = (sheet: ComparisonSheet, comparison = 'comparison-1') => {
  const output: ComparisonOutput = { type: 'comparison', comparison, sheet };
  return JSON.stringify(encodeMeasured(output));
};

/** Puts it out, in the same element as the one before with this id. */
async function put(sheet: ComparisonSheet, id: string): Promise<void> {
  await page.page.evaluate(
    async ([json, id]) => {
      const app = document.getElementById('app');
      const known = document.getElementById(id);
      const element = known ?? Object.assign(document.createElement('div'), { id });
      if (!known) app?.replaceChildren(element);
      await Reflect.get(window, 'renderer').renderOutputItem({ id, json: () => JSON.parse(json) }, element);
    },
    [jsonOf(sheet), id] as const,
  );
  await page.settle();
}

async function tell(sheet: ComparisonSheet, comparison?: string): Promise<void> {
  await page.page.evaluate(
    (json) => Reflect.get(window, 'tell')(JSON.parse(json)),
    jsonOf(sheet, comparison),
  );
  await page.settle();
}

const find = (selector: string) => page.page.locator(selector);
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const posted = () => page.page.evaluate(() => (Reflect.get(window, 'posted') as object[]).splice(0));
const rows = async () =>
  (await find('tbody tr').allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

let made = 0;
beforeEach(async () => {
  await put(doneSheet, `item-${++made}`);
  await posted();
});

test('has what came out, the curves, and a row an optimizer with its verdict, the best first', async () => {
  const { title, budget, problems } = doneSheet;
  expect(await textOf('.caption')).toBe(`${title} ${budget}`);
  expect(await textOf('.finding')).toBe(problems[0]?.headline);
  expect(await find('.figure canvas').count()).toBeGreaterThan(0);
  const said = await rows();
  expect(said).toHaveLength(4);
  expect(said[0]).toMatch(/^Adam 0\.0316 0\.1002 .* – Best of the four$/);
  expect(said[1]).toMatch(/^RMSProp .* \+0\.0128 -0\.0040 to 0\.0297 Not established; 12 more/);
});

test('is followed while it goes on, with the room of its curves kept from the start', async () => {
  await put(sheetTuning(), 'live');
  expect(await posted()).toEqual([{ type: 'comparison', comparison: 'comparison-1', action: 'ready' }]);
  expect(await textOf('.finding')).toMatch(/ \d+ of \d+ runs/);
  expect(await find('.offers').count()).toBe(0);
  const room = (await find('.figure').boundingBox())?.height;
  await tell(sheetJudging(), 'another');
  expect(await find('.waiting').count()).toBe(1);
  await tell(doneSheet);
  expect(await find('.waiting').count()).toBe(0);
  expect((await find('.figure').boundingBox())?.height).toBe(room);
  expect(await find('.offers button').count()).toBe(2);
});

test('says that it was interrupted, and how it goes on', async () => {
  await put(sheetStopped(), 'stopped');
  expect(await textOf('.comparison-view > p.quiet')).toMatch(
    /^Stopped after \d+ of \d+ runs\. .* Run the cell again, and it goes on\.$/,
  );
});

test('buttons ask for as many seeds as would tell, and open its page', async () => {
  const { moreSeeds } = doneSheet;
  await page.page.getByRole('button', { name: `+ ${moreSeeds} more seeds` }).click();
  await page.page.getByRole('button', { name: 'Open the Comparison' }).press('Enter');
  expect(await posted()).toEqual(
    ['moreSeeds', 'open'].map((action) => ({ type: 'comparison', comparison: 'comparison-1', action })),
  );
  await put({ ...doneSheet, moreSeeds: null }, `item-${made}`);
  expect(await find('.offers button').count()).toBe(1);
});

test('a row makes its line stand out', async () => {
  await find('tbody tr').nth(1).hover();
  await page.settle();
  expect(await find('tbody tr.faded').count()).toBe(3);
  await page.page.mouse.move(0, 0);
});

test.each(themeNames)('can be read in the theme %s, at every width', async (theme) => {
  await page.setTheme(theme);
  for (const width of [360, 640, 900]) {
    await page.resize(width, 760);
    const box = (await find('table').boundingBox()) ?? expect.fail('no table');
    expect(box.x + box.width).toBeLessThanOrEqual(width);
  }
  expect(await borderOf(page, '.offers button')).toBe(colorOf(theme, 'button-secondaryBorder'));
  expect(await seriousViolations(page.page.mainFrame())).toEqual([]);
  await page.setTheme('light');
});
