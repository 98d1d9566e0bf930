/** A person's way to an optimizer of their own: begun, misspelt, mended, raced, changed while it races, and checked. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test as plainTest } from './workbench.ts';

/** The race takes its time, so that it goes on while it is looked at. */
const test = plainTest.override('motion', true);

test('an optimizer is begun from a copy, mended by a quick fix, raced against Adam, and raced anew when it is saved', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: New Optimizer…');
  await workbench.pick('Momentum');
  await workbench.type('My ball');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'my-ball.optimizer', selected: true }).waitFor();
  const lens = page.getByRole('button', { name: 'Race against Adam' });
  await lens.waitFor();

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('  p -= lr * momentun * g * 0');
  await page.locator('.squiggly-error').first().waitFor();
  await workbench.screenshot('rule-misspelt');
  await page.keyboard.press('Home');
  for (let word = 0; word < 3; word++) await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget').getByText("'momentum'", { exact: false }).first().click();
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await workbench.screenshot('rule-mended');

  await lens.click();
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /My ball, Adam/ }).waitFor();
  await frame.getByRole('button', { name: 'Pause' }).click();
  await frame.getByText('Paused').first().waitFor();
  await page.getByRole('tab', { name: 'my-ball.optimizer' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await page.keyboard.press('Control+s');
  await frame.getByText('Finished').nth(1).waitFor();
  await workbench.screenshot('rule-saved-while-raced');

  await page.getByRole('button', { name: 'Check' }).click();
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  await page
    .locator('.test-explorer')
    .getByRole('treeitem', { name: /^My ball \(Passed\)/ })
    .waitFor();
  await page.locator('.monaco-workbench .part.panel').getByText('Is it a known optimizer?').first().waitFor();
  await workbench.screenshot('rule-checked');
}, 120_000);

test('in an empty file the snippet of a rule is filled in and raced, and Check says that it is Momentum', async ({
  workbench,
}) => {
  const { page } = workbench;
  const patiently = { timeout: 60_000 };
  writeFileSync(path.join(workbench.workspace, 'heavy.optimizer'), '');
  await workbench.openFile('heavy.optimizer');
  // Away from the tab, whose hover would cover what stands below it.
  await page.mouse.move(550, 350);
  await page.getByRole('button', { name: 'Insert a rule to begin with' }).click(patiently);
  await page.getByText('What it is, and where').first().waitFor(patiently);
  await page.keyboard.type('A heavy ball.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ball');
  for (const _ of ['lr', 'momentum', 'the step']) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+s');
  await workbench.screenshot('rule-from-nothing');

  await page.getByRole('button', { name: 'Race against Adam' }).click(patiently);
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /Ball, Adam/ }).waitFor(patiently);
  await page.getByRole('tab', { name: 'heavy.optimizer' }).click();
  await page.getByRole('button', { name: 'Check' }).click(patiently);
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  const tests = page.locator('.test-explorer');
  await tests.getByRole('treeitem', { name: /^Ball \(Passed\)/ }).waitFor(patiently);
  await tests.getByText('heavy.optimizer').click();
  await page.keyboard.press('ArrowRight');
  await tests.getByText('It is Momentum').first().waitFor(patiently);
  for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`rule-known-${theme}`);
  }
}, 120_000);
