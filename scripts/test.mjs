/**
 * Every check and every test, from a fresh clone on. Each runner counts for itself; the end says what failed, and the last
 * line adds up. Needs nothing but Node; the rest it installs.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { findChromium } from './host/chromium.mjs';
import { installPackages } from './install.mjs';
import { add, describeCounts, none, readCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder } from './tools/paths.mjs';
import { onExit, runHere } from './tools/processes.mjs';
import { takeTurns } from './tools/turns.mjs';

/** Of a suite, in milliseconds. */
const limit = 20 * 60_000;

/**
 * The suites of a lane run one after the other. What builds for all comes first; then those that drive windows of VS Code, which
 * mostly wait, and beside them those that drive none. Windows have to answer soon, so what is beside them gives way. Last beside
 * them is what uses all cores, for when the windows are closed.
 *
 * @typedef {{ name: string, script: string, lane: 'first' | 'windows' | 'beside', args?: readonly string[] }} Suite
 * @type {readonly Suite[]}
 */
const suites = [
  { name: 'check', script: 'scripts/check.mjs', lane: 'first' },
  { name: 'host', script: 'scripts/testHost.mjs', lane: 'windows' },
  { name: 'e2e', script: 'scripts/testE2e.mjs', lane: 'windows' },
  { name: 'gpu', script: 'scripts/testGpu.mjs', lane: 'beside', args: ['--maxWorkers=1'] },
  { name: 'pages', script: 'scripts/testPages.mjs', lane: 'beside' },
  { name: 'unit', script: 'scripts/testUnit.mjs', lane: 'beside' },
];

const turns = takeTurns((text) => process.stdout.write(text));
onExit(() => turns.flush());

/**
 * @param {Suite} suite
 * @returns {Promise<import('./tools/counts.mjs').Counts>}
 */
async function countSuite({ name, script, lane, args = [] }) {
  const results = path.join(outputFolder, `${name}.counts.json`);
  rmSync(results, { force: true });
  const env = {
    ...process.env,
    RESULTS: results,
    // Nobody looks at pictures of what passes.
    PICTURES: 'none',
    // It sees no terminal.
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  };
  const { write, end } = turns.begin();
  write(`\n── ${name} ──\n`);
  const code = await runHere(process.execPath, [inRoot(script), ...args], {
    ...{ env, limit, print: write },
    ...(lane === 'beside' && { priority: constants.priority.PRIORITY_LOW }),
  });
  end();
  const counts = readCounts(results) ?? none;
  // A runner that died has failed, whatever it counted, and so has one that found nothing to run.
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (code !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts;
}

/** @param {Suite} suite */
async function runSuite(suite) {
  const start = performance.now();
  const counts = await countSuite(suite);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  return { counts, line: `${suite.name.padEnd(6)} ${describeCounts(counts)} (${seconds} s)` };
}

/** @param {Suite['lane']} lane */
async function runLane(lane) {
  const ran = [];
  for (const suite of suites) if (suite.lane === lane) ran.push(await runSuite(suite));
  return ran;
}

/** Its beginning says what it is; the whole of it is above. @param {string} failure */
const shorten = (failure) => failure.split('\n').slice(0, 25).join('\n').slice(0, 3000);

await main(import.meta, async () => {
  await installPackages();
  mkdirSync(outputFolder, { recursive: true });
  const first = await runLane('first');
  // Two suites at once would each install it. Where it can't be installed, they say so.
  await findChromium().catch(() => {});
  const rest = await Promise.all([runLane('windows'), runLane('beside')]);
  const all = [first, ...rest].flat();
  const total = all.map(({ counts }) => counts).reduce(add);
  for (const failure of total.unsteady ?? []) console.log(`\nAt the second try:\n${shorten(failure)}`);
  for (const failure of total.failures ?? []) console.log(`\n✗ ${shorten(failure)}`);
  console.log(`\n── all ──\n${all.map(({ line }) => line).join('\n')}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(describeCounts(total));
});
