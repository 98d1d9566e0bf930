/** The panel's page in a view: what is beside the code is the same as in the panel, wherever a person puts it. */
import type { Frame } from 'playwright-core';
import { seriousViolations } from '../pages/axe.ts';
import { expect, test } from './workbench.ts';

const inView = 'main.view table';
const inPanel = 'main:not(.view) table';

const pickedIn = (frame: Frame) => frame.locator('tr.picked .name .text');
const namesIn = (frame: Frame) => frame.locator('tbody th .text').allTextContents();
const headlineIn = (frame: Frame) => frame.locator('h1').textContent();

test('a view in the side bar shows the race of the panel, and follows it', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Rosenbrock');
  const panel = await workbench.panelFrame(inPanel);
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  await panel.getByText('Finished').nth(3).waitFor();
  await workbench.runCommand('Focus on Comparison View');
  const view = await workbench.panelFrame(inView);
  expect(await headlineIn(view)).toBe(await headlineIn(panel));
  expect(await view.locator('canvas').count()).toBeGreaterThan(0);
  expect(await view.locator('.land').count()).toBe(0);
  await view.locator('tr', { hasText: 'Momentum' }).focus();
  await workbench.page.keyboard.press('Enter');
  await expect.poll(() => pickedIn(panel).allTextContents()).toEqual(['Momentum']);
  const losses = (frame: Frame) => frame.locator('td.loss').allTextContents();
  expect(await losses(view)).toEqual(await losses(panel));
});

test('chosen runs of two experiments are in both, and one is taken off both', async ({ workbench }) => {
  const [panel, view] = [await workbench.panelFrame(inPanel), await workbench.panelFrame(inView)];
  await workbench.runCommand('Optimizer: Compare Runs…');
  const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
  for (const name of ['Adam', 'Momentum']) {
    await workbench.type(name);
    // The list is filtered a moment later.
    const areFound = async () => {
      const texts = await rows.allTextContents();
      return texts.length > 0 && texts.every((text) => text.includes(name));
    };
    await expect.poll(areFound, { timeout: 10_000 }).toBe(true);
    for (const row of await rows.all())
      if (!(await row.locator('input[type=checkbox], .monaco-checkbox').first().isChecked()))
        await row.click();
  }
  await workbench.page.keyboard.press('Enter');
  for (const frame of [panel, view])
    await expect.poll(() => headlineIn(frame)).toMatch(/^\d+ runs from 2 experiments$/);
  const before = await namesIn(panel);
  expect(await namesIn(view)).toHaveLength(before.length);
  await workbench.screenshot('compared-before');
  await panel.locator('.remove-run').first().click();
  for (const frame of [panel, view])
    await expect.poll(async () => (await namesIn(frame)).length).toBe(before.length - 1);
});

for (const theme of ['light', 'dark', 'hcDark', 'hcLight'] as const)
  test(`they have no serious accessibility fault in theme ${theme}`, async ({ workbench }) => {
    await workbench.setTheme(theme);
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot(`comparison-${theme}`);
    for (const place of [inView, inPanel])
      expect(await seriousViolations(await workbench.panelFrame(place))).toEqual([]);
  });

test('moved to the bottom panel the view shows the same', async ({ workbench }) => {
  const panel = await workbench.panelFrame(inPanel);
  await panel.locator('tbody tr').first().focus();
  await workbench.page.keyboard.press('Enter');
  await expect.poll(() => pickedIn(panel).count()).toBe(1);
  await workbench.runCommand('View: Move View');
  await workbench.pick('Comparison');
  await workbench.pick('New Panel Entry');
  const view = await workbench.panelFrame('main.view.split table');
  await expect.poll(() => pickedIn(view).count()).toBe(1);
  expect(await headlineIn(view)).toBe(await headlineIn(panel));
  await workbench.screenshot('comparison-moved');
});
