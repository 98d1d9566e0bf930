/** Finds a browser that playwright-core can drive: Chromium or Chrome. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../tools/processes.mjs';
import { step } from '../tools/steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the installers of macOS and Windows put it, below these folders. */
const usualPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder ? [path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
];

/** @returns {string | undefined} */
function lookForChromium() {
  const { CHROMIUM_PATH, CHROME_PATH, PATH = '' } = process.env;
  const named = CHROMIUM_PATH ?? CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH or CHROME_PATH names ${named}, which does not exist.`);
  }
  const onPath = PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...onPath, ...usualPlaces].find((file) => existsSync(file));
}

const aptIsAllowed = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Chromium's path. As root on Debian a missing one is installed. */
export async function findChromium() {
  const found = lookForChromium();
  if (found) return found;
  if (aptIsAllowed) {
    await step('Installing Chromium with apt-get', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      // Without a font a bare machine shows no text at all.
      const packages = ['chromium', 'fonts-liberation'];
      await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
    });
    const installed = lookForChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium or Chrome was found. Install one (on Debian: apt-get install chromium), or name one in CHROMIUM_PATH.',
  );
}
