/**
 * Runs the random tests of test/unit/ with other seeds than npm test, which has one: --times= times, or once with the seed
 * --seed= of an earlier run. With words it runs the files alone whose paths have one of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { add, none, reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { option } from './tools/option.mjs';
import { inRoot } from './tools/paths.mjs';
import { runVitest } from './tools/vitest.mjs';

await main(import.meta, async () => {
  const seed = option('seed', '');
  const times = seed === '' ? Number(option('times', '1')) : 1;
  const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const files = readdirSync(inRoot('test/unit'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/unit/${name.replaceAll('\\', '/')}`)
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .filter((name) => readFileSync(inRoot(name), 'utf8').includes("'fast-check'"));
  let counts = none;
  for (let time = 0; time < times; time++) {
    process.env['RANDOM_SEED'] = seed || String(Math.floor(Math.random() * 2 ** 31));
    console.log(`seed ${process.env['RANDOM_SEED']}`);
    counts = add(counts, await runVitest('random', ['--testTimeout=600000', ...files]));
  }
  reportCounts('random', counts);
});
