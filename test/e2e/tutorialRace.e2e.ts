import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seriousViolations } from '../pages/axe.ts';
import { readCell, readRows, readStep, setSpeed } from './table.ts';
import { expect, test as plainTest } from './workbench.ts';

const test = plainTest.override('motion', true);

test('shows the activity bar icon of the extension, and its views on a click', async ({ workbench }) => {
  const icon = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Optimizers' });
  await icon.click();
  const title = workbench.page.locator('.sidebar .composite.title');
  await title.filter({ hasText: 'Optimizers' }).waitFor();
  const views = workbench.page.locator('.sidebar .pane-header');
  await views.filter({ hasText: 'Comparison' }).waitFor();
  expect(await views.locator('.title').allTextContents()).toEqual([
    'Runs',
    'Lessons',
    'Comparison',
    'Claims',
  ]);
});

test('the panel without a race has no serious accessibility fault', async ({ workbench }) => {
  const frame = await workbench.panelFrame('.empty');
  await frame.getByRole('button', { name: 'Run Tutorial Race' }).waitFor();
  await workbench.screenshot('empty');
  expect(await seriousViolations(frame)).toEqual([]);
});

test('runs the valley race from the palette and ends with the tutorial’s numbers', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  await frame.getByText('Finished').nth(3).waitFor();
  await workbench.screenshot('valley-light');

  const printed = { SGD: ['0.000000', '1.339797'], Momentum: ['-0.000017', '-0.000043'] };
  for (const [name, [w0, w1]] of Object.entries(printed)) {
    expect(await readCell(frame, name, 'w0')).toBe(w0);
    expect(await readCell(frame, name, 'w1')).toBe(w1);
  }
  expect(await readCell(frame, 'RMSProp', 'w1')).toBe('7.002116');
  expect(await readCell(frame, 'Adam', 'w1')).toBe('8.084814');
  expect(await readCell(frame, 'SGD', 'Loss now')).toBe('0.8975');
  expect(await readCell(frame, 'Momentum', 'Loss now')).toBe('1.592e-8');
  expect(await readCell(frame, 'RMSProp', 'Loss now')).toBe('24.51');
  expect(await readCell(frame, 'Adam', 'Loss now')).toBe('32.69');
  expect(await readCell(frame, 'Momentum', 'Steps to 1.0')).toBe('24');
});

test('says how many threads compute, while they do', async ({ workbench }) => {
  const frame = await workbench.panelFrame('table');
  const threads = Math.min(4, availableParallelism());
  const narrow = await workbench.widen();
  await frame.getByText(threads > 1 ? `CPU ×${threads}, float64` : 'CPU, float64').waitFor();
  await narrow();
});

test('reads the chart by keys, however fast they are pressed', async ({ workbench }) => {
  const frame = await workbench.panelFrame('table');
  const slider = frame.locator('.figure.loss').getByRole('slider');
  await slider.focus();
  for (const key of ['Home', 'Shift+ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft'])
    await workbench.page.keyboard.press(key);
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('Step 20');
  await workbench.page.keyboard.press('Escape');
});

test.for([
  { item: 'Save numbers as CSV…', type: 'csv', begins: 'race,run,optimizer,lr,' },
  { item: 'Save numbers as JSON…', type: 'json', begins: '{"format":"optimizer-playground-numbers"' },
  { item: 'Save SVG, light…', type: 'svg', begins: '<svg xmlns="http://www.w3.org/2000/svg"' },
  { item: 'Save PNG…', type: 'png', begins: '\uFFFDPNG' },
])(
  'is saved under its name, which is said once, and offers to open it: $type',
  async ({ item, type, begins }, { workbench }) => {
    const { page } = workbench;
    const frame = await workbench.panelFrame('table');
    await frame.getByRole('button', { name: 'Export' }).click();
    await frame.getByRole('button', { name: item, exact: true }).click();
    const name = `valley-sgd-momentum-rmsprop-adam.${type}`;
    await workbench.acceptFile(new RegExp(`${name.replaceAll('.', '\\.')}$`));
    const saved = `Saved ${name}`;
    const toast = page.locator('.notification-toast').filter({ hasText: saved });
    await toast.waitFor();
    await workbench.screenshot(`saved-${type}`);
    expect(await frame.getByText(saved).count()).toBe(0);
    expect(await toast.getByRole('button', { name: 'Open' }).count()).toBe(1);
    const text = readFileSync(path.join(workbench.workspace, name), 'utf8');
    expect(text.slice(0, begins.length)).toBe(begins);
    if (type === 'csv') {
      const lines = text.trimEnd().split('\n');
      expect(lines[0]).toMatch(
        /^race,run,optimizer,lr,batch_size,seed,.*,status,steps_done,seconds,step,loss,x,y$/,
      );
      expect(lines.length).toBe(1 + 4 * 201);
    }
    await page.keyboard.press('Escape');
  },
);

