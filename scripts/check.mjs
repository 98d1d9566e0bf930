/** Everything that can be said about the code without running it. One line a check; a failed one prints all it has. */
import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from './build.mjs';
import { bundles } from './bundles.mjs';
import { add, none, reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { filesOf, loadedAtStart } from './tools/parts.mjs';
import { inRoot } from './tools/paths.mjs';
import { binary, CommandFailed, run } from './tools/processes.mjs';

/** @param {string[]} command */
const node = (...command) => run(process.execPath, command);

/**
 * Side by side, since most use one core; in each row one after the other. Which folder may import which is checked by the first
 * two: tsconfig.json and biome.json say how.
 */
const checks = [
  [
    { name: 'types', work: () => node(binary('typescript', 'tsc'), '--build') },
    { name: 'lint and format', work: () => node(binary('@biomejs/biome', 'biome'), 'check') },
    { name: 'bundle sizes', work: checkBundleSizes },
    { name: 'no browser expected in Node', work: checkNodeBundles },
  ],
  [
    { name: 'dead code', work: () => node(binary('knip'), '--no-progress') },
    {
      name: 'code that only tests reach',
      work: () => node(binary('knip'), '--no-progress', '--production'),
    },
  ],
];

async function checkBundleSizes() {
  const metafiles = await build({ production: true });
  const sizes = bundles.flatMap(({ file, budget, start }) => {
    const metafile = metafiles.find(({ outputs }) => file in outputs);
    if (!metafile) return [sizeOf(file, [file], budget)];
    if (start === undefined) return [sizeOf(file, loadedAtStart(metafile, file), budget)];
    return [
      sizeOf(file, filesOf(metafile), budget),
      sizeOf(`${file} at its start`, loadedAtStart(metafile, file), start),
    ];
  });
  for (const { text } of sizes) console.log(`    ${text}`);
  const tooLarge = sizes.filter(({ fits }) => !fits).map(({ text }) => text);
  if (tooLarge.length > 0) {
    throw new Error(`Over the budget in scripts/bundles.mjs:\n${tooLarge.join('\n')}`);
  }
}

/** @param {string} name @param {readonly string[]} files @param {number} budget */
function sizeOf(name, files, budget) {
  const contents = files.map((file) => readFileSync(inRoot(file)));
  const sum = contents.reduce((bytes, { length }) => bytes + length, 0) / 1000;
  const zipped = contents.reduce((bytes, content) => bytes + gzipSync(content).length, 0) / 1000;
  const text = `${name}: ${sum.toFixed(1)} kB, ${zipped.toFixed(1)} of ${budget} kB gzipped`;
  return { text, fits: zipped <= budget };
}

/** VS Code's extension host logs an error where an extension asks for `navigator`: the build takes it out. */
async function checkNodeBundles() {
  const inNode = readdirSync(inRoot('dist/extension'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `dist/extension/${file}`);
  const asking = inNode.filter((file) => /\bnavigator\b/.test(readFileSync(inRoot(file), 'utf8')));
  if (asking.length > 0) throw new Error(`These ask for \`navigator\`: ${asking.join(', ')}`);
}

/** @param {(typeof checks)[number][number]} check */
async function runCheck({ name, work }) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await work();
    console.log(`✓ ${name} (${seconds()})`);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.log(`✗ ${name} (${seconds()})`);
    const output = error instanceof CommandFailed ? error.output : inspect(error);
    console.log(output);
    return { passed: 0, failed: 1, skipped: 0, failures: [`${name}\n${output}`] };
  }
}

/** @param {(typeof checks)[number]} row */
async function runRow(row) {
  let counts = none;
  for (const check of row) counts = add(counts, await runCheck(check));
  return counts;
}

await main(import.meta, async () => {
  const counts = await Promise.all(checks.map(runRow));
  reportCounts('check', counts.reduce(add));
});
