/** The extension in VS Code for the Web with no server behind it, as on vscode.dev: a race, a debug session, pages and a lesson. */
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { startWebServer } from '../../scripts/host/webServer.mjs';
import { runRow, Workbench } from './workbench.ts';

let server: Awaited<ReturnType<typeof startWebServer>>;
let workbench: Workbench;
beforeAll(async () => {
  server = await startWebServer();
  workbench = await Workbench.openAt(server.address, { browserFlags: [], motion: false });
}, 120_000);
afterAll(async () => {
  await workbench.close();
  await server.end();
});

const patiently = { timeout: 60_000 };
/** Of a test, in milliseconds: its waits are on what is to be seen. */
const limit = 180_000;

test(
  'a race from the palette is in the panel, and in the side bar after a reload',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-race-failed')));
    await workbench.runCommand('Optimizer: Run Tutorial Race');
    await workbench.pick('Ill-conditioned valley', patiently.timeout);
    const frame = await workbench.panelFrame('table', patiently.timeout);
    await frame.getByText('Finished').nth(3).waitFor(patiently);
    await workbench.runCommand('Optimizers: Focus on Runs View');
    const row = workbench.page.locator(runRow).filter({ hasText: 'Ill-conditioned valley' });
    await row.first().waitFor(patiently);
    await workbench.reload();
    await row.first().waitFor(patiently);
    const again = await workbench.panelFrame('table', patiently.timeout);
    await again.getByText('1.592e-8').first().waitFor(patiently);
    await workbench.screenshot('web-race');
  },
  limit,
);

test(
  'a run is debugged',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-debug-failed')));
    const { page } = workbench;
    await page.locator(runRow).filter({ hasText: 'Adam' }).first().click();
    await workbench.runCommand('Optimizer: Debug This Run');
    const panel = await workbench.panelFrame('.debugged', patiently.timeout);
    await panel.getByText('in step 1 of 200', { exact: false }).waitFor(patiently);
    await workbench.screenshot('web-debug');
    await workbench.runCommand('Debug: Stop');
    await expect.poll(() => page.locator('.debug-toolbar').isVisible(), patiently).toBe(false);
  },
  limit,
);

test(
  'the steps of a run are looked at, and measured, in pages of their own',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-pages-failed')));
    const { page } = workbench;
    await workbench.runCommand('Optimizer: Inspect Step');
    const inspector = await workbench.panelFrame('main.inspector .lines', patiently.timeout);
    await inspector.locator('h1').getByText('of 200').waitFor(patiently);
    await workbench.runCommand('Optimizer: Show Diagnostics…');
    const offered = page.locator('.quick-input-widget .quick-input-list');
    await offered.getByText('Sharpness', { exact: true }).waitFor(patiently);
    await page.keyboard.press('Enter');
    const diagnostics = await workbench.panelFrame('.diagnostics-page .chart', patiently.timeout);
    await diagnostics
      .locator('header [role=status]')
      .getByText(/measured\.$/)
      .waitFor(patiently);
    await workbench.screenshot('web-pages');
  },
  limit,
);

test(
  'a map of a lesson is computed below its cell',
  async () => {
    onTestFailed(async () => void (await workbench.screenshot('web-lesson-failed')));
    const { page } = workbench;
    await workbench.runCommand('Optimizer: Open Lesson…');
    await workbench.pick('Momentum', patiently.timeout);
    await page.getByRole('tab', { name: '2-momentum.lesson.md', selected: true }).waitFor(patiently);
    // There VS Code asks of any notebook whether its authors are trusted.
    await page.getByRole('button', { name: 'Open Notebook' }).click(patiently);
    await workbench.runCommand('Optimizer: Show Open Exercises…');
    await workbench.pick('With the momentum 0.5', patiently.timeout);
    await page.locator('.notebook-editor .monaco-list-row.focused').waitFor(patiently);
    await page.keyboard.press('Control+Enter');
    await page.locator('.quick-input-widget .quick-input-box input').waitFor(patiently);
    await workbench.answer('0.03');
    const output = await workbench.panelFrame('.map-view', patiently.timeout);
    await output.getByText(/Best: below 1 for good after 17 steps/).waitFor(patiently);
    await workbench.screenshot('web-lesson');
  },
  limit,
);
