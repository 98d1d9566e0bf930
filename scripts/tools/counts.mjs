/**
 * How many tests passed. Every runner writes this shape into the file that the variable RESULTS names, so that
 * `npm test` adds up what really ran, and can say at its end what failed.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] what failed, and how, as far as that is known
 * @property {readonly string[]} [unsteady] what failed, and how, and passed when it was run again
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...(a.failures ?? []), ...(b.failures ?? [])],
  ...((a.unsteady ?? b.unsteady) && { unsteady: [...(a.unsteady ?? []), ...(b.unsteady ?? [])] }),
});

/** `3 passed, 0 failed, 1 at the second try` @param {Counts} counts */
export const describeCounts = ({ passed, failed, skipped, unsteady = [] }) =>
  [
    `${passed} passed, ${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(unsteady.length > 0 ? [`${unsteady.length} at the second try`] : []),
  ].join(', ');

/**
 * The last thing that a runner does: prints its counts, hands them to `npm test` where that is the caller, and
 * sets the exit code.
 * @param {string} name
 * @param {Counts} counts
 */
export function reportCounts(name, counts) {
  const { RESULTS } = process.env;
  if (RESULTS) writeFileSync(RESULTS, JSON.stringify(counts));
  console.log(`${name}: ${describeCounts(counts)}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/**
 * @param {string} file
 * @returns {Counts | null} null: the runner wrote none
 */
export function readCounts(file) {
  if (!existsSync(file)) return null;
  const { passed, failed, skipped, failures = [], unsteady } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed, failed, skipped, failures, ...(unsteady && { unsteady }) };
}

/**
 * The counts in the JSON report of vitest, file by file. A file that could not even be loaded has no tests and counts as one
 * failure.
 *
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} VitestTest
 * @typedef {{ status: string, name: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @param {string} file
 * @returns {readonly (Counts & { readonly name: string })[] | null} null: vitest wrote none
 */
export function readVitestFiles(file) {
  if (!existsSync(file)) return null;
  /** @type {VitestFile[]} */
  const files = JSON.parse(readFileSync(file, 'utf8')).testResults;
  return files.map(countFile);
}

/** @param {VitestFile} file */
function countFile({ name, status, message, assertionResults }) {
  const passed = assertionResults.filter((test) => test.status === 'passed').length;
  const failed = assertionResults.filter((test) => test.status === 'failed');
  const skipped = assertionResults.length - passed - failed.length;
  if (status === 'failed' && failed.length === 0)
    return { name, passed, failed: 1, skipped, failures: [`${name}\n${message}`] };
  const failures = failed.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n'));
  return { name, passed, failed: failed.length, skipped, failures };
}

/**
 * @param {string} file
 * @returns {Counts | null} null: vitest wrote none
 */
export function readVitestCounts(file) {
  return readVitestFiles(file)?.reduce(add, none) ?? null;
}
