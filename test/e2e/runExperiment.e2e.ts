import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCell, readRows } from './table.ts';
import { expect, test } from './workbench.ts';

test('sets up an experiment with the keyboard alone, Enter accepting what is marked', async ({
  workbench,
}) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await title.filter({ hasText: 'Run Experiment' }).waitFor();
  await page.locator('.quick-input-box input').fill('2-32-2');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'Two spirals, 2-32-2 network' }).waitFor();
  await workbench.screenshot('pick-optimizers');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'Adam' }).waitFor();
  await workbench.screenshot('pick-batch');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'batch 32' }).waitFor();
  await workbench.screenshot('pick-rates');
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /Two spirals/ }).waitFor();
  await frame.getByText('Finished').nth(2).waitFor();
  await workbench.screenshot('spirals');
  expect((await readRows(frame)).length).toBe(3);
  expect(Number.parseFloat(await readCell(frame, 'Adam', 'Accuracy'))).toBeGreaterThan(99);
});

test('goes back, and validates typed learning rates in place', async ({ workbench }) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await workbench.pick('Ill-conditioned valley');
  await title.filter({ hasText: 'Ill-conditioned valley' }).waitFor();
  await workbench.pick('SGD');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'valley · Momentum, RMSProp, Adam' }).waitFor();
  await page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
  await title.filter({ hasNotText: 'Momentum' }).filter({ hasText: 'Ill-conditioned valley' }).waitFor();
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'valley · Momentum, RMSProp, Adam' }).waitFor();

  await workbench.type('-5');
  await rows.filter({ hasText: '-5 — expected a number above 0' }).waitFor();
  await workbench.screenshot('pick-invalid');
  await page.keyboard.press('Enter');
  await workbench.type('50');
  await rows.filter({ hasText: 'above 10, where most optimizers diverge' }).waitFor();
  await workbench.type(Array.from({ length: 65 }, (_, i) => i + 1).join(', '));
  await page.getByText('65 Selected').waitFor();
  await page.keyboard.press('Enter');
  await rows.filter({ hasText: '65 learning rates — expected at most 64' }).waitFor();
  await workbench.screenshot('pick-too-many');
  await workbench.type('0.1, 0.02');
  await rows.filter({ hasText: '0.02' }).waitFor();
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /lr 0.02, 0.1$/ }).waitFor();
  await frame
    .getByText(/Diverged at step \d+: .*try a learning rate below 0.038/)
    .first()
    .waitFor();
  await workbench.screenshot('diverged');
});

test('races a pasted call over seeds, and saves that as a file', async ({ workbench }) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await title.filter({ hasText: 'Run Experiment' }).waitFor();
  await page.locator('.quick-input-box input').fill('4-16-3');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'Iris, 4-16-3 network · 3 runs' }).waitFor();
  await workbench.type('torch.optim.AdamW(model.parameters(), lr=3e-3, betas=(0.9, 0.95)');
  await rows.filter({ hasText: "expected ')', found the end of the text" }).waitFor();
  await workbench.type('torch.optim.AdamW(model.parameters(), lr=3e-3, betas=(0.9, 0.95))');
  await title.filter({ hasText: '4 runs' }).waitFor();
  await workbench.screenshot('pick-pasted');
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'AdamW (lr 0.003, beta2 0.95), SGD, Momentum, Adam' }).waitFor();
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'batch 32' }).waitFor();
  await page
    .locator('.quick-input-widget')
    .getByRole('button', { name: /^More: hidden layers/ })
    .click();
  await rows.filter({ hasText: 'Hidden layers' }).waitFor();
  await workbench.screenshot('pick-more');
  await workbench.pick('Seeds');
  await rows.filter({ hasText: '10 seeds' }).waitFor();
  await workbench.type('2');
  await rows.filter({ hasText: '2 seeds' }).waitFor();
  await page.keyboard.press('Enter');
  await title.filter({ hasText: '2 seeds · 8 runs' }).waitFor();
  await workbench.pick('Run');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /^Iris, .* · 2 seeds$/ }).waitFor();
  // Two seeds are one row.
  await frame.getByText('Finished').nth(3).waitFor();

  const name = 'iris-adamw-sgd-momentum-adam.experiment.json';
  await frame.getByRole('button', { name: 'Export' }).click();
  await frame.getByRole('button', { name: 'Save as experiment file…' }).click();
  await workbench.acceptFile(new RegExp(`${name.replaceAll('.', '\\.')}$`));
  await page.getByRole('tab', { name: new RegExp(name) }).waitFor();
  await workbench.screenshot('saved-experiment');
  const saved = readFileSync(path.join(workbench.workspace, name), 'utf8');
  expect(JSON.parse(saved)).toMatchObject({
    optimizers: [{ optimizer: 'adamw', lr: [0.003], hyperparameters: { beta2: 0.95 } }, {}, {}, {}],
    seed: [0, 1],
    epochs: 30,
  });
});

