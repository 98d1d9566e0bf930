/** Runs test/unit/ and counts. While you work, `npx vitest` is quicker. */
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';
import { runVitest } from './tools/vitest.mjs';

await main(import.meta, async () => {
  reportCounts('unit', await runVitest('unit', process.argv.slice(2)));
});
