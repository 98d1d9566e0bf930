/** A CSV file that takes seconds to read. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './workbench.ts';

test('reads a large file with progress that can be cancelled', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  const shown = frame.getByRole('heading', { name: /^Ill-conditioned valley/ });
  await shown.waitFor();
  const folder = path.join(workbench.workspace, 'large');
  mkdirSync(folder);
  writeLargeCsv(path.join(folder, 'large.csv'));
  const problem = { csv: 'large/large.csv', target: 1 };
  const experiment = { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.01] };
  writeFileSync(path.join(folder, 'large.experiment.json'), JSON.stringify(experiment));
  try {
    await workbench.openFile('large.experiment.json');
    await workbench.runCommand('Optimizer: Run Experiment File');
    const notification = page.locator('.notification-list-item', { hasText: 'Reading large/large.csv' });
    await notification.waitFor();
    await page.waitForTimeout(1500);
    await workbench.screenshot('csv-progress');
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await notification.waitFor({ state: 'hidden', timeout: 1500 });
    await shown.waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('keeps the keyboard while a file is read for the next question, which Escape ends', async ({
  workbench,
}) => {
  const { page } = workbench;
  const picks = page.locator('.quick-input-widget');
  const file = path.join(workbench.workspace, 'data', 'large.csv');
  writeLargeCsv(file);
  try {
    await workbench.openFile('wine.experiment.json');
    await workbench.runCommand('Optimizer: Run Experiment…');
    await workbench.pick('A CSV file of this workspace…');
    await workbench.pick('data/large.csv');
    await picks.getByText('Column 50', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    const notification = page.locator('.notification-list-item', { hasText: 'Reading data/large.csv' });
    await notification.waitFor();
    await page.keyboard.type('typed');
    await workbench.screenshot('pick-csv-busy');
    expect(await picks.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await picks.waitFor({ state: 'hidden' });
    await notification.waitFor({ state: 'hidden', timeout: 1500 });
    expect(await page.locator('.tab.dirty').count()).toBe(0);
  } finally {
    rmSync(file);
  }
});

function writeLargeCsv(file: string): void {
  const line = `${Array.from({ length: 50 }, (_, column) => column + 0.123456).join(',')}\n`;
  writeFileSync(file, line.repeat(200_000));
}
