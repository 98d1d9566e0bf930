/**
 * The way of a person who wants to know: two experiments race beside each other, outlive a reload, and are compared with
 * each other and with logs of other training; of a sweep the best ten stay.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Race } from '../../core/race/race.ts';
import { decodeRace } from '../../core/race/raceFile.ts';
import { seriousViolations } from '../pages/axe.ts';
import { fileVersion, join, scalar } from '../unit/log/eventFile.ts';
import { recordedIn } from '../unit/race/pieces.ts';
import { setSpeed } from './table.ts';
import { expect, test as plainTest, runRow, type Workbench } from './workbench.ts';

/** Races take their time, so that they go on while the window is reloaded. */
const test = plainTest.override('motion', true);

const surface = {
  title: 'Along the valley',
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'nesterov' }],
  lr: [1e-5],
  steps: 1_000_000,
  record: 'thinned',
};
const network = {
  title: 'Two arms',
  problem: { data: 'spirals', hidden: [16], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd', schedule: { name: 'ReduceLROnPlateau' } }],
  lr: [0.01],
  epochs: 5000,
};
const sweep = {
  title: 'Rates and momenta',
  problem: { surface: 'valley' },
  optimizers: ['momentum', 'nesterov', 'rmsprop', 'clipped-sgd'].map((optimizer) => ({
    optimizer,
    hyperparameters: { momentum: { from: 0.5, to: 0.95, count: 5, scale: 'linear' } },
  })),
  lr: { from: 1e-4, to: 1, count: 25 },
  steps: 100,
};

/** A window on a busy machine may take long for anything. */
const patiently = { timeout: 60_000 };

const inWorkspace = ({ workspace }: Workbench, name: string) => path.join(workspace, name);
const rowsOf = (page: Page): Locator => page.locator(runRow);

/** Runs an experiment to its end, and leaves it at a speed at which it takes twenty seconds when it is run again. */
async function runOnce(workbench: Workbench, { title }: { title: string }, file: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: title }).waitFor();
  await setSpeed(frame, 'Max');
  await frame.getByText('Finished').nth(1).waitFor(patiently);
  await setSpeed(frame, '0.25×');
}

/** The kept races of this title, the oldest first; each workspace has storage of its own. */
function racesOf({ title }: { title: string }): Race[] {
  const folder = path.join(inject('dataFolder'), 'data', 'User', 'workspaceStorage');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.race'),
  );
  const races = files.map((name) => decodeRace(readFileSync(path.join(folder, name))));
  return races.filter((race) => race.title === title).sort((a, b) => a.startedAt - b.startedAt);
}

/** Brings the keyboard to the first row of this text, by keys. */
async function goTo(workbench: Workbench, text: RegExp): Promise<void> {
  await workbench.focusFirstRow('Runs');
  await goDown(workbench.page, text);
}

/** Brings it to the next. Rows that are read anew are few for a moment, and a row may be missed then: at the end it begins anew. */
async function goDown(page: Page, text: RegExp): Promise<void> {
  const focused = page.locator(`${runRow}.focused`);
  const before: string[] = [];
  const isThere = async () => {
    const now = (await focused.allTextContents()).join();
    if (text.test(now)) return true;
    const isAtEnd = before.slice(-3).filter((row) => row === now).length === 3;
    before.push(now);
    await page.keyboard.press(isAtEnd ? 'Home' : 'ArrowDown');
    return false;
  };
  await expect.poll(isThere, { interval: 20, timeout: 30_000 }).toBe(true);
}

test('two races that go on beside each other are pinned, and resumed bit for bit after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.widen();
  writeFileSync(inWorkspace(workbench, 'surface.experiment.json'), JSON.stringify(surface));
  writeFileSync(inWorkspace(workbench, 'network.experiment.json'), JSON.stringify(network));
  await runOnce(workbench, surface, 'surface.experiment.json');
  await runOnce(workbench, network, 'network.experiment.json');
  await workbench.runCommand('Optimizers: Focus on Runs View');
  const rows = rowsOf(page);
  const going = rows.filter({ hasText: '0 of 2 done' });

  let frame = await workbench.panelFrame('table');
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await going.filter({ hasText: network.title }).waitFor();
  await rows.filter({ hasText: surface.title }).first().click();
  await frame.getByRole('heading', { name: surface.title }).waitFor();
  await workbench.runCommand('Optimizer: Run Last Experiment Again');
  await going.filter({ hasText: surface.title }).waitFor();
  await going.first().click();
  await going.nth(1).click({ modifiers: ['Control'] });
  await frame.getByText('4 runs from 2 experiments').first().waitFor();
  const pauseOrResume = page.locator('.sidebar').getByRole('button', { name: 'Pause/Resume' });
  await pauseOrResume.click();
  const paused = rows.filter({ hasText: 'paused · 0 of 2 done' });
  await expect.poll(() => paused.count(), patiently).toBe(2);

  // Of several selected rows all are pinned.
  await paused.first().getByRole('button', { name: 'Pin', exact: true }).click();
  await expect.poll(() => rows.first().textContent(), patiently).toBe('Pinned2');
  await workbench.screenshot('pinned');
  await pauseOrResume.click();
  await expect.poll(() => paused.count(), patiently).toBe(0);
  await workbench.reload();

  await workbench.runCommand('Optimizers: Focus on Runs View');
  const cut = rows.filter({ hasText: 'interrupted at' });
  await expect.poll(() => cut.count(), patiently).toBe(4);
  expect((await cut.allTextContents()).join()).not.toMatch(/interrupted at \d{1,2}\b(?!,)/);
  await workbench.screenshot('interrupted');
  for (const { title } of [surface, network]) {
    await goTo(workbench, new RegExp(title));
    await page.keyboard.press('Enter');
    frame = await workbench.panelFrame('.interrupted');
    await frame.getByRole('heading', { name: title }).waitFor();
    await workbench.runCommand('Optimizer: Resume Interrupted Race');
    await frame.locator('progress').waitFor();
    await setSpeed(frame, 'Max');
  }
  await expect.poll(() => cut.count(), patiently).toBe(0);
  await expect.poll(() => going.count(), patiently).toBe(0);
  await workbench.screenshot('resumed');
  for (const experiment of [surface, network]) {
    const [whole, resumed, ...others] = racesOf(experiment);
    expect(others).toEqual([]);
    expect(resumed && recordedIn(resumed)).toEqual(whole && recordedIn(whole));
    expect(whole?.runs.map(({ record }) => record.state.status.kind)).toEqual(['finished', 'finished']);
  }
  expect(await page.getByText('no checkpoint').count()).toBe(0);
}, 180_000);

