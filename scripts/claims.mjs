/**
 * Puts the claims that ship to the test, which takes minutes, and writes docs/claims.md. With a word it runs those alone whose
 * names have that word in them, and writes nothing.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { claimFolders } from './bundles.mjs';
import { writeFile } from './generate/writeFiles.mjs';
import { main } from './tools/main.mjs';
import { inRoot, outputFolder, root } from './tools/paths.mjs';

const bundle = path.join(outputFolder, 'claims', 'claimsTable.mjs');

/** @param {string} file of a data set */
const readData = async (file) =>
  gunzipSync(readFileSync(inRoot('core', 'problems', 'data', file))).toString('utf8');

await main(import.meta, async () => {
  await esbuild.build({
    entryPoints: [inRoot('scripts/generate/claimsTable.ts')],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });
  const { claimsFile, claimRow, claimsTable, shippedClaims, testShipped } = await import(
    pathToFileURL(bundle).href
  );
  const word = process.argv[2] ?? '';
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
