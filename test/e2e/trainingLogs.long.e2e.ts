import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileVersion, join, scalar } from '../unit/log/eventFile.ts';
import { expect, runRow, test } from './workbench.ts';

test('a CSV log and an event file grow beside a race, in tree and chart, and are compared', async ({
  workbench,
}) => {
  const { page } = workbench;
  const restore = await workbench.widen();
  const folder = workbench.workspace;
  const csv = path.join(folder, 'train.csv');
  const events = path.join(folder, 'resnet', 'events.out.tfevents.1');
  mkdirSync(path.dirname(events));
  writeFileSync(csv, 'epoch,step,loss,val_loss\n0,0,4,\n1,10,3,3.5\n');
  writeFileSync(events, join(fileVersion, scalar('train/loss', 0, 5), scalar('train/loss', 10, 4)));
  const rows = page.locator(runRow);
  const row = (text: string) => rows.filter({ hasText: text });
  await workbench.runCommand('Optimizers: Focus on Runs View');
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Rosenbrock');
  await row('Rosenbrock').first().waitFor();
  for (const [file, state] of [
    [csv, 'step 10 · now 3.000'],
    [events, 'step 10 · now 4.000'],
  ] as const) {
    await workbench.runCommand('Optimizer: Open Training Log…');
    await page.locator('.quick-input-title', { hasText: 'Open Training Log' }).waitFor();
    if (file === events) await workbench.pick('resnet');
    await workbench.pick(path.basename(file));
    await row(state).waitFor();
  }
  await row('Training logs').waitFor();
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: 'resnet' }).waitFor();

  for (const [run, title] of [
    [row('step 10 · now 3.000'), '2 runs from 2 experiments'],
    [row('SGD').first(), '3 runs from 3 experiments'],
  ] as const) {
    // A click on a row that is replaced at that moment is lost: like a person, try again.
    for (let triesLeft = 3; ; triesLeft--) {
      await run.hover();
      await run.getByRole('button', { name: 'Compare with What Is Shown' }).click();
      try {
        await frame.getByText(title).first().waitFor({ timeout: 8000 });
        break;
      } catch (error) {
        if (triesLeft === 0) throw error;
      }
    }
  }
  await frame.getByText('Their problems differ').waitFor();
  const cells = () => frame.locator('tbody').allTextContents();
  await expect.poll(async () => (await cells()).join()).toContain('train.csv');
  await workbench.screenshot('logs-compared');

  appendFileSync(csv, '2,20,1.25,2.5\n');
  appendFileSync(events, scalar('train/loss', 20, 1.75));
  await row('step 20 · now 1.250').waitFor();
  await row('step 20 · now 1.750').waitFor();
  await expect.poll(async () => (await cells()).join()).toMatch(/1\.250.*1\.750|1\.750.*1\.250/s);
  await workbench.screenshot('logs-grown');

  await workbench.reload();
  await workbench.runCommand('Optimizers: Focus on Runs View');
  await row('step 20 · now 1.250').waitFor({ timeout: 30_000 });
  const again = await workbench.panelFrame('table');
  await again.getByText('3 runs from 3 experiments').first().waitFor();
  await workbench.screenshot('logs-reloaded');
  await restore();
});
