/** A person's way to what is wrong with a rule of theirs: told by the editor, by the race, by the step inspector, and by Check. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { expect, test } from './workbench.ts';

const patiently = { timeout: 60_000 };

const climbing = `name "Mine"

lr = 0.01 in (0, 10]  # learning rate
momentum = 0.9 in [0, 1)  # kept

state v

update
  v = momentum * v + g
  p += lr * v
`;

const uncorrected = `name "Almost Adam"

lr = 0.01 in (0, 10]  # learning rate
beta1 = 0.9 in [0, 1)  # mean of gradients
beta2 = 0.999 in [0, 1)  # mean of squares
eps = 1e-8 in [0, 1]  # below the fraction

state m, v

update
  m = beta1 * m + (1 - beta1) * g
  v = beta2 * v + (1 - beta2) * g**2
  m_hat = m
  v_hat = v / (1 - beta2**t)
  p -= lr * m_hat / (sqrt(v_hat) + eps)
`;

test('shows an optimizer with its colours, explains it and mends it', async ({ workbench }) => {
  const adam = readFileSync(inRoot('core/optimizers/adam.optimizer'), 'utf8');
  // Without the lines at its top, so that there is room for all of it.
  const wrong = adam
    .replace(/^#.*\n/gm, '')
    .replace('m_hat / (sqrt(v_hat) + eps)', 'm_hat / (sqrt(v_hatt) + eps)');
  writeFileSync(path.join(workbench.workspace, 'mine.optimizer'), wrong);
  const { page } = workbench;
  await workbench.openFile('mine.optimizer');
  const editor = page.locator('.monaco-editor .view-lines').last();
  const word = (text: string) => editor.getByText(text, { exact: true });
  await page.locator('.squiggly-error').first().waitFor();

  // Ranges such as [0, 1) close with the other bracket.
  await expect.poll(() => word('inf').count()).toBeGreaterThan(0);
  const unexpected = page.locator('.unexpected-closing-bracket');
  await expect.poll(() => unexpected.count(), { timeout: 15_000 }).toBe(0);
  const lookOf = (text: string) =>
    word(text)
      .first()
      .evaluate((element) => `${getComputedStyle(element).color} ${getComputedStyle(element).fontStyle}`);
  /** Hyperparameter, state, gradient, option and local. */
  const looks = async () =>
    new Set(await Promise.all(['beta1', 'v_max', 'g', 'amsgrad', 'm_hat'].map(lookOf)));

  await word('m_hat').first().hover();
  await page.getByText('m̂ = m / (1 − β₁ᵗ)').first().waitFor();
  for (const theme of ['dark', 'hcDark', 'hcLight', 'light'] as const) {
    await workbench.setTheme(theme);
    await expect.poll(async () => (await looks()).size, { timeout: 10_000 }).toBe(5);
    await word('m_hat').first().hover();
    await page.getByText('m̂ = m / (1 − β₁ᵗ)').first().waitFor();
    await workbench.screenshot(`optimizer-${theme}`);
  }

  await word('v_hatt').click();
  await page.keyboard.press('Control+Period');
  await page.getByText("Change to 'v_hat'").waitFor();
  await workbench.screenshot('optimizer-fix');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.squiggly-error').count()).toBe(0);
});

test('a rule with the wrong sign is told of where it is raced, and Why? leads to its first step', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.widen();
  writeFileSync(path.join(workbench.workspace, 'climbing.optimizer'), climbing);
  await workbench.openFile('climbing.optimizer');
  await page.getByRole('button', { name: 'Race against Adam' }).click(patiently);
  const panel = await workbench.panelFrame('.climbing');
  await panel
    .getByText('Mine moves up the gradient: is the sign of its step wrong? Line 10 takes it.')
    .waitFor(patiently);
  await panel.getByText('Mine has lr 0.01, the default in its file; Adam has 0.01').waitFor(patiently);
  await workbench.screenshot('wrong-sign-race');
  await panel.getByRole('button', { name: 'Why?' }).click();
  const inspector = await workbench.panelFrame('.finding', patiently.timeout);
  await inspector
    .getByText('the rule moves up the gradient, at any learning rate. Turn the sign of its step in line 10')
    .waitFor(patiently);
  await workbench.screenshot('wrong-sign-inspected');
}, 180_000);

test('Check marks the line, says what is wrong first, and the mark goes with an edit', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.openFile('climbing.optimizer');
  await page.getByRole('button', { name: 'Check' }).click(patiently);
  await page.locator('.squiggly-warning').first().waitFor(patiently);
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  const tests = page.locator('.test-explorer');
  await tests.getByText('climbing.optimizer').click();
  await page.keyboard.press('ArrowRight');
  await tests.getByText('It moves up the gradient: turn the sign').first().waitFor(patiently);
  await workbench.screenshot('wrong-sign-checked');
  await workbench.openFile('climbing.optimizer');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# ');
  await page
    .locator('.squiggly-warning')
    .first()
    .waitFor({ state: 'detached', ...patiently });
});

test('Check names the nearest optimizer of a rule that misses a correction', async ({ workbench }) => {
  const { page } = workbench;
  writeFileSync(path.join(workbench.workspace, 'uncorrected.optimizer'), uncorrected);
  await workbench.openFile('uncorrected.optimizer');
  await page.getByRole('button', { name: 'Check' }).click(patiently);
  await page.locator('.squiggly-info').first().waitFor(patiently);
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  const tests = page.locator('.test-explorer');
  await tests.getByText('uncorrected.optimizer').click();
  await page.keyboard.press('ArrowRight');
  await tests.getByText('Nearest: Adam. In step 1 m_hat is 1.544').first().waitFor(patiently);
  await workbench.screenshot('nearest-checked');
});
