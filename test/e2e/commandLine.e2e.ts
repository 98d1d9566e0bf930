import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, inject } from 'vitest';
import { writePackage } from '../../scripts/packCli.mjs';
import { expect, runRow, test } from './workbench.ts';

const experiment = {
  problem: { data: 'digits', hidden: [64, 32] },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'momentum' }],
  lr: [0.001],
  batch_size: [16],
  epochs: 100,
};
const installed = () => path.join(inject('scratch'), 'commandLine');

beforeAll(() => writePackage(installed(), { production: false, hasLibrary: false }), 120_000);

test('what runs in a terminal of the editor stands in its side bar, and is shown in its panel', async ({
  workbench,
}) => {
  const { page } = workbench;
  writeFileSync(path.join(workbench.workspace, 'terminal.experiment.json'), JSON.stringify(experiment));
  await workbench.runCommand('Optimizers: Focus on Runs View');
  // The list is there when the library is.
  await page.locator('.sidebar').getByText('Run Tutorial Race').first().waitFor({ timeout: 60_000 });
  await workbench.runCommand('Terminal: Create New Terminal');
  const keyboard = page.locator('.terminal-wrapper.active textarea.xterm-helper-textarea');
  await keyboard.waitFor({ state: 'attached', timeout: 60_000 });
  // What is typed before the shell is there is lost.
  const ready = path.join(workbench.workspace, 'ready.txt');
  const isReady = async () => {
    await keyboard.focus();
    await page.keyboard.type('touch ready.txt\n');
    return existsSync(ready);
  };
  await expect.poll(isReady, { timeout: 60_000, interval: 2000 }).toBe(true);
  const program = path.join(installed(), 'dist', 'cli', 'main.mjs');
  await page.keyboard.type(`node ${program} run terminal.experiment.json\n`);
  const rows = page.locator(runRow);
  await rows.first().filter({ hasText: 'in a terminal' }).waitFor({ timeout: 60_000 });
  await workbench.screenshot('terminal-running');
  await expect.poll(() => rows.first().textContent(), { timeout: 120_000 }).not.toMatch(/in a terminal/);
  await workbench.screenshot('terminal-done');
  await workbench.focusFirstRow('Runs');
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await expect.poll(() => frame.locator('tbody tr').count(), { timeout: 60_000 }).toBe(2);
  const names = await frame.locator('tbody th').allTextContents();
  expect(names.map((name) => name.trim())).toEqual(['Adam', 'Momentum']);
}, 300_000);
