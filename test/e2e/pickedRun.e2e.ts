import type { Frame, Locator } from 'playwright-core';
import { expect, test } from './workbench.ts';

const pickedIn = (frame: Frame) => frame.locator('tr.picked th').allTextContents();
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
  const row = (name: string): Locator => page.locator('.sidebar .monaco-list-row').filter({ hasText: name });
  const selected = () => page.locator('.sidebar .monaco-list-row.selected').allTextContents();
  const selectedNames = async () => (await selected()).map((text) => /^\p{L}+/u.exec(text)?.[0]);

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
  await page.locator('.sidebar .monaco-list-row').filter({ hasText: 'Adam' }).click();
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual(['Adam']);
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await expect.poll(() => namesOf(pickedIn(frame))).toEqual([]);
  await frame.getByText('Finished').nth(3).waitFor();
  expect(await namesOf(pickedIn(frame))).toEqual([]);
  expect(await page.locator('.sidebar .monaco-list-row.selected').count()).toBe(0);
});
