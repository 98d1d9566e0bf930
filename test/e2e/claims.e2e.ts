import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { expect, test } from './workbench.ts';

test('a claim is put to the test by keyboard alone, and its verdict is there after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  const shipped = readFileSync(inRoot('core/claims/papers/lion-steps.claim.json'), 'utf8');
  const broken = shipped.replace('"verdict": "reproduced"', '"verdict": "true"');
  writeFileSync(path.join(workbench.workspace, 'broken.claim.json'), broken);
  await workbench.runCommand('Optimizer: Open Claims Lab');
  const frame = await workbench.panelFrame('.claim h1');
  expect(await frame.locator('h1').textContent()).toBe('Adam converges fastest');
  const rows = page.locator('.sidebar .monaco-list-row');
  await rows.filter({ hasText: 'Adam converges fastest' }).filter({ hasText: 'not run' }).waitFor();
  await expect.poll(() => page.locator('.sidebar .monaco-list:focus-within').count()).toBe(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await workbench.screenshot('claims-not-run');
  // The page is the next part of the window.
  await frame.getByRole('button', { name: 'Test' }).focus();
  await page.keyboard.press('Enter');
  await frame.getByText('Not reproduced', { exact: true }).waitFor();
  await frame.locator('.race-view tbody tr').nth(3).waitFor();
  const tested = rows.filter({ hasText: 'Adam converges fastest' }).filter({ hasText: 'not reproduced · 4' });
  await tested.waitFor();
  await workbench.screenshot('claims-tested');

  await workbench.focusFirstRow('Claims');
  await page.keyboard.press('End');
  // Rows are read again when a test has ended: like a person, look where the keyboard is.
  await page.locator('.sidebar .monaco-list-row.focused', { hasText: 'broken.claim.json' }).waitFor();
  await page.keyboard.press('Enter');
  const faults = (await workbench.panelFrame('.faults')).locator('.faults');
  expect(await faults.textContent()).toContain('broken.claim.json: verdict = "true" — expected "reproduced"');
  await workbench.screenshot('claims-faults');

  await workbench.reload();
  await workbench.runCommand('Optimizers: Focus on Claims View');
  await tested.waitFor();
  await tested.click();
  await (await workbench.panelFrame('.race-view')).getByText('Not reproduced', { exact: true }).waitFor();
});
