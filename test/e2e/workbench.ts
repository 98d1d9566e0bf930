/**
 * Drives VS Code in a browser as a person does: through the palette, the keyboard and what is on the screen.
 *
 *     import { expect, test } from './workbench.ts';
 *     test('shows the panel', async ({ workbench }) => {
 *       await workbench.runCommand('Optimizer: Show Panel');
 *       await workbench.panelFrame('canvas');
 *     });
 *
 * The tests of one file share a window, and a workspace that is theirs alone. After a failed test its screenshot and all logs lie in .test-output/.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { expect, inject, test as plainTest } from 'vitest';
import { crashGpu, launchBrowser, newPage } from '../../scripts/host/browser.mjs';
import { addressOfFolder, writeDefaultSettings } from '../../scripts/host/server.mjs';
import { outputFolder, sampleFolder } from '../../scripts/tools/paths.mjs';
import { addTo, inSight } from './evidence.ts';

export { expect } from 'vitest';

/** The theme kinds of VS Code: the name in the theme picker, and the class of the workbench under it. */
const themes = {
  light: { name: 'Light Modern', className: 'vs' },
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  hcDark: { name: 'Dark High Contrast', className: 'hc-black' },
  hcLight: { name: 'Light High Contrast', className: 'hc-light' },
};

/** The rows of the view of runs. */
export const runRow = '.sidebar .pane:has(> .pane-header[aria-label^="Runs"]) .monaco-list-row';

/** By their flags: one for all files that want the same. A thread that ends takes them with it. */
const browsers = new Map<string, Promise<Browser>>();

function browserWith(flags: readonly string[]): Promise<Browser> {
  const key = flags.join(' ');
  const browser = browsers.get(key) ?? launchBrowser({ args: flags });
  browsers.set(key, browser);
  return browser;
}

interface WindowOptions {
  readonly browserFlags: readonly string[];
  /** Whether races on surfaces go at a pace that can be watched. */
  readonly motion: boolean;
}

export class Workbench {
  private readonly browser: Browser;
  readonly page: Page;
  /** The folder that is open, which tests may write into. */
  readonly workspace: string;

  private constructor(browser: Browser, page: Page, workspace: string) {
    this.browser = browser;
    this.page = page;
    this.workspace = workspace;
  }

  /** Opens a window with default settings on a copy of the sample workspace, which has no races yet. */
  static async open({ browserFlags, motion }: WindowOptions): Promise<Workbench> {
    writeDefaultSettings(inject('dataFolder'));
    const workspace = mkdtempSync(path.join(inject('scratch'), 'workspace-'));
    cpSync(sampleFolder, workspace, { recursive: true });
    const browser = await browserWith(browserFlags);
    const workbench = new Workbench(browser, await newPage(browser), workspace);
    await workbench.allowMotion(motion);
    await workbench.page.goto(addressOfFolder(inject('address'), workspace));
    await workbench.isReady();
    return workbench;
  }

  /** Opens a window at an address that brings its own folder and settings. */
  static async openAt(address: string, { browserFlags, motion }: WindowOptions): Promise<Workbench> {
    const browser = await launchBrowser({ args: browserFlags });
    const workbench = new Workbench(browser, await newPage(browser), '');
    await workbench.allowMotion(motion);
    await workbench.page.goto(address);
    await workbench.isReady();
    return workbench;
  }

  /** Where a person wants no motion, a race on a surface that the panel shows is at its end in a moment. */
  async allowMotion(motion: boolean): Promise<void> {
    await this.page.emulateMedia({ reducedMotion: motion ? 'no-preference' : 'reduce' });
  }

  /** Gives the panel beside a file the room for all columns of its table, until the function returned is called. */
  async widen(): Promise<() => Promise<void>> {
    const usual = this.page.viewportSize();
    await this.page.setViewportSize({ width: 1920, height: 900 });
    return async () => {
      if (usual) await this.page.setViewportSize(usual);
    };
  }

  /** Ready for the palette; extensions may still be starting. */
  private async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Runs a command by its full title in the palette: `Optimizer: Show Panel`. */
  async runCommand(title: string): Promise<void> {
    await this.search('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace by its name. A click on a row that is replaced at that moment is lost: try again. */
  async openFile(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name, selected: true }).first();
    for (let triesLeft = 3; ; triesLeft--) {
      await this.search('Control+P', name, name);
      try {
        return await tab.waitFor({ timeout: 5000 });
      } catch (error) {
        if (triesLeft === 0) throw error;
      }
    }
  }

  /**
   * Opens the quick input with a key, types, and picks. A key pressed while the last quick input still closes is
   * lost, and a list opened while extensions load lacks their commands: like a person, try again.
   */
  private async search(key: string, text: string, row: string): Promise<void> {
    const input = this.quickInput.locator('input').first();
    for (let triesLeft = 20; ; triesLeft--) {
      if (await this.quickInput.isVisible()) await this.page.keyboard.press('Escape');
      await this.quickInput.waitFor({ state: 'hidden' });
      await this.page.keyboard.press(key);
      try {
        await input.fill(text, { timeout: 3000 });
        await this.pick(row, 1500);
        return;
      } catch (error) {
        if (triesLeft === 0) throw error;
      }
    }
  }

  /**
   * Types an answer into the open quick input, and presses Enter. A page that had the keyboard may take it once more as the
   * question opens: like a person, look at what is written, and write it again.
   */
  async answer(text: string): Promise<void> {
    const input = this.quickInput.locator('.quick-input-box input');
    for (let triesLeft = 8; ; triesLeft--) {
      await this.page.keyboard.type(text);
      if ((await input.inputValue()) === text) break;
      if (triesLeft === 0) throw new Error(`${text} can't be typed: ${await input.inputValue()} is written`);
      // As long as it takes to see that, and for what is on its way to come.
      await this.page.waitForTimeout(500);
      await input.fill('');
    }
    await this.page.keyboard.press('Enter');
  }

