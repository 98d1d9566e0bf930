/** A sweep of 500 runs, from its file to its best ten, by keyboard where there are keys for it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { seriousViolations } from '../pages/axe.ts';
import { expect, test } from './workbench.ts';

const momenta = [0, 0.5, 0.8, 0.9, 0.95];
const withMomentum = ['momentum', 'nesterov', 'rmsprop', 'clipped-sgd'];

const rows = (frame: Frame) => frame.locator('.runs-table tbody tr').count();
/** They come bit by bit. */
const allRows = (frame: Frame) => expect.poll(() => rows(frame), { timeout: 10_000 }).toBe(500);

test('finds the best ten of 500 runs, and opens a cell of their heat map', async ({ workbench }) => {
  const narrow = await workbench.widen();
  writeFileSync(
    path.join(workbench.workspace, 'sweep.experiment.json'),
    JSON.stringify({
      title: 'Rates and momenta',
      problem: { surface: 'valley' },
      optimizers: [
        ...withMomentum.map((optimizer) => ({ optimizer, hyperparameters: { momentum: momenta } })),
        { optimizer: 'adam', hyperparameters: { beta1: momenta } },
      ],
      lr: { from: 1e-4, to: 1, count: 20 },
      steps: 100,
      target: 1,
    }),
  );
  await workbench.openFile('sweep.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  // So many runs are asked about.
  await workbench.page.getByRole('button', { name: 'Run', exact: true }).click();
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: 'Rates and momenta' }).waitFor();
  await frame.locator('progress').waitFor({ state: 'detached', timeout: 60_000 });
  await allRows(frame);

  await frame.getByRole('combobox', { name: 'Best', exact: true }).selectOption('10');
  await frame.getByText('10 of 500 runs', { exact: true }).waitFor();
  expect(await rows(frame)).toBe(10);
  await frame.getByRole('searchbox', { name: 'Find runs' }).fill('adam state:finished');
  await expect.poll(() => frame.locator('.runs-table tbody th .text').allTextContents()).toHaveLength(10);
  const names = await frame.locator('.runs-table tbody th .text').allTextContents();
  expect(names.every((name) => name.startsWith('Adam'))).toBe(true);
  await frame.getByRole('button', { name: 'Show all', exact: true }).click();
  await allRows(frame);

  const view = frame.getByRole('combobox', { name: 'View' });
  let unchanged: readonly string[] = [];
  for (const [stage, label] of [
    ['tuning', /^Final loss by learning rate, the best of each optimizer: Momentum, [\d.e-]+ at [\d.e-]+;/],
    ['parallel', /^Parallel coordinates of 500 runs: optimizer, learning rate, momentum/],
    ['heatMap', /^Heat map of final loss: learning rate across, optimizer down, 100 cells\. Best: /],
  ] as const) {
    await view.selectOption(stage);
    const picture = frame.getByRole('img', { name: label });
    await picture.waitFor();
    if (stage === 'tuning') {
      await picture.hover({ position: { x: 100, y: 100 } });
      await frame
        .locator('.tuning .hovercard')
        .getByText(/^Final loss .*, median$/)
        .waitFor();
    }
    await workbench.screenshot(`sweep-${stage}`);
    expect(await seriousViolations(frame, { without: unchanged }), stage).toEqual([]);
    // To look at the 500 rows takes longer than all else, and the views beside them share them.
    unchanged = ['.runs-table tbody'];
  }

  const cells = frame.getByRole('application', { name: 'Cells of the heat map' });
  // The first key goes to the best cell.
  for (const key of ['ArrowRight', 'ArrowLeft', 'Enter']) await cells.press(key);
  await frame.getByText('5 of 500 runs', { exact: true }).waitFor();
  expect(await rows(frame)).toBe(5);
  await frame.getByRole('button', { name: 'Back to heat map' }).click();
  await cells.waitFor();
  await allRows(frame);
  await narrow();
}, 120_000);