test('trains the digits', async ({ workbench, onTestFinished }) => {
  onTestFinished(await workbench.widen());
  await workbench.openFile('digits.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /Handwritten digits/ }).waitFor();
  await workbench.screenshot('digits-running');
  await frame.getByText('Finished').nth(5).waitFor({ timeout: 120_000 });
  await workbench.screenshot('digits');
  expect(Number.parseFloat(await readCell(frame, 'Adam', 'Accuracy'))).toBeGreaterThan(95);
});

test('minimizes a formula that is typed, and says what is wrong with one', async ({ workbench }) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await title.filter({ hasText: 'Run Experiment' }).waitFor();
  const input = page.locator('.quick-input-box input');
  await input.fill('x**2 + sn(y)');
  await page.getByText("unknown function 'sn'; did you mean 'sin'?").waitFor();
  await workbench.screenshot('pick-formula-wrong');
  await input.fill('x*y/0');
  await page.getByText('the formula has no finite value').waitFor();
  await input.fill('hello');
  await page.getByText('hello is in no name of the list, and no formula').waitFor();
  await page.keyboard.press('Enter');
  await workbench.screenshot('pick-formula-unknown');
  await input.fill('x**2 + y**4');
  await page.getByText('your formula').waitFor();
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'x**2 + y**4' }).waitFor();
  await page.keyboard.press('Enter');
  await title.filter({ hasText: 'Adam' }).waitFor();
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /x\*\*2 \+ y\*\*4/ }).waitFor();
  await frame.getByText('Finished').nth(3).waitFor();
  await workbench.screenshot('formula');
  expect((await readRows(frame)).length).toBe(4);
});

test('begins where a formula is finite', async ({ workbench }) => {
  const { page } = workbench;
  const title = page.locator('.quick-input-title');
  await workbench.runCommand('Optimizer: Run Experiment…');
  await title.filter({ hasText: 'Run Experiment' }).waitFor();
  await page.locator('.quick-input-box input').fill('sqrt(x-4.9)+y');
  await page.getByText('your formula').waitFor();
  for (const next of ['sqrt(x-4.9)+y', 'Adam']) {
    await page.keyboard.press('Enter');
    await title.filter({ hasText: next }).waitFor();
  }
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /sqrt\(x-4\.9\)/ }).waitFor();
  await frame
    .getByText(/Finished|Diverged at step [1-9]/)
    .nth(3)
    .waitFor();
  await workbench.screenshot('formula-corner');
  expect(await frame.getByText('Diverged at step 0').count()).toBe(0);
});

test('completes the settings of an optimizer', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.openFile('digits.experiment.json');
  await page.keyboard.press('Control+a');
  const text = '{ "optimizers": [{ "optimizer": "adam", "hyperparameters": {  } }] }';
  await page.keyboard.insertText(text);
  for (let left = 6; left > 0; left--) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Space');
  const rows = page.locator('.suggest-widget .monaco-list-row');
  await rows.filter({ hasText: 'beta1' }).waitFor();
  await workbench.screenshot('complete-settings');
  expect(await rows.allInnerTexts()).toHaveLength(7);
  await page.keyboard.press('Escape');
  await workbench.runCommand('File: Revert File');
});
