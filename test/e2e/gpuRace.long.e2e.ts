/** A race on the GPU of a window whose GPU is the processor, as a person sees it, and what may become of the way there. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { softwareGpu } from '../../scripts/host/browser.mjs';
import { readStep } from './table.ts';
import { expect, test as plainTest, runRow, type Workbench } from './workbench.ts';

// Without motion a page shows numbers of a race that goes on once a second.
const test = plainTest.override('browserFlags', softwareGpu).override('motion', true);

const experiment = {
  title: 'Digits on the GPU',
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [32],
  epochs: 30,
  engine: 'gpu',
};

const onGpu = /^GPU \(SwiftShader\), float32(?! until)/;

interface SavedRun {
  readonly status: { readonly kind: string };
  readonly steps: number;
  readonly points: { readonly step: readonly number[]; readonly loss: readonly number[] };
}

/** The losses of each run after it was checked that it has each step once. */
async function savedLosses(workbench: Workbench): Promise<readonly (readonly number[])[]> {
  const frame = await workbench.panelFrame('table');
  const file = path.join(workbench.workspace, 'digits-sgd-adam.json');
  rmSync(file, { force: true });
  await frame.getByRole('button', { name: 'Export' }).click();
  await frame.getByRole('button', { name: 'Save numbers as JSON…' }).click();
  await workbench.acceptFile(/digits-sgd-adam\.json$/);
  const toast = workbench.page.locator('.notification-toast').filter({ hasText: 'Saved' });
  await toast.waitFor();
  await workbench.page.keyboard.press('Escape');
  await toast.waitFor({ state: 'hidden' });
  const { runs }: { runs: readonly SavedRun[] } = JSON.parse(readFileSync(file, 'utf8'));
  return runs.map(({ status, steps, points }) => {
    expect(status.kind).toBe('finished');
    expect(points.step).toEqual(Array.from({ length: steps + 1 }, (_, step) => step));
    return points.loss;
  });
}

/** Steps, as the status bar counts them; infinite where it has stopped to count, at the end of the race. */
async function stepInStatusBar({ page }: Workbench): Promise<number> {
  const item = page.locator('.statusbar-item').filter({ hasText: /[\d,]+ \/ [\d,]+/ });
  const [text] = await item.allTextContents();
  return text === undefined ? Number.POSITIVE_INFINITY : Number(text.split('/')[0]?.replaceAll(/\D/g, ''));
}

const tab = ({ page }: Workbench, name: string) => page.getByRole('tab', { name });
const closeTab = (workbench: Workbench, name: string) =>
  tab(workbench, name)
    .getByRole('button', { name: /^Close/ })
    .click();
const panelName = 'Optimizer Playground';

let whole: readonly (readonly number[])[];

test('is the GPU’s, and goes on when its process ends and while the panel is out of sight, without a gap', async ({
  workbench,
}) => {
  const { page } = workbench;
  writeFileSync(path.join(workbench.workspace, 'gpu.experiment.json'), JSON.stringify(experiment));
  await workbench.openFile('gpu.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  const engine = frame.locator('.engine');
  await expect.poll(() => engine.textContent(), { timeout: 20_000 }).toBe('GPU, float32');
  expect(await engine.getAttribute('title')).toMatch(onGpu);
  await expect.poll(() => readStep(frame), { timeout: 20_000 }).toBeGreaterThan(100);
  const atCrash = await readStep(frame);
  await workbench.crashGpu();
  await expect.poll(() => readStep(frame), { timeout: 20_000 }).toBeGreaterThan(atCrash + 50);

  await page.getByRole('button', { name: 'Unlock Group' }).click();
  await tab(workbench, panelName).click();
  // Paused, so that no machine is too fast for what comes between.
  await frame.getByRole('button', { name: 'Pause', exact: true }).click();
  await workbench.openFile('README.md');
  expect(await tab(workbench, panelName).getAttribute('aria-selected')).toBe('false');
  const hidden = await stepInStatusBar(workbench);
  expect(hidden).toBeLessThan(1300);
  await workbench.runCommand('Optimizer: Pause/Resume');
  await expect.poll(() => stepInStatusBar(workbench), { timeout: 20_000 }).toBeGreaterThan(hidden + 50);

  await closeTab(workbench, 'README.md');
  await frame.getByText('Finished').nth(1).waitFor({ timeout: 90_000 });
  await workbench.screenshot('gpu-finished');
  expect(await engine.getAttribute('title')).toMatch(onGpu);
  whole = await savedLosses(workbench);
}, 180_000);

test('is finished by the CPU when the panel is closed, and says so', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  let frame = await workbench.panelFrame('table');
  await frame.getByText('Running').first().waitFor();
  await expect.poll(() => readStep(frame), { timeout: 20_000 }).toBeGreaterThan(250);
  await closeTab(workbench, panelName);
  await page.locator('.activitybar').getByRole('tab', { name: 'Optimizers' }).click();
  const rows = page.locator(runRow);
  // Below the experiment, and above those of before.
  const said = () =>
    rows.evaluateAll((all) => all.slice(1, 3).map((each) => each.getAttribute('aria-label')));
  const story =
    /^GPU \(SwiftShader\), float32 until step (\d+), then WebAssembly .*, since the panel, through which the GPU is reached, was closed\nFinished(, has actions)?$/m;
  const matching = expect.stringMatching(story);
  await expect.poll(said, { timeout: 20_000 }).toEqual([matching, matching]);

  await workbench.runCommand('Optimizer: Show Panel');
  frame = await workbench.panelFrame('table');
  await workbench.screenshot('gpu-closed');
  const losses = await savedLosses(workbench);
  const until = (await said()).map((each) => Number(story.exec(each ?? '')?.[1]));
  for (const [run, expected] of whole.entries()) {
    const found = losses[run] ?? [];
    // What the device had computed before is what it computes again.
    const known = (until[run] ?? 0) + 1;
    expect(found.slice(0, known)).toEqual(expected.slice(0, known));
    const largest = Math.max(...found.map((loss, step) => Math.abs(loss - (expected[step] ?? Number.NaN))));
    expect(largest).toBeLessThan(1e-3);
  }
});

test('ends with a reload of the window, which has the GPU again', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  let frame = await workbench.panelFrame('table');
  await frame.getByText('Running').first().waitFor();
  await expect.poll(() => readStep(frame), { timeout: 20_000 }).toBeGreaterThan(50);
  await workbench.reload();
  frame = await workbench.panelFrame('table');
  await frame.getByText('This race was interrupted before its end.').waitFor();
  expect(await readStep(frame)).toBeGreaterThan(50);
  await frame.getByRole('button', { name: 'Run Again', exact: true }).click();
  await frame.getByText('Running').first().waitFor();
  await expect.poll(() => frame.locator('.engine').textContent(), { timeout: 20_000 }).toBe('GPU, float32');
  await frame.getByRole('button', { name: 'Stop', exact: true }).click();
  await frame.getByText('Stopped').first().waitFor();
});
