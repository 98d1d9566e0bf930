/**
 * Ends the browser's GPU process in the middle of races, at random instants, and looks at their curves. --crashes= says how
 * often, at least; with --seed= the races of an earlier run meet their crashes again.
 */
import { runHostTests } from './host/hostTests.mjs';
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { option } from './tools/option.mjs';

/** Of a crash, in milliseconds, where others use the machine. */
const patience = 60_000;

await main(import.meta, async () => {
  const seed = option('seed', String(Math.floor(Math.random() * 2 ** 31)));
  const crashes = option('crashes', '100');
  console.log(`${crashes} crashes of seed ${seed}`);
  const env = { HOST_TEST_CRASHES: crashes, HOST_TEST_CRASHES_SEED: seed };
  const limit = (Number(crashes) + 5) * patience;
  reportCounts('gpuCrashes', await runHostTests({ limit, only: 'gpuCrashes', env }));
});
