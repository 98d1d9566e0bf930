/** Runs test/host/ inside VS Code. With a word it runs the files alone whose names have that word in them. */
import { runHostTests } from './host/hostTests.mjs';
import { reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';

await main(import.meta, async () => {
  const [only = ''] = process.argv.slice(2);
  reportCounts('host', await runHostTests({ limit: 600_000, only }));
});
