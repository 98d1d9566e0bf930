/** How long the extension takes to start, as VS Code itself measures it in the served workbench. */
import { launchBrowser, newPage } from '../host/browser.mjs';
import { installHost } from '../host/installHost.mjs';
import { installExtension, startServer } from '../host/server.mjs';
import { vsixFile } from '../tools/paths.mjs';
import { testFolders } from '../tools/scratch.mjs';
import { step } from '../tools/steps.mjs';

/** @param {number} rounds @returns {Promise<number[]>} milliseconds */
export async function measureActivation(rounds) {
  await installHost();
  const { workspace, dataFolder } = testFolders();
  await installExtension(vsixFile, dataFolder);
  const server = await startServer({ dataFolder });
  const browser = await launchBrowser();
  const times = [];
  try {
    for (let round = 0; round < rounds; round++)
      times.push(await step(`Start ${round + 1}`, () => startOnce(browser, server.address(workspace))));
  } finally {
    await browser.close();
    await server.end();
  }
  return times;
}

/** @param {import('playwright-core').Browser} browser @param {string} address */
async function startOnce(browser, address) {
  const page = await newPage(browser);
  await page.goto(address);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  // The sample has experiments, which start the extension.
  await page.waitForTimeout(6000);
  const input = page.locator('.quick-input-widget input').first();
  await page.keyboard.press('F1');
  await input.fill('>Developer: Show Running Extensions');
  await page.locator('.quick-input-widget .monaco-list-row').first().click();
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', {
    hasText: 'Optimizer Playground',
  });
  await row.first().waitFor();
  const text = (await row.first().textContent()) ?? '';
  await page.context().close();
  const time = /Activation: (\d+)\s*ms/i.exec(text)?.[1];
  if (time === undefined) throw new Error(`VS Code says of the extension "${text}", and no time.`);
  return Number(time);
}
