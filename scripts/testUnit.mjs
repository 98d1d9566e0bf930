/** Runs test/unit/ and counts. While you work, `npx vitest` is quicker. */
import { findRedis } from './host/redis.mjs';
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { runVitestTwice } from './tools/vitest.mjs';

/** Found once: files of tests at the same time would each install it. */
async function lookForRedis() {
  try {
    process.env['REDIS_SERVER'] = await findRedis();
  } catch (error) {
    process.env['NO_REDIS'] = 'yes';
    console.log(`SKIPPED what needs a Redis: ${error instanceof Error ? error.message : error}`);
  }
}

await main(import.meta, async () => {
  await lookForRedis();
  reportCounts('unit', await runVitestTwice('unit', process.argv.slice(2)));
});
