/** The panel's page in a view: what is beside the code is the same as in the panel, wherever a person puts it. */
import type { Frame } from 'playwright-core';
import { seriousViolations } from './axe.ts';
import { expect, test } from './workbench.ts';

const inView = 'main.view table';
const inPanel = 'main:not(.view) table';

const pickedIn = (frame: Frame) => frame.locator('tr.picked .name .text');

test('a view in the side bar shows the race of the panel, and follows it', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const panel = await workbench.panelFrame(inPanel);
  await workbench.runCommand('Focus on Comparison View');
  const view = await workbench.panelFrame(inView);
  await panel.getByText('Finished').nth(3).waitFor();
  expect(await view.locator('h1').textContent()).toBe(await panel.locator('h1').textContent());
  expect(await view.locator('canvas').count()).toBeGreaterThan(0);
  expect(await view.locator('.land').count()).toBe(0);
  await view.locator('tr', { hasText: 'Momentum' }).focus();
  await workbench.page.keyboard.press('Enter');
  await expect.poll(() => pickedIn(panel).allTextContents()).toEqual(['Momentum']);
  const losses = (frame: Frame) => frame.locator('td.loss').allTextContents();
  expect(await losses(view)).toEqual(await losses(panel));
});

for (const theme of ['light', 'dark', 'hcDark', 'hcLight'] as const)
  test(`it has no serious accessibility fault in theme ${theme}`, async ({ workbench }) => {
    await workbench.setTheme(theme);
    const view = await workbench.panelFrame(inView);
    await workbench.screenshot(`comparison-${theme}`);
    expect(await seriousViolations(view)).toEqual([]);
  });

test('moved to the bottom panel it shows the same', async ({ workbench }) => {
  await workbench.runCommand('View: Move View');
  await workbench.pick('Comparison');
  await workbench.pick('New Panel Entry');
  const view = await workbench.panelFrame(inView);
  await expect.poll(() => pickedIn(view).allTextContents()).toEqual(['Momentum']);
  await workbench.screenshot('comparison-moved');
  expect(await view.locator('main').getAttribute('class')).toContain('split');
});
