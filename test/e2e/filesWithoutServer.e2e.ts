/** Files of a folder in VS Code for the Web with no server behind it: a CSV file that is trained on, and a log that grows. */
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { startWebServer } from '../../scripts/host/webServer.mjs';
import { clickInMenu, tryUntil } from './tryUntil.ts';
import { Workbench } from './workbench.ts';

const rows = Array.from({ length: 50 }, (_, row) => `${row},${row % 2 ? 'a' : 'b'},${10 * row + (row % 7)}`);
const files = {
  'data/houses.csv': `size,kind,price\n${rows.join('\n')}\n`,
  'houses.experiment.json': JSON.stringify({
    problem: { csv: 'data/houses.csv', target: 'price', hidden: [4], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }],
    ...{ lr: [0.01], batch_size: [16], epochs: 3 },
  }),
  'train.csv': 'step,loss,val_loss\n0,4,4.5\n1,3,3.5\n2,2,2.625\n',
};

let server: Awaited<ReturnType<typeof startWebServer>>;
let workbench: Workbench;
beforeAll(async () => {
  server = await startWebServer({ files });
  workbench = await Workbench.openAt(server.address, { browserFlags: [], motion: false });
}, 120_000);
afterAll(async () => {
  await workbench.close();
  await server.end();
});

const patiently = { timeout: 60_000 };
/** Of a test, in milliseconds: its waits are on what is to be seen. */
const limit = 180_000;

async function openFromExplorer(name: string): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('View: Show Explorer');
  // The folder may have been shown before the files were in it.
  await workbench.runCommand('Refresh Explorer');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.first().dblclick(patiently);
  await page.getByRole('tab', { name, selected: true }).waitFor(patiently);
}

const saysInPanel = async (text: RegExp) => {
  const panel = await workbench.panelFrame('table', patiently.timeout);
  await expect.poll(() => panel.locator('body').textContent(), patiently).toMatch(text);
};

test(
  'a network is trained on a CSV file of the folder',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-csv-failed')));
    await openFromExplorer('houses.experiment.json');
    await workbench.runCommand('Optimizer: Run Experiment File');
    await saysInPanel(/price of houses\.csv, 3-4-1 network/);
    await saysInPanel(/9\s*\/\s*9/);
    await workbench.screenshot('web-csv');
  },
  limit,
);

test(
  'a training log is read, and read on when it grows',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-log-failed')));
    const { page } = workbench;
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'train.csv' });
    const panel = await workbench.panelFrame('table', patiently.timeout);
    const open = async () => {
      await page.keyboard.press('Escape');
      await row.first().click({ button: 'right', timeout: 10_000 });
      await clickInMenu(page.getByRole('menuitem', { name: 'Open Training Log…' }));
    };
    await tryUntil(panel.getByRole('heading', { name: 'train.csv' }), open, {
      each: 10_000,
      timeout: 60_000,
    });
    await saysInPanel(/2\.625/);
    await openFromExplorer('train.csv');
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('3,1.5,2.375\n');
    await page.keyboard.press('Control+S');
    await saysInPanel(/2\.375/);
    await workbench.screenshot('web-log');
  },
  limit,
);
