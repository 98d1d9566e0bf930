import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clickInMenu, tryUntil } from './tryUntil.ts';
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
}, 120_000);

test('a run is exported as a script by keyboard, and what can’t be is said', async ({ workbench }) => {
  const { page } = workbench;
  const restore = await workbench.widen();
  await workbench.runCommand('Optimizers: Focus on Runs View');
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const rows = page.locator(runRow);
  await rows.first().filter({ hasText: '4 runs' }).waitFor();
  const exportAs = async (label: string) => {
    const offered = page.locator('.quick-input-list').getByText('script of the run').first();
    const ask = async () => {
      await workbench.focusFirstRow('Runs');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+F10');
      await clickInMenu(page.locator('.monaco-menu').getByText('Export Code…').first());
    };
    await tryUntil(offered, ask, { each: 5000, timeout: 60_000 });
    await workbench.screenshot(`export-code-${label.toLowerCase()}`);
    await workbench.type(label);
    // The list is filtered a moment later.
    await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: label }).waitFor();
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
}, 120_000);

test('a log of other training that grows is compared with a run', async ({ workbench }) => {
  const { page } = workbench;
  const file = path.join(workbench.workspace, 'own.csv');
  writeFileSync(file, 'epoch,step,loss\n0,0,4\n1,10,3\n');
  await workbench.runCommand('Optimizer: Open Training Log…');
  await page.locator('.quick-input-title', { hasText: 'Open Training Log' }).waitFor();
  await workbench.pick('own.csv');
  const rows = page.locator(runRow);
  await rows.filter({ hasText: 'own.csv' }).first().waitFor();
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: 'own.csv' }).waitFor();
  const run = rows.filter({ hasText: 'Momentum' }).first();
  const compared = frame.getByText('2 runs from 2 experiments').first();
  // A click on a row that is replaced at that moment is lost: like a person, try again.
  const compare = async () => {
    await run.hover();
    await run.getByRole('button', { name: 'Compare with What Is Shown' }).click();
  };
  await tryUntil(compared, compare, { each: 8000, timeout: 50_000 });
  await frame.getByText('Their problems differ').waitFor();
  appendFileSync(file, '2,20,1.25\n');
  await rows.filter({ hasText: 'step 20 · now 1.250' }).waitFor();
  const losses = () => frame.locator('tbody').allTextContents();
  await expect.poll(async () => (await losses()).join(), { timeout: 60_000 }).toContain('1.250');
  await workbench.screenshot('log-compared');
});