test('answers the caption’s question and runs the race that follows from it', async ({ workbench }) => {
  await workbench.allowMotion(false);
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('button', { name: 'Show the answer' }).click();
  await frame.getByText('A shared learning rate is not a fair comparison.').waitFor();
  await frame.getByRole('button', { name: 'Race each at its best rate' }).click();
  await frame.getByRole('heading', { name: /each at its best rate/ }).waitFor();
  await frame.getByText('Finished').nth(3).waitFor();
  expect(await readCell(frame, 'Adam', 'Loss now')).toBe('5.668e-8');
  await workbench.allowMotion(true);
});

test('shows the tutorial’s Rosenbrock table', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Rosenbrock');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /Rosenbrock/ }).waitFor();
  await frame.getByText('Finished').nth(1).waitFor();
  await frame.getByRole('tab', { name: 'Positions' }).click();
  // A page that is slow to draw takes its time.
  await frame.getByRole('tab', { name: 'Positions', selected: true }).waitFor();
  await workbench.screenshot('rosenbrock');
  expect((await readRows(frame)).map((row) => row.join(' '))).toEqual([
    '0 (-1.0000, 1.0000) (-1.0000, 1.0000)',
    '50 (-0.9928, 0.9936) (-0.9630, 0.9360)',
    '100 (-0.9887, 0.9856) (-0.9207, 0.8557)',
    '200 (-0.9806, 0.9696) (-0.8286, 0.6947)',
    '300 (-0.9724, 0.9535) (-0.7250, 0.5336)',
    '500 (-0.9557, 0.9214) (-0.4633, 0.2219)',
    'Distance to minimum 1.957298 1.657352',
  ]);
  await frame.getByRole('tab', { name: 'Runs' }).click();
  await frame.getByRole('tab', { name: 'Runs', selected: true }).waitFor();
});

test('pauses, steps, resumes and stops', async ({ workbench }) => {
  const frame = await workbench.panelFrame('table');
  // So that it goes on until it is paused, however busy the window.
  await setSpeed(frame, '0.25×');
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await frame.getByRole('button', { name: 'Pause' }).click();
  await frame.getByText('Paused').first().waitFor();
  // What the workers had recorded before they heard of the pause arrives a moment after the word.
  await wait(400);
  const paused = await readStep(frame);
  await wait(400);
  expect(await readStep(frame)).toBe(paused);

  await frame.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => readStep(frame)).toBe(paused + 1);

  await workbench.runCommand('Optimizer: Pause/Resume');
  await expect.poll(() => readStep(frame)).toBeGreaterThan(paused + 5);
  await workbench.runCommand('Optimizer: Stop');
  await frame
    .getByText(/^Stopped at step/)
    .first()
    .waitFor();
  const stopped = await readStep(frame);
  expect(stopped).toBeLessThan(500);
  await wait(400);
  expect(await readStep(frame)).toBe(stopped);
  await setSpeed(frame, '1×');
});

test('brings the race back complete after the panel was hidden', async ({ workbench }) => {
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await workbench.openFile('valley.experiment.json');
  // The panel lies in another group or behind the file; either way it shows all steps in the end.
  await wait(2000);
  await workbench.runCommand('Optimizer: Show Panel');
  const frame = await workbench.panelFrame('table');
  await frame.getByText('Finished').nth(1).waitFor();
  expect(await readCell(frame, 'Momentum', 'Loss now')).toBe('2.147');
  expect(await readCell(frame, 'SGD', 'Loss now')).toBe('3.831');
});

test('keeps a finished race across a reload of the window', async ({ workbench }) => {
  await workbench.reload();
  await workbench.runCommand('Optimizer: Show Panel');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: /Rosenbrock/ }).waitFor();
  expect(await readCell(frame, 'Momentum', 'Loss now')).toBe('2.147');
  expect(await readCell(frame, 'Momentum', 'Status')).toBe('Finished');
});

test('says so where a reload interrupted a race, and goes on with it', async ({ workbench }) => {
  const before = await workbench.panelFrame('table');
  // So that it goes on while the window is reloaded.
  await setSpeed(before, '0.25×');
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  // The race before has more steps than that.
  await before.getByText('Running').first().waitFor();
  await expect.poll(() => readStep(before), { timeout: 60_000 }).toBeGreaterThan(100);
  await workbench.reload();
  await workbench.runCommand('Optimizer: Show Panel');
  const frame = await workbench.panelFrame('table');
  await frame.getByText('This race was interrupted before its end.').waitFor();
  await workbench.screenshot('interrupted');
  expect(await readStep(frame)).toBeGreaterThan(40);
  await frame.getByRole('button', { name: 'Resume', exact: true }).click();
  await frame.getByText('Running').first().waitFor();
  // From its checkpoint, which is a second old at most when the race is as young.
  expect(await readStep(frame)).toBeGreaterThan(20);
  await setSpeed(frame, 'Max');
  await frame.getByText('Finished').nth(1).waitFor();
  expect(await readStep(frame)).toBe(500);
  expect(await readCell(frame, 'Momentum', 'Loss now')).toBe('2.147');
  expect(await readCell(frame, 'SGD', 'Loss now')).toBe('3.831');
  await frame.getByText('This race was interrupted before its end.').waitFor({ state: 'detached' });
}, 120_000);
