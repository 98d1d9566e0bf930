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
  await workbench.screenshot('debug-branch');
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
}, 180_000);