  /**
   * Chooses the row of the open quick pick whose label is, or else contains, this text.
   * @param patience For the row to be there, in milliseconds. A busy window may answer the click much later.
   */
  async pick(text: string, patience = 15_000): Promise<void> {
    const rows = this.quickInput.locator('.monaco-list-row');
    const containing = rows.filter({ hasText: text });
    await containing.first().waitFor({ timeout: patience });
    const exact = rows.filter({ has: this.page.getByText(text, { exact: true }) });
    await ((await exact.count()) > 0 ? exact : containing).first().click({ timeout: 15_000 });
  }

  /** Types into the open quick pick or input box, in place of what is there. */
  async type(text: string): Promise<void> {
    await this.quickInput.locator('input[type="text"]').first().fill(text);
  }

  /** Accepts the file that a dialog offers, whose path is to match. */
  async acceptFile(offered: RegExp): Promise<void> {
    const input = this.quickInput.locator('input[type="text"]').first();
    await input.waitFor();
    await expect.poll(() => input.inputValue(), { timeout: 10_000 }).toMatch(offered);
    await this.page.keyboard.press('Enter');
  }

  /** Saves the document in front under a name in the workspace, where a dialog asks for it. */
  async saveAs(name: string): Promise<void> {
    const input = this.quickInput.locator('input[type="text"]').first();
    await expect.poll(() => input.inputValue(), { timeout: 10_000 }).toContain(this.workspace);
    await input.fill(path.join(this.workspace, name));
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('tab', { name, selected: true }).first().waitFor();
    const isSaved = () => existsSync(path.join(this.workspace, name));
    await expect.poll(isSaved, { timeout: 10_000 }).toBe(true);
  }

  /** The document inside the webview that has this selector. */
  async panelFrame(selector: string, timeout = 30_000): Promise<Frame> {
    for (const start = Date.now(); Date.now() - start < timeout; await this.page.waitForTimeout(50)) {
      for (const frame of this.page.frames()) {
        if (!frame.url().includes('fake.html')) continue;
        // A frame may go away while it is asked.
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
    }
    throw new Error(`No webview with ${selector} appeared within ${timeout} ms.`);
  }

  /**
   * Brings the keyboard to the first row of a view in the side bar. One that has no rows yet takes the focus without them, and
   * keeps it for itself when they are there: like a person, try again.
   */
  async focusFirstRow(view: 'Runs' | 'Claims'): Promise<void> {
    const focused = this.page.locator('.sidebar .monaco-list:focus-within .monaco-list-row.focused');
    for (let triesLeft = 10; ; triesLeft--) {
      await this.runCommand(`Optimizers: Focus on ${view} View`);
      await this.page.keyboard.press('Home');
      try {
        return await focused.waitFor({ timeout: 3000 });
      } catch (error) {
        if (triesLeft === 0) throw error;
      }
    }
  }

  async setTheme(theme: keyof typeof themes): Promise<void> {
    const { name, className } = themes[theme];
    await this.searchTheme(name);
    await this.pick(name);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** The picker lists the themes known when it opened, right after a start none: like a person, try again. */
  private async searchTheme(name: string): Promise<void> {
    for (let triesLeft = 10; ; triesLeft--) {
      await this.runCommand('Preferences: Color Theme');
      await this.quickInput.getByPlaceholder(/Color Theme/).waitFor();
      // The list is too long to show every row.
      await this.type(name);
      const row = this.quickInput.locator('.monaco-list-row', { hasText: name });
      try {
        await row.first().waitFor({ timeout: 1500 });
        return;
      } catch (error) {
        if (triesLeft === 0) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Reloads the window with VS Code's own command, which saves its state first; the extension host starts anew. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.isReady();
  }

  /** Ends the process of the browser that has the GPU. */
  crashGpu(): Promise<void> {
    return crashGpu(this.browser);
  }

  /** Writes `.test-output/<name>.png`, for people to look at; not in `npm test`, where nobody does. */
  async screenshot(name: string): Promise<void> {
    if (process.env['PICTURES'] === 'none') return;
    await this.page.screenshot({ path: path.join(outputFolder, `${name}.png`) });
  }

  /** Keeps what explains a failure: the picture and the logs of the server, its extension host and the output channels. */
  async keepEvidence(name: string): Promise<string> {
    const folder = path.join(outputFolder, name.replaceAll(/[^\w-]+/g, '-'));
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, 'window.png') });
    const dataFolder = inject('dataFolder');
    cpSync(path.join(dataFolder, 'server.log'), path.join(folder, 'server.log'));
    cpSync(path.join(dataFolder, 'data', 'logs'), path.join(folder, 'logs'), { recursive: true });
    return `A picture and the logs are in ${folder}. ${await inSight(this.page)}`;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

export const test = plainTest
  .extend('browserFlags', { scope: 'file' }, (): readonly string[] => [])
  .extend('motion', { scope: 'file' }, () => false)
  .extend('workbench', { scope: 'file' }, async ({ browserFlags, motion }, { onCleanup }) => {
    const workbench = await Workbench.open({ browserFlags, motion });
    onCleanup(() => workbench.close());
    return workbench;
  })
  .extend('evidence', { auto: true }, async ({ workbench, task, onTestFailed }) => {
    // With the failure it comes to the end of all that is printed.
    onTestFailed(async () => addTo(task, await workbench.keepEvidence(task.name)));
  });
