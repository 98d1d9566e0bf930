/**
 * Runs test/fuzz/: random rules, whose exports a real Python compiles and runs. With --seed= it makes the rules of an earlier
 * run again; --rules= says how many.
 */
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { option } from './tools/option.mjs';
import { runVitest } from './tools/vitest.mjs';

await main(import.meta, async () => {
  const seed = option('seed', String(Math.floor(Math.random() * 2 ** 31)));
  const rules = option('rules', '1000');
  Object.assign(process.env, { FUZZ_SEED: seed, FUZZ_RULES: rules });
  console.log(`${rules} rules of seed ${seed}`);
  reportCounts('fuzz', await runVitest('fuzz', ['--config', 'test/fuzz/vitest.config.mts']));
});
