import { createReadStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lineOfRow } from '../../../../threads/data/csv/lineOfRow.ts';
import { temporaryFolder } from './csvFile.ts';

function lineIn(text: string, row: number): Promise<number> {
  const file = path.join(temporaryFolder(), 'houses.csv');
  writeFileSync(file, text);
  return lineOfRow(createReadStream(file), row);
}

test.each(['\n', '\r\n', '\r'])(
  'rows are lines where no value has line breaks; lines end in %j',
  async (end) => {
    const text = ['size,kind', '50,a', '', '60,b', ''].join(end);
    expect(await Promise.all([1, 2, 4].map((row) => lineIn(text, row)))).toEqual([1, 2, 4]);
  },
);

test('line breaks in quotes belong to their row', async () => {
  const text = 'size,kind\n50,"a\nb ""c\n"""\n60,d\n';
  expect(await Promise.all([1, 2, 3].map((row) => lineIn(text, row)))).toEqual([1, 2, 5]);
});

test('rows are found in files of many pieces', async () => {
  expect(await lineIn('"long\ntext",1\n'.repeat(50_000), 40_001)).toBe(80_001);
});
