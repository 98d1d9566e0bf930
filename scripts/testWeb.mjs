/**
 * Runs the host tests that need no Node in a browser's extension host: `serverless` is VS Code for the Web without a server,
 * `served` the web worker host beside the VS Code server; both by default. Another word runs the files alone whose names
 * have it in them.
 */
import { runWebTests, webHosts } from './host/webTests.mjs';
import { add, none, reportCounts } from './tools/counts.mjs';
import { main } from './tools/main.mjs';

await main(import.meta, async () => {
  const words = process.argv.slice(2);
  const named = webHosts.filter((host) => words.includes(host));
  const [only = ''] = words.filter((word) => !webHosts.some((host) => host === word));
  let counts = none;
  for (const host of named.length > 0 ? named : webHosts)
    counts = add(counts, await runWebTests(host, { limit: 600_000, only }));
  reportCounts('web', counts);
});
