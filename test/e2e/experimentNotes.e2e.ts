import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRows } from './table.ts';
import { expect, test, type Workbench } from './workbench.ts';

const write = ({ workspace }: Workbench, name: string, experiment: object) =>
  writeFileSync(path.join(workspace, name), JSON.stringify(experiment, null, 2));

test('runs what is there twice once, and tells that and other things that hardly were meant', async ({
  workbench,
}) => {
  const schedule = { name: 'OneCycleLR', max_lr: 0.02 };
  write(workbench, 'twins.experiment.json', {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }],
    lr: [0.01, 0.1],
    steps: 50,
    schedule,
  });
  // The panel opens by itself as the window does.
  await workbench.panelFrame('button');
  await workbench.openFile('twins.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  await frame.getByText('Finished').nth(1).waitFor();
  await frame.getByText('2 runs are the same as others and are left out: SGD · lr 0.02; Momentum').waitFor();
  await frame.getByText('lr = [0.01,0.1]: OneCycleLR has rates of its own and doesn’t read it.').waitFor();
  await frame.getByRole('heading', { name: /SGD, Momentum · OneCycleLR$/ }).waitFor();
  await workbench.screenshot('notes');
  expect((await readRows(frame)).length).toBe(2);
});

test('refuses a schedule that ends before its runs, and names the field', async ({ workbench }) => {
  write(workbench, 'short.experiment.json', {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [0.01],
    steps: 12,
    schedule: { name: 'OneCycleLR', max_lr: 0.02, total_steps: 8 },
  });
  await workbench.openFile('short.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const toast = workbench.page.locator('.notification-toast');
  await toast
    .filter({ hasText: 'schedule.total_steps = 8 — expected a cycle of at least 12 steps' })
    .waitFor();
  await workbench.screenshot('schedule-too-short');
});

test('says that digits at rate 10 ended worse than they began, and why they had no GPU', async ({
  workbench,
}) => {
  write(workbench, 'blown.experiment.json', {
    problem: { data: 'digits', hidden: [32] },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [10],
    epochs: 3,
    engine: 'gpu',
  });
  await workbench.openFile('blown.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  await frame
    .getByText(/finished above its start: loss rose from 2\.\d+ to \d+\.?\d*; try a learning rate of 0\.001/i)
    .first()
    .waitFor();
  await frame
    .getByText(/^Computed on the processor: this window(’s WebGPU finds no GPU| has no WebGPU): start/)
    .waitFor();
  await workbench.screenshot('above-start');
});

/** Text from files stays text on the screen: what could be a command's link or an icon is neither. */
const link = '[Fix this](command:workbench.action.quickOpen?%22hello%22)';

test('a key of an experiment is no link in the message about it', async ({ workbench }) => {
  const { page } = workbench;
  const experiment = {
    [link]: 1,
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [1],
  };
  write(workbench, 'link.experiment.json', experiment);
  await workbench.openFile('link.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  await workbench.runCommand('Notifications: Show Notifications');
  const message = page.locator('.notification-list-item-message', { hasText: 'Fix this' }).first();
  await message.waitFor();
  expect(await message.textContent()).toContain('[Fix this] (command:');
  expect(await message.locator('a').count()).toBe(0);

  await page.getByRole('button', { name: 'Open Experiment' }).first().click();
  await page.locator('.statusbar', { hasText: 'selected)' }).waitFor();
});

test('the panel and a file do not cover each other, and the file can be run from the panel', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Optimizer: Show Panel');
  await workbench.openFile('valley.experiment.json');
  await expect.poll(() => page.locator('.editor-group-container').count(), { timeout: 10_000 }).toBe(2);
  const panel = page.locator('.tab', { hasText: 'Optimizer Playground' });
  const file = page.locator('.tab', { hasText: 'valley.experiment.json' });
  await panel.click();
  await workbench.runCommand('Optimizer: Run Experiment File');
  await workbench.panelFrame('canvas');
  for (const tab of [panel, file]) expect(await tab.getAttribute('aria-selected')).toBe('true');
});
