import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answersOf, deviationOf, missingFor, ourRuns, scriptsOf } from '../unit/exportCode/scripts.ts';
import { expect, test } from './workbench.ts';

/** The run of Adam at 0.0316 on the first tuning seed, as the comparison has it. */
const adamsRun = {
  problem: { data: 'digits', hidden: [32], validation: 0.2, test: 0.2, evaluate_on: 'validation' },
  optimizers: [{ optimizer: 'adam' }],
  ...{ lr: [0.0316], epochs: 20 },
};

test('four optimizers are compared fairly on the digits by keyboard, on more seeds, in a report, explained, and exported as a script with the same losses', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Compare Fairly…');
  await page.locator('.quick-input-list').getByText('Handwritten digits, 64-32-10 network').waitFor();
  await workbench.answer('Handwritten digits, 64-32-10 network');
  // SGD, momentum, RMSProp and Adam are marked.
  await page.locator('.quick-input-count').filter({ hasText: '4 Selected' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list').getByText('Quick', { exact: true }).waitFor();
  await workbench.answer('Quick');
  const frame = await workbench.panelFrame('.toolbar[aria-label="Comparison"]');
  const finding = frame.locator('.finding');
  await expect
    .poll(() => finding.textContent(), { timeout: 120_000 })
    .toMatch(/wins|comes first|Not established/);
  expect(await frame.locator('h1').textContent()).toMatch(
    /^Fair comparison · Handwritten digits, 64-32-10 network · 20 epochs · 5 trials each on 1 seed · judged on 8 fresh seeds$/,
  );
  await workbench.screenshot('fair-comparison');

  const more = frame.locator('.finding button');
  await more.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => frame.locator('h1').textContent()).not.toContain('judged on 8 fresh seeds');
  const seeds = Number(/judged on (\d+) fresh/.exec((await frame.locator('h1').textContent()) ?? '')?.[1]);
  expect(seeds).toBeGreaterThan(8);
  const isOver = () => frame.locator('.counts').textContent();
  const all = 4 * 5 + 4 * seeds;
  await expect.poll(isOver, { timeout: 120_000 }).toMatch(/^(\d+) of \1 runs$/);
  expect(Number(/^\d+/.exec((await isOver()) ?? '')?.[0])).toBeGreaterThanOrEqual(all);
  const found = await finding.textContent();

  await workbench.reload();
  const again = await workbench.panelFrame('.toolbar[aria-label="Comparison"]', 90_000);
  await expect.poll(() => again.locator('.finding').textContent(), { timeout: 60_000 }).toBe(found);
  await workbench.screenshot('fair-comparison-again');

  await again.getByRole('button', { name: 'Report…' }).focus();
  await page.keyboard.press('Enter');
  const name = 'comparison-digits-sgd-momentum-rmsprop-adam';
  await workbench.acceptFile(new RegExp(`${name}\\.md$`));
  await page
    .locator('.notification-toast')
    .filter({ hasText: `Saved ${name}.md` })
    .waitFor();
  const report = readFileSync(path.join(workbench.workspace, `${name}.md`), 'utf8');
  expect(report).toContain('# Fair comparison · Handwritten digits, 64-32-10 network');
  const pictures = [...report.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file]) => file ?? '');
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const file of pictures)
    expect(readFileSync(path.join(workbench.workspace, decodeURI(file)), 'utf8')).toMatch(/^<svg /);

  // Why: the run of a trial, and its diagnostics.
  await again.getByText(/^All \d+ trials as a table$/).press('Enter');
  await again.getByRole('button', { name: /^Runs of Adam at 0\.0316 in the panel$/ }).press('Enter');
  const panel = await workbench.panelFrame('tr[data-run][aria-selected="true"]', 60_000);
  const selected = panel.locator('tr[data-run][aria-selected="true"]');
  await expect.poll(() => selected.textContent()).toMatch(/^\s*Adam\s+0\.0316/);
  await workbench.runCommand('Optimizer: Show Diagnostics…');
  await page
    .locator('.quick-input-widget .quick-input-list')
    .getByText('Sharpness', { exact: true })
    .waitFor();
  await page.keyboard.press('Enter');
  const diagnostics = await workbench.panelFrame('.diagnostics-page .chart', 60_000);
  await expect
    .poll(() => diagnostics.locator('header [role=status]').textContent(), { timeout: 90_000 })
    .toMatch(/measured\.$/);
  await workbench.screenshot('fair-comparison-why');

  // The same run as a script.
  await workbench.runCommand('Optimizer: Export Code…');
  await page.locator('.quick-input-list').getByText('script of the run').first().waitFor();
  await workbench.answer('PyTorch');
  const lines = page.locator('.editor-instance .view-lines').first();
  await expect
    .poll(() => lines.textContent(), { timeout: 30_000 })
    .toMatch(/A.run.of.Optimizer.Playground,.written.out.for.PyTorch/);
  await workbench.screenshot('fair-comparison-script');
  await page.keyboard.press('Control+S');
  await workbench.saveAs('adam.py');
  const script = readFileSync(path.join(workbench.workspace, 'adam.py'), 'utf8');
  expect(script).toBe(scriptsOf(adamsRun, 'torch')[0]);

  const [ours] = await ourRuns(adamsRun);
  if (!ours) throw new Error('the experiment has one run');
  const missing = missingFor('torch');
  if (missing !== null)
    console.warn(`SKIPPED: the script in PyTorch is not run, but that in NumPy: ${missing}`);
  const [source, id] =
    missing === null
      ? ([script, 'torch'] as const)
      : ([scriptsOf(adamsRun, 'numpy')[0] ?? '', 'numpy'] as const);
  const [answer = {}] = answersOf([source], id);
  // To 1e-9, over 200 steps.
  expect(deviationOf(answer, ours)).toBe('');
}, 400_000);
