import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { derivedFiles, goldenFolder } from '../../../scripts/generate/derivedFiles.ts';
import { optimizerTexts, optimizerTextsFile } from '../../../scripts/generate/optimizerTexts.mjs';
import { strays, writeFiles } from '../../../scripts/generate/writeFiles.mjs';
import { inRoot, root } from '../../../scripts/tools/paths.mjs';

const remedy = 'stale: run `npm run generate`, and read what it has changed';

test('what is derived is up to date', async () => {
  const files = [[optimizerTextsFile, optimizerTexts()] as const, ...(await derivedFiles(root))];
  for (const [file, text] of files) {
    expect(existsSync(inRoot(file)), `${file} is ${remedy}`).toBe(true);
    expect(readFileSync(inRoot(file), 'utf8'), `${file} is ${remedy}`).toBe(text);
  }
});

test('there are golden files of each optimizer and of nothing else', async () => {
  const derived = [...(await derivedFiles(root)).keys()];
  expect(strays(root, goldenFolder, derived), `${goldenFolder} is ${remedy}`).toEqual([]);
});

describe('npm run generate', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'generate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

  test('writes what is new or differs and removes what is gone, only in the folder of derived files', () => {
    write('by-hand.md', 'mine');
    write('table.md', 'old');
    write('golden/adam/kernel.js', 'same');
    write('golden/adam/kernel.txt', 'gone');
    write('golden/gone/kernel.js', 'gone');
    const derived = new Map([
      ['table.md', 'new'],
      ['golden/adam/kernel.js', 'same'],
      ['golden/lion/kernel.js', 'new'],
    ]);
    expect(writeFiles(folder, derived, 'golden')).toEqual([
      'wrote table.md',
      'wrote golden/lion/kernel.js',
      'removed golden/adam/kernel.txt',
      'removed golden/gone',
    ]);
    for (const [file, text] of derived) expect(read(file)).toBe(text);
    expect(read('by-hand.md')).toBe('mine');
    expect(strays(folder, 'golden', [...derived.keys()])).toEqual([]);
    expect(writeFiles(folder, derived, 'golden')).toEqual([]);
  });
});
