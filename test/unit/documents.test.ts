import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/architecture/debugger.md',
  'docs/architecture/engines.md',
  'docs/architecture/files.md',
  'docs/architecture/folders.md',
  'docs/architecture/lessons.md',
  'docs/architecture/machines.md',
  'docs/architecture/pages.md',
  'docs/architecture/races.md',
  'docs/command-line.md',
  'docs/deployment.md',
  'docs/github-action.md',
  'docs/lessons.md',
  'docs/rule-language.md',
  'docs/scale.md',
  'docs/claim-files.md',
  'docs/claims.md',
  'docs/exercises.md',
  'docs/performance.md',
  'docs/training-logs.md',
  'test/reference/README.md',
];

test('the README lists the commands of the palette, no more and no fewer', () => {
  const hidden = manifest.contributes.menus.commandPalette.filter((item) => item.when === 'false');
  const titles = manifest.contributes.commands
    .filter(({ command }) => !hidden.some((item) => item.command === command))
    .map(({ title }) => title);
  const section = read('README.md').split('## Commands')[1]?.split('## ')[0] ?? '';
  const listed = [...section.matchAll(/^\| (.+?) +\|/gm)].map((match) => match[1]).slice(2);
  expect(listed.toSorted()).toEqual(titles.toSorted());
});

test.each(documents)('the links and file names in %s lead somewhere', (document) => {
  const text = read(document);
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  for (const link of links)
    expect(existsSync(path.join(root, path.dirname(document), link)), link).toBe(true);
  const paths = [
    ...text.matchAll(/`((?:core|threads|node|web|extension|webview|test|scripts)\/[\w./-]+\.\w+)`/g),
  ];
  for (const [, file = ''] of paths) expect(existsSync(path.join(root, file)), file).toBe(true);
});
