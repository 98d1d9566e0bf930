import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { readCell, readRows } from './table.ts';
import { expect, test } from './workbench.ts';

const csvOffer = 'A CSV file of this workspace…';

test('trains on a CSV file of the workspace, Enter accepting its last column as the target', async ({
  workbench,
}) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await title.filter({ hasText: 'Run Experiment' }).waitFor();
  await workbench.screenshot('pick-problem');
  await workbench.pick(csvOffer);
  await rows.filter({ hasText: 'data/wine.csv' }).waitFor();
  await workbench.screenshot('pick-csv-file');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'data/wine.csv' }).waitFor();
  await rows.filter({ hasText: 'classification' }).first().waitFor();
  await workbench.screenshot('pick-csv-target');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'class of wine.csv, 13-16-3 network' }).waitFor();
  await workbench.screenshot('pick-csv-optimizers');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'Adam' }).waitFor();
  await workbench.screenshot('pick-csv-batch');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'batch 32' }).waitFor();
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /^class of wine\.csv, 13-16-3 network/ }).waitFor();
  await frame.getByText('Finished').nth(2).waitFor();
  await workbench.screenshot('csv');
  expect((await readRows(frame)).length).toBe(3);
  expect(Number.parseFloat(await readCell(frame, 'Adam', 'Accuracy'))).toBeGreaterThan(90);
});

test('goes back from the column to the file, says what is wrong with one, leaves it out', async ({
  workbench,
}) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const file = path.join(workbench.workspace, 'data', 'houses.csv');
  writeFileSync(file, 'size,rooms,price\n50.5,2,3.5\n60.5,NA,4.5\n70.5,3,5.5\n');
  try {
    await workbench.runCommand('Optimizer: Run Experiment…');
    await workbench.pick(csvOffer);
    await workbench.pick('data/wine.csv');
    await title.filter({ hasText: 'data/wine.csv' }).waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
    await workbench.pick('data/houses.csv');
    await title.filter({ hasText: 'data/houses.csv' }).waitFor();
    await rows.filter({ hasText: 'price' }).waitFor();
    await page.keyboard.press('Enter');
    await rows.filter({ hasText: 'houses.csv, row 3, column rooms: "NA"expected a number' }).waitFor();
    await workbench.screenshot('pick-csv-fault');
    await workbench.pick('Leave out column rooms');
    await title.filter({ hasText: 'price of houses.csv (without rooms), 1-16-1 network' }).waitFor();
    await page.keyboard.press('Escape');
  } finally {
    rmSync(file);
  }
});

test('prepares to leave out the one row of 500 that has an empty cell, and says so in the panel', async ({
  workbench,
  onTestFinished,
}) => {
  onTestFinished(await workbench.widen());
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const file = path.join(workbench.workspace, 'data', 'houses.csv');
  const lines = Array.from(
    { length: 500 },
    (_, row) => `${row === 321 ? '' : row + 0.5},${row % 7},${2 * row + 0.5}`,
  );
  writeFileSync(file, `size,age,price\n${lines.join('\n')}\n`);
  try {
    await workbench.runCommand('Optimizer: Run Experiment…');
    await workbench.pick(csvOffer);
    await workbench.pick('data/houses.csv');
    await rows.filter({ hasText: 'price' }).first().waitFor();
    await page.keyboard.press('Enter');
    await rows.filter({ hasText: 'houses.csv, row 323, column size: empty' }).waitFor();
    await rows.filter({ hasText: 'Leave out 1 of 500 rows: missing values' }).waitFor();
    await workbench.screenshot('pick-csv-missing');
    await page.keyboard.press('Enter');
    const leftOut = 'price of houses.csv (1 of 500 rows left out: missing values), 2-16-1 network';
    await title.filter({ hasText: leftOut }).waitFor();
    for (const answered of ['Adam', 'batch 32']) {
      await page.keyboard.press('Enter');
      await title.filter({ hasText: answered }).waitFor();
    }
    await page.keyboard.press('Enter');
    const frame = await workbench.panelFrame('table');
    await frame.getByRole('heading', { name: leftOut }).waitFor();
    await frame.getByText('Finished').nth(2).waitFor();
    await workbench.screenshot('csv-left-out');
    // In the units of the target, whose standard deviation is 289.
    expect(Number.parseFloat(await readCell(frame, 'Adam', 'RMSE, price'))).toBeGreaterThan(1);
  } finally {
    rmSync(file);
  }
});

test('runs the sample’s file on its own held-out rows', async ({ workbench, onTestFinished }) => {
  onTestFinished(await workbench.widen());
  await workbench.openFile('wine.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /^class of wine\.csv.* batch 16/ }).waitFor();
  // Beside a file there is no room for the column that says so.
  await frame.locator('.counter', { hasText: /360\D+360/ }).waitFor();
  await workbench.screenshot('csv-file');
  const accuracy = async () => Number.parseFloat(await readCell(frame, 'Adam', 'Validation accuracy'));
  await expect.poll(accuracy).toBeGreaterThan(85);
});

test('without a folder, says how to open the one of a CSV file', async ({ workbench }) => {
  const { page } = workbench;
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const address = new URL(inject('address'));
  address.searchParams.set('ew', 'true');
  await page.goto(address.href);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await workbench.runCommand('Optimizer: Run Experiment…');
  await rows.filter({ hasText: 'A CSV file of your own…' }).waitFor();
  await workbench.screenshot('pick-csv-no-folder');
  await workbench.pick('A CSV file of your own…');
  await rows.filter({ hasText: 'No folder is open. Open the one that your CSV file is in.' }).waitFor();
  await workbench.screenshot('pick-csv-open-folder');
  await workbench.pick('Open Folder…');
  await page.locator('.quick-input-widget').getByText('Open Folder', { exact: false }).first().waitFor();
  await workbench.screenshot('csv-open-folder');
});
