import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { expect, onTestFinished, test } from 'vitest';
import { copies } from '../../../scripts/bundles.mjs';
import {
  bundledPackages,
  dataSetNotices,
  packagesOf,
  thirdPartyNotices,
  thirdPartyNoticesFile,
} from '../../../scripts/generate/thirdPartyNotices.mjs';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const notices = readFileSync(inRoot(thirdPartyNoticesFile), 'utf8');
const sections = new Map(notices.split(/^## /m).map((section) => [section.split('\n')[0] ?? '', section]));

test('the notices are up to date', async () => {
  expect(notices, `${thirdPartyNoticesFile} is stale: run \`npm run generate\``).toBe(
    await thirdPartyNotices(copies),
  );
}, 120_000);

test('every package of which something is bundled is named, with the text of its licence', async () => {
  const packages = await bundledPackages();
  // Those that package.json names, and others that they bring.
  expect(packages).toEqual(
    expect.arrayContaining(['@kurkle/color', 'chart.js', 'lit-html', 'zod', '@vscode/codicons']),
  );
  for (const name of [...packages, 'assemblyscript']) {
    const licence = licenceOf(name) || licenceOf(withoutFile.get(name) ?? '');
    expect(licence.length, name).toBeGreaterThan(200);
    expect(licencesIn(name), name).toContain(licence);
  }
}, 120_000);

/** Packages of Amazon's that come without the file that the others of their repository have. */
const withoutFile = new Map(
  ['credential-provider-http', 'credential-provider-login', 'nested-clients'].map((name) => [
    `@aws-sdk/${name}`,
    '@aws-sdk/client-s3',
  ]),
);

function licenceOf(name: string): string {
  return ['LICENSE', 'LICENSE.md', 'license.md', 'LICENSE.txt', 'LICENCE']
    .map((file) => {
      try {
        return readFileSync(inRoot('node_modules', name, file), 'utf8')
          .replace(/\r\n/g, '\n')
          .trim();
      } catch {
        return '';
      }
    })
    .join('');
}

/** What is said of a package and, where that names another for the text of its licence, of that. */
function licencesIn(name: string): string {
  const section = sections.get(name) ?? '';
  const [, other] = /^The text of its licence is that of (\S+)\.$/m.exec(section) ?? [];
  return section + (other === undefined ? '' : (sections.get(other) ?? ''));
}

test('every package that package.json declares to be in the product is bundled or named', () => {
  const { dependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) expect(sections.has(name), name).toBe(true);
});

test('every data set that ships is named, with its source', () => {
  const lines = dataSetNotices(copies);
  expect(lines).toHaveLength(copies.length);
  for (const [index, { to }] of copies.entries()) {
    expect(sections.get('Data sets')).toContain(lines[index]);
    expect(lines[index]).toContain(`\`${path.basename(to)}\`: `);
  }
  expect(() => dataSetNotices([{ from: 'core/problems/data/other.csv.gz' }])).toThrow(
    'expected a line about its source',
  );
});

test('files are of the innermost package', () => {
  expect(
    packagesOf([
      'core/index.ts',
      'node_modules/lit/index.js',
      'node_modules/lit/html.js',
      'node_modules/a/node_modules/@b/c/index.js',
      '../elsewhere/node_modules/d/x.ttf',
    ]),
  ).toEqual(['@b/c', 'd', 'lit']);
});

test('the notices and the licence are in the package that people install', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of ['package.json', '.vscodeignore', 'LICENSE', 'README.md', thirdPartyNoticesFile])
    copyFileSync(inRoot(file), path.join(folder, file));
  const packed = await listFiles({ cwd: folder, packageManager: PackageManager.None });
  expect(packed).toEqual(expect.arrayContaining(['LICENSE', thirdPartyNoticesFile]));
});