test('their runs are compared by keyboard alone, with logs that grow beside them', async ({ workbench }) => {
  const { page } = workbench;
  const rows = rowsOf(page);
  const [csv, events] = [inWorkspace(workbench, 'own.csv'), inWorkspace(workbench, 'resnet/tfevents.2')];
  mkdirSync(path.dirname(events));
  writeFileSync(csv, 'epoch,step,loss,val_loss\n0,0,4,\n1,10,3,3.5\n');
  writeFileSync(events, join(fileVersion, scalar('train/loss', 0, 5), scalar('train/loss', 10, 4)));
  // An event file is called after its folder.
  for (const [title, ...inside] of [['own.csv'], ['resnet', 'tfevents.2']] as const) {
    await workbench.runCommand('Optimizer: Open Training Log…');
    await page.locator('.quick-input-title', { hasText: 'Open Training Log' }).waitFor();
    for (const name of [title, ...inside]) await workbench.pick(name);
    await rows.filter({ hasText: title }).first().waitFor();
  }
  await goTo(workbench, new RegExp(surface.title));
  // The whole of it, so that nothing is picked: Enter lets go of what is.
  await page.keyboard.press('Enter');
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: surface.title }).waitFor();
  await expect.poll(() => frame.locator('tr.picked').count()).toBe(0);
  await goDown(page, /Adam/);
  await page.keyboard.press('Enter');
  await frame.locator('tr.picked').waitFor();
  for (const [index, title] of [new RegExp(network.title), /own\.csv/, /resnet/].entries()) {
    await goTo(workbench, title);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Shift+Enter');
    const count = index + 2;
    await frame.getByText(`${count} runs from ${count} experiments`).first().waitFor();
  }
  await frame.getByText('Their problems differ').waitFor();
  await workbench.screenshot('compared-by-keyboard');

  appendFileSync(csv, '2,20,1.25,2.5\n');
  appendFileSync(events, scalar('train/loss', 20, 1.75));
  await rows.filter({ hasText: 'step 20 · now 1.250' }).waitFor();
  await rows.filter({ hasText: 'step 20 · now 1.750' }).waitFor();
  const losses = () => frame.locator('tbody').allTextContents();
  await expect.poll(async () => (await losses()).join(), patiently).toMatch(/1\.250.*1\.750|1\.750.*1\.250/s);
  await workbench.screenshot('logs-beside-them');
  expect(await seriousViolations(frame)).toEqual([]);
}, 120_000);

test('of a sweep of 500 runs the best ten are found, in side bar and panel', async ({ workbench }) => {
  const { page } = workbench;
  writeFileSync(inWorkspace(workbench, 'rates.experiment.json'), JSON.stringify(sweep));
  await workbench.openFile('rates.experiment.json');
  await workbench.runCommand('Optimizer: Run Experiment File');
  // So many runs are asked about.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const frame = await workbench.panelFrame('table');
  await frame.getByRole('heading', { name: sweep.title }).waitFor();
  await frame.locator('progress').waitFor({ state: 'detached', timeout: 60_000 });
  await workbench.runCommand('Optimizer: Filter Runs…');
  await workbench.type('rates best:10');
  await page.keyboard.press('Enter');
  const rows = rowsOf(page);
  await expect.poll(() => rows.count(), patiently).toBe(1);
  await workbench.focusFirstRow('Runs');
  await expect
    .poll(async () => {
      // The first key may come while the rows are read.
      if ((await rows.count()) === 1) await page.keyboard.press('ArrowRight');
      return rows.count();
    }, patiently)
    .toBe(11);
  await frame.getByRole('combobox', { name: 'Best', exact: true }).selectOption('10');
  await frame.getByText('10 of 500 runs', { exact: true }).waitFor();
  await expect.poll(() => frame.locator('.runs-table tbody tr').count(), patiently).toBe(10);
  await workbench.screenshot('best-ten');
}, 120_000);
