/** Moving the start of the landscape with a real pointer and keys, in the panel's page by itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seriousViolations } from './axe.ts';
import { answerPreviews, landscape, landscapeRace, startPlace, startsOf } from './landscapeRace.ts';
import { PanelPage } from './panelPage.ts';

const { race, from } = await landscapeRace();

let panel: PanelPage;
const answered = new Set<number>();

beforeAll(async () => {
  panel = await PanelPage.open(1300, 800);
  await panel.keepTexts();
});

beforeEach(async () => {
  answered.clear();
  await panel.reload();
  await panel.send({ type: 'snapshot', race });
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

const card = () => panel.page.locator('.start-card');
const answer = () => answerPreviews(panel, from, answered);

test('dragged by the pointer it begins where it is let go of, and no run is picked by that', async () => {
  const { x, y } = await startPlace(panel);
  expect(await card().textContent()).toContain('Drag it');
  const { mouse } = panel.page;
  await mouse.down();
  await mouse.move(x - 40, y + 120, { steps: 4 });
  await panel.settle();
  await mouse.up();
  await panel.settle();
  const [start] = await startsOf(panel);
  expect(start?.[0]).toBeLessThan(1);
  expect(start?.[1]).toBeLessThan(9);
  expect(await panel.page.locator('tr.picked').count()).toBe(0);
});

test('while it is dragged, paths and curves from there are drawn, and all is as it was when Escape puts it back', async () => {
  const land = landscape(panel);
  const chart = panel.page.locator('.loss .body');
  await panel.page.mouse.move(5, 5);
  await panel.settle();
  const [landBefore, chartBefore] = [await land.screenshot(), await chart.screenshot()];
  const { x, y } = await startPlace(panel);
  const { mouse, keyboard } = panel.page;
  await mouse.down();
  await mouse.move(x - 60, y + 100, { steps: 3 });
  const starts = await answer();
  expect(starts.length).toBeGreaterThan(0);
  await panel.settle();
  const texts = await panel.textsIn('.land');
  expect(texts).toEqual(expect.arrayContaining(['SGD', 'Momentum', 'Adam']));
  const [landPreview, chartPreview] = [await land.screenshot(), await chart.screenshot()];
  expect(landPreview.equals(landBefore)).toBe(false);
  expect(chartPreview.equals(chartBefore)).toBe(false);
  expect(await card().textContent()).toMatch(/^Start at w0 = [\d.-]+, w1 = [\d.-]+\.$/);
  await keyboard.press('Escape');
  await mouse.up();
  await mouse.move(5, 5);
  await panel.settle();
  expect(await startsOf(panel)).toEqual([]);
  expect(await card().isHidden()).toBe(true);
  await land.evaluate((element) => element.blur());
  await panel.settle();
  expect((await chart.screenshot()).equals(chartBefore)).toBe(true);
  expect((await land.screenshot()).equals(landBefore)).toBe(true);
});

test('moved by keys it is previewed, too, and begins where Enter is pressed', async () => {
  await landscape(panel).focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowDown']) await panel.page.keyboard.press(key);
  const asked = await answer();
  await panel.page.keyboard.press('Enter');
  const [start] = await startsOf(panel);
  expect(asked.at(-1)).toEqual(start);
  expect(start?.[0]).toBeLessThan(1);
  expect(start?.[1]).toBeLessThan(10);
  expect(await seriousViolations(panel.page)).toEqual([]);
});

test('the start of chosen runs of several experiments stays where it is', async () => {
  await panel.send({ type: 'snapshot', race: { ...race, isWhole: false } });
  await landscape(panel).focus();
  await panel.page.keyboard.press('ArrowLeft');
  expect(await answer()).toEqual([]);
  expect(await landscape(panel).getAttribute('aria-description')).not.toContain('start');
});
