import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { add, none, readVitestFiles } from './counts.mjs';
import { outputFolder } from './paths.mjs';
import { binary, runHere } from './processes.mjs';

/**
 * Runs vitest in this terminal and returns what its own report counts.
 * @param {string} name of the report in .test-output/
 * @param {readonly string[]} args
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitest(name, args) {
  return (await runVitestFiles(name, args)).reduce(add, none);
}

/**
 * As `runVitest`, for tests of windows, pages, processes and threads: on a machine that is busy with others one of these now
 * and then does not do in time what it does always. Files in which that happens, where they are few, run once more. What
 * fails twice has failed; what passes then is told of, with how it failed, to the end.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitestTwice(name, args) {
  const files = await runVitestFiles(name, args);
  const failed = files.filter((file) => file.failed > 0);
  const paths = failed.flatMap((file) => (file.name === '' ? [] : [file.name]));
  if (paths.length === 0 || paths.length !== failed.length || paths.length > mostAgain)
    return files.reduce(add, none);
  const failures = failed.flatMap((file) => file.failures ?? []);
  console.log(`Once more, since it failed:\n${failures.join('\n\n')}`);
  const again = await runVitestFiles(name, [...options(args), ...paths]);
  const counts = [...files.filter((file) => file.failed === 0), ...again].reduce(add, none);
  return counts.failed > 0 ? counts : { ...counts, unsteady: failures };
}

/** More files than these don't fail by chance. */
const mostAgain = 3;

/** Without the filters. @param {readonly string[]} args */
const options = (args) => args.filter((arg, index) => arg.startsWith('-') || args[index - 1] === '--config');

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<readonly (import('./counts.mjs').Counts & { readonly name: string })[]>}
 */
async function runVitestFiles(name, args) {
  const report = path.join(outputFolder, `${name}.vitest.json`);
  mkdirSync(outputFolder, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runHere(process.execPath, [binary('vitest'), 'run', ...reporters, ...args]);
  const files = readVitestFiles(report) ?? [];
  // An error outside of any test, or no report at all.
  const diedElsewhere = code !== 0 && files.every(({ failed }) => failed === 0);
  return diedElsewhere ? [...files, { ...none, failed: 1, name: '' }] : files;
}
