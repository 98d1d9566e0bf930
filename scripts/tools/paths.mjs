/** Where things lie in the checkout. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** The workspace that `npm start` and F5 open. */
export const sampleFolder = inRoot('extension', 'sample');

/** What a test run leaves behind: results, screenshots, logs. */
export const outputFolder = inRoot('.test-output');

/** The packaged extension. */
export const vsixFile = inRoot('optimizer-playground.vsix');
