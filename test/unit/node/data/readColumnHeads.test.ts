import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readColumnHeads } from '../../../../node/data/readColumnHeads.ts';
import { temporaryFolder } from './csvFile.ts';

function headsOf(text: string) {
  const file = path.join(temporaryFolder(), 'houses.csv');
  writeFileSync(file, text);
  return readColumnHeads(file);
}

test('the columns of a file are told by its first rows, whatever divides them', async () => {
  const heads = await headsOf(`size;kind\n50;"a; b"\n${'60;c\n'.repeat(100_000)}`);
  expect(heads.map(({ reference, examples }) => [reference, examples])).toEqual([
    ['size', ['50', '60']],
    ['kind', ['a; b', 'c']],
  ]);
});

test('numbers with a decimal comma are offered as numbers', async () => {
  const heads = await headsOf('size;price\n50;208666,18\n60;195000,50\n');
  expect(heads.map(({ tasks }) => tasks[0])).toEqual(['classification', 'regression']);
});

test('rows before a misplaced quote are enough', async () => {
  expect(await headsOf('size,kind\n50,a\n60,"b\n')).toMatchObject([
    { reference: 'size' },
    { reference: 'kind' },
  ]);
});

test('an empty file and one that is not there are refused', async () => {
  await expect(headsOf('')).rejects.toThrow('houses.csv: empty — expected rows of values');
  await expect(readColumnHeads('/nowhere/houses.csv')).rejects.toThrow('houses.csv: no such file');
});
