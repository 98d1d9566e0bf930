/**
 * How many tests passed. Every runner writes this shape into the file that the variable RESULTS names, so that
 * `npm test` adds up what really ran, and can say at its end what failed.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] what failed, and how, as far as that is known
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
});

/** `3 passed, 0 failed` @param {Counts} counts */
export const describeCounts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

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
  const { passed, failed, skipped, failures = [] } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed, failed, skipped, failures };
}

/**
 * The counts in the JSON report of vitest. A file that could not even be loaded has no tests and counts as one failure.
 *
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} VitestTest
 * @typedef {{ status: string, name: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @param {string} file
 * @returns {Counts | null}
 */
export function readVitestCounts(file) {
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {VitestFile[]} */
  const files = report.testResults;
  const failed = files.flatMap((each) => each.assertionResults).filter(({ status }) => status === 'failed');
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...broken.map(({ name, message }) => `${name}\n${message}`),
      ...failed.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n')),
    ],
  };
}
