/**
 * Changes the sources in small ways, one at a time, and runs the unit tests that reach the changed place: a change that
 * all of them pass shows what no test holds.
 *
 *   npm run mutants                        the lines that differ from the last commit, or else those of that commit
 *   npm run mutants -- --since main        the lines that differ from a commit
 *   npm run mutants -- core/race           all of these files and folders
 *   npm run mutants -- --sample 300 core   that many lines of each room in there, chosen by --seed
 */
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { group } from 'd3-array';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { changedLines, samplePieces, sourceFiles } from './mutants/places.mjs';
import { roomOf, scores, survivors } from './mutants/report.mjs';
import { main } from './tools/main.mjs';
import { outputFolder } from './tools/paths.mjs';

/** The least share of mutants that tests are to notice. */
const goal = 0.9;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    since: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
});

async function choosePlaces() {
  const { since, sample, seed } = options;
  if (sample === undefined && positionals.length > 0) return sourceFiles(positionals);
  if (sample === undefined) {
    const changed = await changedLines(since ?? 'HEAD');
    return changed.length > 0 || since ? changed : changedLines('HEAD~1');
  }
  const files = await sourceFiles(positionals.length > 0 ? positionals : ['.']);
  const generator = xoroshiro128plus(Number(seed));
  const random = () => uniformFloat64(generator);
  return [...group(files, roomOf).values()].flatMap((room) => samplePieces(room, Number(sample), random));
}

/** @param {readonly string[]} places */
function runStryker(places) {
  const stryker = new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: [...places],
    mutator: {
      plugins: null,
      // Words for people: tests that repeat them hold nothing.
      excludedMutations: ['StringLiteral'],
    },
    // What runs once, when a file is loaded, needs all tests again.
    ignoreStatic: true,
    reporters: ['progress', 'html'],
    logLevel: /** @type {NonNullable<ConstructorParameters<typeof Stryker>[0]['logLevel']>} */ ('warn'),
    htmlReporter: { fileName: `${outputFolder}/mutants.html` },
    ignorePatterns: ['.vscode-host', '.tsc', '.test-output', 'dist', '*.vsix'],
    tempDirName: `${outputFolder}/mutants`,
    // Stryker would rewrite tsconfig.json with an interface that TypeScript 7 doesn't have; vitest needs none.
    tsconfigFile: 'none.json',
    disableTypeChecks: false,
    testRunnerNodeArgs: process.version.startsWith('v20.') ? ['--experimental-wasm-relaxed-simd'] : [],
    concurrency: Number(options.jobs),
    // All tests one after the other, on a busy machine.
    dryRunTimeoutMinutes: 60,
    allowEmpty: true,
  });
  return stryker.runMutationTest();
}

await main(import.meta, async () => {
  const places = await choosePlaces();
  if (places.length === 0) {
    console.log('No line of the sources has changed.');
    return;
  }
  const mutants = await runStryker(places);
  for (const line of survivors(mutants)) console.log(line);
  for (const { room, killed, count } of scores(mutants)) {
    const share = killed / count;
    console.log(`${room}: ${killed} of ${count}, ${(100 * share).toFixed(0)} %`);
    if (share < goal) process.exitCode = 1;
  }
});
