import { expect, runRow, test } from './workbench.ts';

test('a run is exported as a script by keyboard, and what can’t be is said', async ({ workbench }) => {
  const { page } = workbench;
  const restore = await workbench.widen();
  await workbench.runCommand('Optimizers: Focus on Runs View');
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const rows = page.locator(runRow);
  await rows.first().filter({ hasText: '4 runs' }).waitFor();
  const exportAs = async (label: string) => {
    await workbench.focusFirstRow('Runs');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+F10');
    const item = page.locator('.monaco-menu').getByText('Export Code…').first();
    await item.hover();
    // VS Code takes no click on a menu in its first tenth of a second.
    await page.waitForTimeout(200);
    await item.click();
    await page.locator('.quick-input-list').getByText('script of the run').first().waitFor();
    await workbench.screenshot(`export-code-${label.toLowerCase()}`);
    await workbench.type(label);
    await page.keyboard.press('Enter');
  };
  await exportAs('Keras');
  await page.locator('.notification-toast').filter({ hasText: 'Keras trains models' }).waitFor();
  await exportAs('PyTorch');
  const lines = page.locator('.editor-instance .view-lines').first();
  await expect
    .poll(() => lines.textContent())
    .toMatch(/A.run.of.Optimizer.Playground,.written.out.for.PyTorch/);
  await workbench.screenshot('exported-script');
  await restore();
});
