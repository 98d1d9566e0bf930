/**
 * Puts the claims that ship to the test, which takes minutes, and writes docs/claims.md. With a word it runs those alone whose
 * names have that word in them, and writes nothing. With a folder, or a file, it runs the claims there; the exit code is 1 where
 * something else comes out than their files say.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { claimFolders } from './bundles.mjs';
import { writeFile } from './generate/writeFiles.mjs';
import { callCli } from './tools/callCli.mjs';
import { importBundled } from './tools/importBundled.mjs';
import { main } from './tools/main.mjs';
import { inRoot, root } from './tools/paths.mjs';

/** @param {string} file of a data set */
const readData = async (file) =>
  gunzipSync(readFileSync(inRoot('core', 'problems', 'data', file))).toString('utf8');

await main(import.meta, async () => {
  const [asked = ''] = process.argv.slice(2);
  if (asked !== '' && existsSync(asked)) return callCli('claims', asked);
  const { claimsFile, claimRow, claimsTable, shippedClaims, testShipped } = await importBundled(
    'scripts/generate/claimsTable.ts',
  );
  const word = asked;
  /** @type {string[]} */
  const rows = [];
  /** @type {string[]} */
  const others = [];
  for (const each of shippedClaims(root, claimFolders)) {
    if (!each.id.includes(word)) continue;
    const { outcome } = await testShipped(each, readData);
    console.log(`${outcome.verdict.padEnd(16)} ${each.id}: ${outcome.words}`);
    if (!outcome.isAsWritten) others.push(`${each.id}: ${outcome.verdict}, not ${each.claim.verdict}`);
    rows.push(claimRow(each, outcome));
  }
  if (rows.length === 0) throw new Error(`No claim has "${word}" in its name.`);
  if (word === '' && writeFile(inRoot(claimsFile), claimsTable(rows))) console.log(`wrote ${claimsFile}`);
  if (others.length > 0) throw new Error(`Other verdicts than those of the files:\n${others.join('\n')}`);
});
