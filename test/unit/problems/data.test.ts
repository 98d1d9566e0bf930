import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { digits } from '../../../core/problems/data/digits.ts';
import { datasets, findDataset } from '../../../core/problems/data/index.ts';
import { spirals } from '../../../core/problems/data/spirals.ts';
import { loadDataset, readDigits } from './shippedData.ts';

function countsOf({ labels, classes }: Dataset): number[] {
  return Array.from({ length: classes }, (_, label) => labels.filter((each) => each === label).length);
}

test('every file that exports a data set is in the table, under the name of its file', () => {
  const folder = new URL('../../../core/problems/data/', import.meta.url);
  const others = ['index.ts', 'dataset.ts', 'batches.ts'];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !others.includes(file));
  expect(datasets.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  expect(findDataset('digits')).toBe(digits);
  expect(findDataset('toString')).toBeUndefined();
});

describe.each(datasets)('$id', (entry) => {
  const data = loadDataset(entry.id);

  test('has the rows, features and classes that the table says', () => {
    expect([data.rows, data.features, data.classes]).toEqual([entry.rows, entry.features, entry.classes]);
    expect(data.inputs.length).toBe(data.rows * data.features);
    expect(data.labels.length).toBe(data.rows);
  });

  test('has finite inputs, and labels of its classes only', () => {
    expect(data.inputs.every(Number.isFinite)).toBe(true);
    expect(countsOf(data).reduce((sum, count) => sum + count, 0)).toBe(data.rows);
  });

  test('is the same every time', () => {
    const again = loadDataset(entry.id);
    expect(Buffer.compare(Buffer.from(again.inputs.buffer), Buffer.from(data.inputs.buffer))).toBe(0);
    expect([...again.labels]).toEqual([...data.labels]);
  });
});

describe('spirals', () => {
  const data = spirals.load('');

  test('have 200 examples of each class', () => expect(countsOf(data)).toEqual([200, 200]));

  test('wind outwards, the second class opposite the first', () => {
    const radius = (row: number) => Math.hypot(data.inputs[2 * row] ?? 0, data.inputs[2 * row + 1] ?? 0);
    for (let row = 2; row < data.rows; row++) expect(radius(row)).toBeGreaterThan(radius(row - 2) - 1e-12);
    expect(radius(0)).toBeCloseTo(0.2, 12);
    const opposite = Array.from({ length: 200 }, (_, pair) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = data.inputs.subarray(4 * pair, 4 * pair + 4);
      return x1 * x2 + y1 * y2 < 0;
    });
    expect(opposite.every(Boolean)).toBe(true);
  });
});

describe('digits', () => {
  const data = loadDataset('digits');

  test('have inputs from 0 to 1 in sixteenths', () => {
    expect(Math.min(...data.inputs.subarray(0, 6400))).toBe(0);
    expect(data.inputs.every((value) => value >= 0 && value <= 1 && Number.isInteger(16 * value))).toBe(true);
    expect(data.inputs.includes(1)).toBe(true);
  });

  test('have the class counts that are published', () => {
    expect(countsOf(data)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  test('keep pixels and class of a line together', () => {
    const line = readDigits().trim().split('\n')[1000]?.split(',').map(Number) ?? [];
    expect(Array.from(data.inputs.subarray(64_000, 64_064), (value) => 16 * value)).toEqual(
      line.slice(0, 64),
    );
    expect(data.labels[1000]).toBe(line[64]);
  });

  test.each([
    ['a pixel too few', (line: string) => line.slice(line.indexOf(',') + 1)],
    ['a number too many', (line: string) => `${line},0`],
    ['a word', (line: string) => line.replace(/\d+/, 'dark')],
    ['an empty field', (line: string) => line.replace(/\d+/, '')],
  ])('a line with %s is named', (_, spoil) => {
    const lines = readDigits().trim().split('\n');
    lines[36] = spoil(lines[36] ?? '');
    expect(() => digits.load(lines.join('\n'))).toThrow(
      'digits.csv.gz:37 — expected 64 brightnesses and a class',
    );
  });

  test('a cut file is refused', () => {
    const lines = readDigits().trim().split('\n');
    expect(() => digits.load(lines.slice(0, 100).join('\n'))).toThrow(
      'digits.csv.gz has 100 lines — expected 1797',
    );
  });

  test('ship as the file that the table names', () => {
    const file = new URL(`../../../core/problems/data/${digits.file}`, import.meta.url);
    expect(gunzipSync(readFileSync(file)).toString('utf8')).toBe(readDigits());
  });
});
