import type { Frame, Locator, Page } from 'playwright-core';
import { expect, runRow, test } from './workbench.ts';

const pickedIn = (frame: Frame) => frame.locator('tr.picked th').allTextContents();
/** The row of a run; where its experiment was run again, of the last one. */
const rowOf = (page: Page, name: string): Locator =>
  page
    .locator(runRow)
    .filter({ hasText: new RegExp(`^${name}`) })
    .first();
const namesOf = async (texts: Promise<string[]>) => (await texts).map((text) => text.trim());

test('a run picked in the side bar is picked in the panel, and the other way, until it is let go of', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  await frame.getByText('Finished').nth(3).waitFor();
  await page.locator('.activitybar').getByRole('tab', { name: 'Optimizers' }).click();
  const row = (name: string) => rowOf(page, name);
  const selectedNames = () => page.locator(`${runRow}.selected .label-name`).allTextContents();

  await row('RMSProp').click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['RMSProp']);
  await workbench.screenshot('picked-in-side-bar');
  await row('RMSProp').click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual([]);
  await expect.poll(selectedNames).toEqual([]);

  await frame.locator('tbody tr').filter({ hasText: 'Momentum' }).click();
  await expect.poll(selectedNames).toEqual(['Momentum']);
  await workbench.screenshot('picked-in-panel');
  await page.keyboard.press('Escape');
  await expect.poll(selectedNames).toEqual([]);
  expect(await namesOf(pickedIn(frame))).toEqual([]);

  await row('SGD').click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['SGD']);
  await row('SGD').click({ modifiers: ['Control'] });
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual([]);
  await expect.poll(selectedNames).toEqual([]);

  await row('SGD').click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['SGD']);
  await expect.poll(selectedNames).toEqual(['SGD']);
  await page.keyboard.press('Escape');
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual([]);
});

test('another race begins with no picked run', async ({ workbench }) => {
  const { page } = workbench;
  const frame = await workbench.panelFrame('table');
  await rowOf(page, 'Adam').click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['Adam']);
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual([]);
  await frame.getByText('Finished').nth(3).waitFor();
  expect(await namesOf(pickedIn(frame))).toEqual([]);
  // The side bar is told a moment after the page.
  await expect.poll(() => page.locator(`${runRow}.selected`).count()).toBe(0);
});

test('clearing a pick by key keeps the keyboard at its row', async ({ workbench }) => {
  const { page } = workbench;
  const frame = await workbench.panelFrame('table');
  const wait = { timeout: 10_000 };
  const becomesPicked = (...names: string[]) =>
    expect.poll(() => namesOf(pickedIn(frame)), wait).toEqual(names);
  const becomesFocused = async (name: string) =>
    expect
      .poll(() => page.locator(`${runRow}.focused`).allTextContents(), wait)
      .toEqual([expect.stringContaining(name)]);
  await rowOf(page, 'RMSProp').click();
  await becomesPicked('RMSProp');
  await page.keyboard.press('Enter');
  await becomesPicked();
  await expect.poll(() => page.locator(`${runRow}.selected`).count(), wait).toBe(0);
  await becomesFocused('RMSProp');
  await page.keyboard.press('ArrowDown');
  await becomesFocused('Adam');
  await page.keyboard.press('Enter');
  await becomesPicked('Adam');
  await page.keyboard.press('Escape');
  await becomesPicked();
  await becomesFocused('Adam');
  await page.keyboard.press('ArrowUp');
  await becomesFocused('RMSProp');
});

test('a hidden run looks hidden in the side bar, also after a reload, and is shown again where it is picked', async ({
  workbench,
}) => {
  const { page } = workbench;
  const row = rowOf(page, 'Momentum');
  const isHidden = () => row.locator('.codicon-eye-closed').count();
  const before = await row.textContent();
  let frame = await workbench.panelFrame('table');
  await frame.getByRole('button', { name: 'Momentum in the chart' }).click();
  await expect.poll(isHidden).toBe(1);
  expect(await row.textContent()).toBe(before?.replace('Momentum', 'Momentumhidden · '));
  expect(await row.getAttribute('aria-label')).toContain('Hidden in the chart');
  await workbench.screenshot('hidden-in-side-bar');
  await workbench.reload();
  await expect.poll(isHidden, { timeout: 30_000 }).toBe(1);
  frame = await workbench.panelFrame('tr.hidden-run');
  await row.click();
  await expect.poll(isHidden).toBe(0);
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['Momentum']);
  expect(await frame.locator('tr.hidden-run').count()).toBe(0);
});

test('the steps of the picked run are looked at, computed again in a thread', async ({ workbench }) => {
  const { page } = workbench;
  const panel = await workbench.panelFrame('table');
  await panel.locator('tbody tr').filter({ hasText: 'Adam' }).click();
  await expect.poll(() => namesOf(pickedIn(panel))).toEqual(['Adam']);
  // From the crosshair, after as many steps.
  await panel.locator('.loss canvas').focus();
  for (const key of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  const frame = await workbench.panelFrame('main.inspector .lines');
  const slider = frame.getByRole('slider', { name: 'Steps' });
  await slider.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  // After the last line w0 and w1 are what the tutorial’s own numbers say.
  const values = () => frame.locator('.line.current .value').allTextContents();
  await expect.poll(values, { timeout: 10_000 }).toEqual(['0.880596', '9.88006']);
  expect(await frame.locator('h1').textContent()).toBe('Adam · step 12 of 200');
  await workbench.screenshot('step-inspector');
});
