import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readVitestCounts } from './counts.mjs';
import { outputFolder } from './paths.mjs';
import { binary, runHere } from './processes.mjs';

/**
 * Runs vitest in this terminal and returns what its own report counts.
 * @param {string} name of the report in .test-output/
 * @param {readonly string[]} args
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitest(name, args) {
  const report = path.join(outputFolder, `${name}.vitest.json`);
  mkdirSync(outputFolder, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runHere(process.execPath, [binary('vitest'), 'run', ...reporters, ...args]);
  const counts = readVitestCounts(report) ?? { passed: 0, failed: 0, skipped: 0 };
  // An error outside of any test, or no report at all.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
