/** A race on the GPU in VS Code for the Web with no server behind it: it learns as on the CPU, and is judged by the same rows. */
import { expect, onTestFinished, test } from 'vitest';
import { softwareGpu } from '../../scripts/host/browser.mjs';
import { startWebServer } from '../../scripts/host/webServer.mjs';
import { readCell } from './table.ts';
import { Workbench } from './workbench.ts';

const experiment = {
  problem: { data: 'digits', hidden: [16], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  ...{ lr: [0.01], batch_size: [32], epochs: 5 },
};
const kinds = {
  cpu: { title: 'Digits on the CPU', engine: /^WebAssembly/ },
  gpu: { title: 'Digits on the GPU', engine: /^GPU \(SwiftShader\), float32(?! until)/ },
};
const files = Object.fromEntries(
  Object.entries(kinds).map(([engine, { title }]) => [
    `${engine}.experiment.json`,
    JSON.stringify({ ...experiment, title, engine }),
  ]),
);
const patiently = { timeout: 60_000 };
/** Single precision adds up in another order on a GPU. Of 359 rows one may change sides by that. */
const tolerance = { loss: 1e-3, accuracy: 0.3 };

/** Runs a file from the explorer, and gives what the table says of its run in the end. */
async function numbersOf(workbench: Workbench, kind: keyof typeof kinds) {
  const { page } = workbench;
  const { title, engine } = kinds[kind];
  const name = `${kind}.experiment.json`;
  await workbench.runCommand('View: Show Explorer');
  // The folder may have been shown before the files were in it.
  await workbench.runCommand('Refresh Explorer');
  await page.locator('.explorer-folders-view').getByText(name).dblclick(patiently);
  await page.getByRole('tab', { name, selected: true }).waitFor(patiently);
  await workbench.runCommand('Optimizer: Run Experiment File');
  const frame = await workbench.panelFrame('table', patiently.timeout);
  await frame.getByRole('heading', { name: title }).waitFor(patiently);
  const steps = frame.locator('.counter');
  await expect.poll(() => steps.textContent(), patiently).toMatch(/225\s*\/\s*225/);
  // Beside a file there is no room for it: it is said to who points at it.
  const computedBy = frame.locator('.engine');
  await expect.poll(() => computedBy.getAttribute('title'), patiently).toMatch(engine);
  await workbench.screenshot(`web-digits-${kind}`);
  const read = async (head: string) => Number.parseFloat(await readCell(frame, 'Adam', head));
  return {
    loss: await read('Loss now'),
    heldOut: await read('Validation loss'),
    accuracy: await read('Accuracy'),
  };
}

test.each([
  ['cpu', 'gpu'],
  ['gpu', 'cpu'],
] as const)(
  '%s, then %s: losses, and accuracy on rows that are held out',
  async (...order) => {
    const server = await startWebServer({ files });
    onTestFinished(() => server.end());
    const workbench = await Workbench.openAt(server.address, { browserFlags: softwareGpu, motion: true });
    onTestFinished(() => workbench.close());
    const first = await numbersOf(workbench, order[0]);
    const second = await numbersOf(workbench, order[1]);
    expect(first.accuracy).toBeGreaterThan(95);
    expect(Math.abs(first.loss - second.loss)).toBeLessThan(tolerance.loss);
    expect(Math.abs(first.heldOut - second.heldOut)).toBeLessThan(tolerance.loss);
    expect(Math.abs(first.accuracy - second.accuracy)).toBeLessThan(tolerance.accuracy);
  },
  240_000,
);
