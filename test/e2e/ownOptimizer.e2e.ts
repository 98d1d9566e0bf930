/** A person's way to an optimizer of their own: begun, misspelt, mended, raced, changed while it races, and checked. */
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
});
