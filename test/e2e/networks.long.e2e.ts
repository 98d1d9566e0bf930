import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Workbench } from './workbench.ts';

const write = ({ workspace }: Workbench, name: string, experiment: object) =>
  writeFileSync(path.join(workspace, name), JSON.stringify(experiment, null, 2));

/** All runs in the panel have taken their steps. */
async function hasDone(workbench: Workbench, steps: RegExp): Promise<void> {
  const panel = await workbench.panelFrame('table');
  await expect.poll(() => panel.locator('body').textContent(), { timeout: 30_000 }).toMatch(steps);
}

test('a network on the spirals is looked at step by step, its landscape to the end, and all of it after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  write(workbench, 'look.experiment.json', {
    problem: { data: 'spirals', hidden: [16, 16], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd', lr: [0.3] }],
    lr: [0.02],
    epochs: 30,
  });
  await workbench.panelFrame('button');
  await workbench.openFile('look.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  await hasDone(workbench, /300\s*\/\s*300/);
  await workbench.runCommand('Optimizer: Show Network…');
  const frame = await workbench.panelFrame('.networks .pictures');
  expect(await frame.locator('h1').textContent()).toBe('Network · Two spirals, 2-16-16-2 network');
  const said = frame.locator('header [role=status]');
  await expect.poll(() => said.textContent()).toMatch(/^Adam, lr 0\.02 after step 300: on the training rows/);
  await expect
    .poll(() => frame.locator('.slice-controls').textContent(), { timeout: 60_000 })
    .toMatch(/65 × 65 points\./);
  await frame.getByText(/^SGD, lr 0\.3: \d+ % of its way/).waitFor();
  await workbench.screenshot('network-spirals');

  const slider = frame.getByRole('slider', { name: 'Step' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => said.textContent()).toMatch(/before its first step/);
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => said.textContent()).toMatch(/after step 3:/);

  await workbench.reload();
  const again = await workbench.panelFrame('.networks .pictures');
  await expect
    .poll(() => again.locator('header [role=status]').textContent())
    .toMatch(/^Adam, lr 0\.02 after step 3:/);
});

test('of the digits the confusion table is read with the keyboard', async ({ workbench }) => {
  const { page } = workbench;
  write(workbench, 'digits-look.experiment.json', {
    problem: { data: 'digits', hidden: [16], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.01],
    epochs: 2,
  });
  await workbench.openFile('digits-look.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  await hasDone(workbench, /90\s*\/\s*90/);
  await workbench.runCommand('Optimizer: Show Network…');
  const frame = await workbench.panelFrame('.networks .confusion');
  await expect.poll(() => frame.locator('h1').textContent()).toMatch(/^Network · Handwritten digits/);
  await frame.locator('td.count').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => frame.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^\d+ rows? of class 0 taken for 1$/);
  await workbench.screenshot('network-digits');
});

test('the decision boundary follows a race while it goes on, goes back, and has its landscape at the end', async ({
  workbench,
}) => {
  const { page } = workbench;
  write(workbench, 'live.experiment.json', {
    problem: { data: 'spirals', hidden: [32, 32], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.003],
    epochs: 100_000,
  });
  await workbench.openFile('live.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  await hasDone(workbench, /[1-9][\d,]*\s*\/\s*1,000,000/);
  await workbench.runCommand('Optimizer: Show Network…');
  const frame = await workbench.panelFrame('.networks .pictures');
  const said = frame.locator('header [role=status]');
  const step = async () =>
    Number(((await said.textContent()) ?? '').match(/after step ([\d,]+)/)?.[1]?.replaceAll(',', ''));
  const follow = frame.getByRole('button', { name: 'Follow' });
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(0);
  const seen = await step();
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(seen);
  await frame.getByText('It is computed when the run has ended').waitFor();
  await workbench.screenshot('network-live');

  const slider = frame.getByRole('slider', { name: 'Step' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => said.textContent(), { timeout: 60_000 }).toMatch(/before its first step/);
  expect(await follow.getAttribute('aria-pressed')).toBe('false');
  await follow.press('Enter');
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(seen);
  await workbench.runCommand('Optimizer: Stop');
  await follow.waitFor({ state: 'detached' });
  await frame
    .getByText(/^The runs are computed again/)
    .or(frame.locator('.slice-controls [role=status]'))
    .first()
    .waitFor();
});
