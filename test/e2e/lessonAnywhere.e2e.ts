/** Lessons in a window that has no folder, and where no copy of them can be written. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { expect, test, type Workbench } from './workbench.ts';

const patiently = { timeout: 60_000 };

/** A window of its own, without a folder. */
async function openWithoutFolder({ page }: Workbench): Promise<void> {
  const address = new URL(inject('address'));
  address.searchParams.set('ew', 'true');
  await page.goto(address.href);
  await page.locator('.monaco-workbench .part.statusbar').waitFor(patiently);
}

test('lesson 2 is opened, asked and run without a folder', async ({ workbench }) => {
  const { page } = workbench;
  await openWithoutFolder(workbench);
  await workbench.runCommand('Optimizer: Open Lesson…');
  await workbench.pick('Momentum');
  await page.getByRole('tab', { name: '2-momentum.lesson.md', selected: true }).waitFor(patiently);
  await workbench.runCommand('Optimizer: Show Open Exercises…');
  await workbench.pick('Which gets below a loss of 1 first?');
  await page.locator('.notebook-editor .monaco-list-row.focused').waitFor(patiently);
  await page.keyboard.press('Control+Enter');
  await workbench.pick('Momentum');
  const output = await workbench.panelFrame('.race-view', patiently.timeout);
  await output.getByText('Right.', { exact: true }).waitFor(patiently);
  await page.locator('.statusbar').getByText('Lesson 2: 1 of 6').waitFor(patiently);
  await workbench.screenshot('lesson-without-folder');
}, 180_000);

test('where no copy can be written, a message says so, and the lesson that ships is opened', async ({
  workbench,
}) => {
  const { page } = workbench;
  const storage = path.join(
    ...[inject('dataFolder'), 'data', 'User', 'globalStorage', 'optimizer-playground.optimizer-playground'],
  );
  const copies = path.join(storage, 'lessons');
  mkdirSync(storage, { recursive: true });
  rmSync(copies, { recursive: true, force: true });
  // A file where the folder should be.
  writeFileSync(copies, '');
  try {
    await openWithoutFolder(workbench);
    await workbench.runCommand('Optimizer: Open Lesson…');
    await workbench.pick('Nesterov');
    await page.getByRole('tab', { name: '3-nesterov.lesson.md', selected: true }).waitFor(patiently);
    const message = page.locator('.notifications-toasts').getByText(/You can read this lesson and run it/);
    await message.waitFor(patiently);
    expect(await message.textContent()).toMatch(/may be lost: no copy of your own can be written/);
    await workbench.screenshot('lesson-without-copy');
  } finally {
    rmSync(copies, { force: true });
  }
}, 180_000);
