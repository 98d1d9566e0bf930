/** A value that is set in the debugger makes a branch, which the step inspector shows, also after a reload of the window. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from './workbench.ts';

const momentum = `name "Momentum of my own"
lr = 0.01 in (0, 10]
momentum = 0.9 in [0, 1)
state v
update
  v = momentum * v + g
  p -= lr * v
`;
const patiently = { timeout: 30_000 };

test('a variable that is set in the debugger is in the branch that the step inspector shows', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.widen();
  writeFileSync(path.join(workbench.workspace, 'mine.optimizer'), momentum);
  await workbench.openFile('mine.optimizer');
  await page.keyboard.press('F5');
  const panel = await workbench.panelFrame('.debugged');
  await panel.getByText('in step 1 of 200: loss 100.000 before it, line 6 is next.').waitFor(patiently);
  // Of the debugged step, not of the run that was recorded.
  await panel.getByRole('img', { name: 'Step 1 of 200, in the debugger' }).waitFor(patiently);
  await workbench.screenshot('debugged-first-step');

  const variables = page.locator('.debug-variables');
  const lr = variables.locator('.monaco-list-row', { hasText: /^lr/ });
  await variables.locator('.monaco-list-row', { hasText: 'Hyperparameters' }).click(patiently);
  await page.keyboard.press('ArrowRight');
  await lr.first().dblclick(patiently);
  await variables.locator('input').waitFor(patiently);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await variables.getByText('0.5', { exact: false }).first().waitFor(patiently);
  await page.keyboard.press('F10');
  await panel.getByText('line 7 is next.').waitFor(patiently);

  await workbench.runCommand('Optimizer: Inspect Step');
  const branch = 'A branch of the run, with what was set in the debugger: lr = 0.5 from step 1 on.';
  await (await workbench.panelFrame('.finding')).getByText(branch).waitFor(patiently);
  await workbench.screenshot('inspected-branch');
  await page.keyboard.press('Shift+F5');
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden' });

  await workbench.reload();
  await (await workbench.panelFrame('.finding', 60_000)).getByText(branch).waitFor(patiently);
  await workbench.screenshot('inspected-branch-again');
}, 180_000);
