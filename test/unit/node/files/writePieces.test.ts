import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePieces } from '../../../../node/files/writePieces.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pieces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pieces = (...texts: string[]) => texts.map((text, i) => ({ text, share: (i + 1) / texts.length }));

test('writes all pieces, tells how far it is, and leaves nothing else', async () => {
  const file = path.join(folder, 'numbers.csv');
  writeFileSync(file, 'a longer file of before');
  const shares: number[] = [];
  await writePieces(file, pieces('a,b\n', '1,ü\n'), { onProgress: (share) => shares.push(share) });
  expect(readFileSync(file, 'utf8')).toBe('a,b\n1,ü\n');
  expect(shares).toEqual([0.5, 1]);
  expect(readdirSync(folder)).toEqual(['numbers.csv']);
});

test('leaves the file of before where it is cancelled or a piece can’t be made', async () => {
  const file = path.join(folder, 'numbers.csv');
  writeFileSync(file, 'before');
  const cancel = new AbortController();
  const onProgress = () => cancel.abort();
  await expect(writePieces(file, pieces('a', 'b'), { onProgress, signal: cancel.signal })).rejects.toThrow();
  const failing = (function* () {
    yield* pieces('a');
    throw new RangeError('no more');
  })();
  await expect(writePieces(file, failing)).rejects.toThrow('no more');
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['numbers.csv']);
});

test('writes nothing where it was cancelled before', async () => {
  const file = path.join(folder, 'numbers.csv');
  const signal = AbortSignal.abort(new Error('cancelled'));
  await expect(writePieces(file, pieces('a'), { signal })).rejects.toThrow('cancelled');
  await expect(writePieces(file, [], { signal })).rejects.toThrow('cancelled');
  expect(readdirSync(folder)).toEqual([]);
});

test('a piece is told when it is written', async () => {
  const file = path.join(folder, 'numbers.csv');
  const seen: string[] = [];
  const onProgress = (share: number) => {
    const [part = ''] = readdirSync(folder);
    seen.push(
      `${share} ${/^\.[0-9a-f-]{36}\.part$/.test(part)} ${readFileSync(path.join(folder, part), 'utf8')}`,
    );
  };
  await writePieces(file, pieces('a', 'b'), { onProgress });
  expect(seen).toEqual(['0.5 true a', '1 true ab']);
});

test('makes an empty file of nothing, and needs no one who listens', async () => {
  const file = path.join(folder, 'numbers.csv');
  await writePieces(file, []);
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('lets other work go on between pieces', async () => {
  let turns = 0;
  let on = true;
  const turn = () => {
    turns++;
    if (on) setImmediate(turn);
  };
  setImmediate(turn);
  await writePieces(
    path.join(folder, 'numbers.csv'),
    pieces(...Array.from({ length: 50 }, () => 'x'.repeat(1000))),
  );
  on = false;
  expect(turns).toBeGreaterThan(20);
});

test('writes what a link leads to', async () => {
  const [file, link] = [path.join(folder, 'numbers.csv'), path.join(folder, 'link.csv')];
  writeFileSync(file, 'before');
  symlinkSync(file, link);
  await writePieces(link, pieces('after'));
  expect(readFileSync(file, 'utf8')).toBe('after');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test('says which folder there is not', async () => {
  await expect(writePieces(path.join(folder, 'none', 'numbers.csv'), pieces('a'))).rejects.toThrow(
    /ENOENT.*none/,
  );
});
