/**
 * Runs test/fuzz/: random rules, whose exports a real Python compiles and runs, random texts, of which an editor asks all
 * that it can, and random lessons, which are read, edited and written. With --seed= it makes those of an earlier run again; --rules= and --texts= say how many. With a word it runs the
 * files alone whose names have that word in them.
 */
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { option } from './tools/option.mjs';
import { runVitest } from './tools/vitest.mjs';

await main(import.meta, async () => {
  const seed = option('seed', String(Math.floor(Math.random() * 2 ** 31)));
  const rules = option('rules', '1000');
  const texts = option('texts', '100000');
  Object.assign(process.env, { FUZZ_SEED: seed, FUZZ_RULES: rules, FUZZ_TEXTS: texts });
  console.log(`${rules} rules and ${texts} texts of seed ${seed}`);
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  reportCounts('fuzz', await runVitest('fuzz', ['--config', 'test/fuzz/vitest.config.mts', ...only]));
});
