import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from './workbench.ts';

const adam = `name "Adam of my own"
lr    = 0.01   in (0, 10]
beta1 = 0.9    in [0, 1)
beta2 = 0.999  in [0, 1)
eps   = 1e-8   in [0, 1]
state m, v
update
  m = beta1 * m + (1 - beta1) * g
  v = beta2 * v + (1 - beta2) * g**2
  m_hat = m / (1 - beta1**t)
  v_hat = v / (1 - beta2**t)
  p = p - lr * m_hat / (sqrt(v_hat) + eps)
`;
const patiently = { timeout: 30_000 };

test('a breakpoint with a condition stops a run, which goes back a line and on with another rate as a branch', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.widen();
  writeFileSync(path.join(workbench.workspace, 'mine.optimizer'), adam);
  await workbench.openFile('mine.optimizer');
  await page.keyboard.press('F5');
  const panel = await workbench.panelFrame('.debugged');
  const stands = (text: string) => panel.getByText(text, { exact: false }).waitFor(patiently);
  await stands('in step 1 of 200: loss 100.000 before it, line 8 is next.');
  const stack = page.locator('.debug-call-stack .monaco-list-row');
  await stack.filter({ hasText: 'Step 1 of 200, w0' }).first().waitFor();

  const editor = page
    .locator('.editor-group-container')
    .filter({ has: page.getByRole('tab', { name: 'mine.optimizer' }) });
  await editor.locator('.view-line').filter({ hasText: 'v_hat = v' }).click();
  await workbench.runCommand('Debug: Add Conditional Breakpoint');
  await page.locator('.breakpoint-widget .monaco-editor.focused').waitFor();
  await page.keyboard.type('m_hat < 93.5');
  await page.keyboard.press('Enter');
  await page.locator('.codicon-debug-breakpoint-conditional').first().waitFor();
  await page.keyboard.press('F5');
  await stands('in step 12 of 200: loss 88.5526 before it, line 11 is next.');
  await editor.getByText('m_hat = 93.2948, m = 66.9456', { exact: false }).first().waitFor();
  await workbench.screenshot('debug-condition');

  await page.locator('.debug-toolbar').getByRole('button', { name: 'Step Back' }).click();
  await stands('line 10 is next.');

  await workbench.runCommand('Debug Console: Focus on Debug Console View');
  await page.locator('.repl .monaco-editor.focused').waitFor();
  await page.keyboard.type('lr = 0.5');
  await page.keyboard.press('Enter');
  await page.locator('.repl').getByText('lr is 0.5 from step 12 on, a branch of the run.').waitFor();
  await workbench.runCommand('Optimizer: Go to Step…');
  await page.locator('.quick-input-title', { hasText: 'Go to Step' }).waitFor();
  await workbench.type('60');
  await page.keyboard.press('Enter');
  await stands('in step 60 of 200');
  await stands('line 8 is next. A branch of the run from step 12 on.');
  await workbench.screenshot('debug-branch');
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
}, 180_000);

const turned = adam.replace('beta1 * m + (1 - beta1) * g', 'beta1 * m - (1 - beta1) * g');
const rootless = `name "Centred steps"
lr = 0.05 in (0, 10]
rho = 0.95 in [0, 1)
beta = 0.9 in [0, 1)
state m, s
update
  m = rho * m + (1 - rho) * g
  s = beta * s + (1 - beta) * g**2
  spread = sqrt(s - m**2)
  p = p - lr * m / (spread + 1e-8)
`;
const uncorrected = adam.replace('v / (1 - beta2**t)', 'v / (1 - beta1**t)');

/** By keys alone, as one who has read nothing finds where a rule first goes wrong. */
test('F5, and F5 again, lead to the line and the step where a rule first goes wrong, or to who knows more', async ({
  workbench,
}) => {
  const { page } = workbench;
  const debugged = async (name: string, text: string) => {
    writeFileSync(path.join(workbench.workspace, `${name}.optimizer`), text);
    await workbench.openFile(`${name}.optimizer`);
    await page.keyboard.press('F5');
    await page.locator('.debug-call-stack .monaco-list-row').first().waitFor(patiently);
  };
  const end = async () => {
    await page.keyboard.press('Shift+F5');
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  };
  const told = page.locator('.exception-widget');

  // It is the first line: nobody needs to go on.
  await debugged('turned', turned);
  await told
    .getByText('m of w0 becomes -10 in this line of step 1, against its gradient of 100')
    .waitFor(patiently);
  await workbench.screenshot('debug-wrong-sign');
  await end();

  await debugged('rootless', rootless);
  const repl = page.locator('.repl');
  await repl.getByText('Continue goes on to where something goes wrong').first().waitFor(patiently);
  await page.keyboard.press('F5');
  await told.getByText('spread of w1 becomes NaN in this line of step 53; √(s − m²)').waitFor(patiently);
  await workbench.screenshot('debug-not-finite');
  await end();

  await debugged('uncorrected', uncorrected);
  await page.keyboard.press('F5');
  await repl
    .getByText('all 200 steps are done. Step back, or go on to end. Does it do what')
    .waitFor(patiently);
  await end();
}, 180_000);
