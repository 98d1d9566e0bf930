/**
 * How many tests passed. Every runner writes this shape into the file that the variable RESULTS names, so that
 * `npm test` adds up what really ran.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
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
  const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed, failed, skipped };
}

/**
 * The counts in the JSON report of vitest. A file that could not even be loaded has no tests and counts as one failure.
 * @param {string} file
 * @returns {Counts | null}
 */
export function readVitestCounts(file) {
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    (
      /** @type {{ status: string, assertionResults: { status: string }[] }} */ { status, assertionResults },
    ) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
