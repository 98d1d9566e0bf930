/**
 * Every check and every test, from a fresh clone on. Each runner counts for itself; the last line adds up.
 * Needs nothing but Node; the rest it installs.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './install.mjs';
import { add, describeCounts, none, readCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder } from './tools/paths.mjs';
import { runHere } from './tools/processes.mjs';

const limit = 15 * 60_000;

const suites = [
  { name: 'check', script: 'scripts/check.mjs' },
  { name: 'unit', script: 'scripts/testUnit.mjs' },
  { name: 'gpu', script: 'scripts/testGpu.mjs' },
  { name: 'host', script: 'scripts/testHost.mjs' },
  { name: 'e2e', script: 'scripts/testE2e.mjs' },
];

/**
 * @param {(typeof suites)[number]} suite
 * @returns {Promise<import('./tools/counts.mjs').Counts>}
 */
async function runSuite({ name, script }) {
  console.log(`\n── ${name} ──`);
  const results = path.join(outputFolder, `${name}.counts.json`);
  rmSync(results, { force: true });
  const env = { ...process.env, RESULTS: results };
  const code = await runHere(process.execPath, [inRoot(script)], { env, limit });
  const counts = readCounts(results) ?? none;
  // A runner that died has failed, whatever it counted, and so has one that found nothing to run.
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (code !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts;
}

await main(import.meta, async () => {
  await installPackages();
  mkdirSync(outputFolder, { recursive: true });
  /** @type {string[]} */
  const summary = [];
  let total = none;
  for (const suite of suites) {
    const start = performance.now();
    const counts = await runSuite(suite);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    summary.push(`${suite.name.padEnd(6)} ${describeCounts(counts)} (${seconds} s)`);
    total = add(total, counts);
  }
  console.log(`\n── all ──\n${summary.join('\n')}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(describeCounts(total));
});
