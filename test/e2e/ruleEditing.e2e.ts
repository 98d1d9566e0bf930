import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { expect, test } from './workbench.ts';

test('shows an optimizer with its colours, explains it and mends it', async ({ workbench }) => {
  const adam = readFileSync(inRoot('core/optimizers/adam.optimizer'), 'utf8');
  // Without the lines at its top, so that there is room for all of it.
  const wrong = adam
    .replace(/^#.*\n/gm, '')
    .replace('m_hat / (sqrt(v_hat) + eps)', 'm_hat / (sqrt(v_hatt) + eps)');
  writeFileSync(path.join(workbench.workspace, 'mine.optimizer'), wrong);
  const { page } = workbench;
  await workbench.openFile('mine.optimizer');
  const editor = page.locator('.monaco-editor .view-lines').last();
  const word = (text: string) => editor.getByText(text, { exact: true });
  await page.locator('.squiggly-error').first().waitFor();

  // Ranges such as [0, 1) close with the other bracket.
  await expect.poll(() => word('inf').count()).toBeGreaterThan(0);
  const unexpected = page.locator('.unexpected-closing-bracket');
  await expect.poll(() => unexpected.count(), { timeout: 15_000 }).toBe(0);
  const lookOf = (text: string) =>
    word(text)
      .first()
      .evaluate((element) => `${getComputedStyle(element).color} ${getComputedStyle(element).fontStyle}`);
  /** Hyperparameter, state, gradient, option and local. */
  const looks = async () =>
    new Set(await Promise.all(['beta1', 'v_max', 'g', 'amsgrad', 'm_hat'].map(lookOf)));

  await word('m_hat').first().hover();
  await page.getByText('m̂ = m / (1 − β₁ᵗ)').first().waitFor();
  for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
    await workbench.setTheme(theme);
    await expect.poll(async () => (await looks()).size, { timeout: 10_000 }).toBe(5);
    await word('m_hat').first().hover();
    await page.getByText('m̂ = m / (1 − β₁ᵗ)').first().waitFor();
    await workbench.screenshot(`optimizer-${theme}`);
  }

  await word('v_hatt').click();
  await page.keyboard.press('Control+Period');
  await page.getByText("Change to 'v_hat'").waitFor();
  await workbench.screenshot('optimizer-fix');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.squiggly-error').count()).toBe(0);
});
