/** Zooming the chart with a real wheel and a real pointer, in the panel's page by itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raceOf, runView } from '../unit/panel/fixtures.ts';
import { PanelPage } from './panelPage.ts';

const steps = 1000;
const losses = Float64Array.from({ length: steps + 1 }, (_, i) => 10 ** (-i / 250));
const runs = [runView({ steps, losses, path: new Float64Array(2 * losses.length) })];
const { facts, threads } = raceOf({ target: null });
const race = { ...facts, runs, threads, phase: 'ended', speed: 1 } as const;

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1200, 800);
  await panel.send({ type: 'snapshot', race });
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

/** Where the axis ends: the chart is a slider along it. */
async function lastStep(): Promise<number> {
  return Number(await panel.page.locator('.loss canvas').getAttribute('aria-valuemax'));
}

const reset = () => panel.page.getByRole('button', { name: 'Zoomed: show all' });

async function plotBox() {
  const box = await panel.page.locator('.loss canvas').boundingBox();
  if (!box) throw new Error('There is no chart.');
  return box;
}

test('the wheel zooms about the pointer, and a button shows all again', async () => {
  const box = await plotBox();
  await panel.page.mouse.move(box.x + 60, box.y + box.height / 2);
  for (let i = 0; i < 5; i++) await panel.page.mouse.wheel(0, -200);
  await panel.settle();
  expect(await lastStep()).toBeLessThan(400);
  await reset().click();
  await panel.settle();
  expect([await lastStep(), await reset().count()]).toEqual([steps, 0]);
});

test('a region that is dragged over is in view, picks nothing, and a double click shows all again', async () => {
  const box = await plotBox();
  const { mouse } = panel.page;
  await mouse.move(box.x + 150, box.y + 100);
  await mouse.down();
  await mouse.move(box.x + 300, box.y + 300, { steps: 5 });
  await mouse.up();
  await panel.settle();
  expect(await lastStep()).toBeLessThan(600);
  expect(await panel.page.locator('tr.picked').count()).toBe(0);
  await mouse.dblclick(box.x + 250, box.y + 250);
  await panel.settle();
  expect(await lastStep()).toBe(steps);
});

test('keys zoom the chart that has the focus', async () => {
  // Not the pointer, which the test before has left there.
  await panel.page.mouse.move(5, 5);
  await panel.settle();
  await panel.page.locator('.loss canvas').focus();
  await panel.page.keyboard.press('Home');
  for (const key of ['+', '+', '+']) await panel.page.keyboard.press(key);
  await panel.settle();
  // 0.7 each time, about the crosshair at step 0.
  expect(await lastStep()).toBe(343);
  await panel.page.keyboard.press('0');
  await panel.settle();
  expect(await lastStep()).toBe(steps);
});

test('Enter at the crosshair, and its menu, ask why a run took that step', async () => {
  const { page } = panel;
  const canvas = page.locator('.loss canvas');
  const asked = () =>
    page.evaluate(() =>
      (Reflect.get(window, 'posted') as { type: string; at?: unknown }[]).flatMap(({ type, at }) =>
        type === 'inspectStep' ? [at] : [],
      ),
    );
  await page.mouse.move(5, 5);
  await panel.settle();
  await canvas.focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  expect(await asked()).toEqual([{ race: facts.id, run: null, step: 2 }]);
  await panel.settle();
  expect(await page.locator('.hovercard').textContent()).toContain('Why this step? Enter');
  // The line is near the top there: the pointer means its run.
  const box = await plotBox();
  await page.mouse.move(box.x + 62, box.y + 22);
  await page.mouse.click(box.x + 62, box.y + 22, { button: 'right' });
  await panel.settle();
  const context = JSON.parse((await canvas.getAttribute('data-vscode-context')) ?? 'null');
  expect(context).toMatchObject({ webviewSection: 'optimizerStep', at: { race: facts.id } });
  expect(context.at.step).toBeGreaterThan(2);
  expect(await page.locator('.hovercard').textContent()).toContain('Why this step? Right-click');
  await page.keyboard.press('Escape');
});

test('where the page scrolls, the wheel does', async () => {
  await panel.resize(541, 600);
  const box = await plotBox();
  await panel.page.mouse.move(box.x + 150, box.y + 150);
  await panel.page.mouse.wheel(0, 200);
  await panel.settle();
  expect(await lastStep()).toBe(steps);
  expect(await panel.page.evaluate(() => document.documentElement.scrollTop)).toBeGreaterThan(0);
  await panel.resize(1200, 800);
});
