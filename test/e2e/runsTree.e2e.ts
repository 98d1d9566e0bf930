import { expect, runRow, test } from './workbench.ts';

test('two experiments are in the side bar, and runs of both are compared by keyboard alone', async ({
  workbench,
}) => {
  const { page } = workbench;
  const restore = await workbench.widen();
  const rows = page.locator(runRow);
  await workbench.runCommand('Optimizers: Focus on Runs View');
  for (const [name, count] of [
    ['Rosenbrock', '2 runs'],
    ['Ill-conditioned valley', '4 runs'],
  ] as const) {
    await workbench.runCommand('Optimizer: Run Tutorial Race');
    await workbench.pick(name);
    await rows.first().filter({ hasText: name }).filter({ hasText: count }).waitFor();
  }
  const focused = () => page.locator(`${runRow}.focused`).textContent();
  await expect.poll(() => rows.count()).toBe(8);
  await workbench.screenshot('runs-tree');
  await workbench.focusFirstRow('Runs');
  expect(await focused()).toMatch(/valley.*4 runs/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('tr.picked');
  const names = () => frame.locator('tbody th').allTextContents();
  expect(await frame.locator('tr.picked').count()).toBe(1);
  for (let row = 0; row < 5; row++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(async () => (await names()).length).toBe(2);
  await frame.getByText('2 runs from 2 experiments').first().waitFor();
  await expect.poll(() => page.locator(`${runRow}.selected`).count()).toBe(2);
  await workbench.screenshot('runs-compared');

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await names()).length).toBe(4);
  await page.keyboard.press('F2');
  await workbench.type('A valley of my own');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows.first().textContent()).toMatch(/^A valley of my own4 runs/);
  await workbench.focusFirstRow('Runs');
  await page.keyboard.press('Delete');
  const toast = page.locator('.notification-toast').filter({ hasText: 'Deleted A valley of my own.' });
  await toast.waitFor();
  await expect.poll(() => rows.first().textContent()).toMatch(/^Rosenbrock/);
  await workbench.screenshot('runs-deleted');
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rows.first().textContent()).toMatch(/^A valley of my own4 runs/);
  await expect.poll(async () => (await names()).length).toBe(4);

  await workbench.runCommand('Optimizer: Filter Runs…');
  await workbench.type('lion');
  await page.keyboard.press('Enter');
  await page.locator('.sidebar').getByText('No run matches “lion”.').waitFor();
  await expect.poll(() => rows.count()).toBe(0);
  await workbench.screenshot('runs-filtered');
  await workbench.runCommand('Optimizer: Show All Runs');
  await expect.poll(() => rows.count()).toBeGreaterThan(1);
  await restore();
});
