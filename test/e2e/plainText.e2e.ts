/** Text from files stays text on the screen: what could be a command's link or an icon is neither. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './workbench.ts';

const link = '[Fix this](command:workbench.action.quickOpen?%22hello%22)';

test('a key of an experiment is no link in the message about it', async ({ workbench }) => {
  const { page } = workbench;
  const experiment = {
    [link]: 1,
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [1],
  };
  writeFileSync(path.join(workbench.workspace, 'link.experiment.json'), JSON.stringify(experiment));
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
