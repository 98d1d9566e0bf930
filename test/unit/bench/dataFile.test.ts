import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDataFile } from '../../bench/peer/dataFile.ts';
import { dataFileOf, dataSets, generate } from '../../bench/training/dataSets.ts';
import { writeDataFile } from '../../bench/training/writeDataFile.ts';

describe('data files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const { logistic, spiral, digits } = dataSets;
  test.each([logistic, spiral, digits])('$name is read as it was generated', (dataSet) => {
    const data = generate(dataSet);
    const file = dataFileOf(dataSet, folder);
    writeDataFile(file, dataSet.layers, data);
    expect(readDataFile(file)).toEqual(data);
  });
});

describe('generated data', () => {
  const { digits, spiral } = dataSets;

  test('is the same each time', () => {
    expect(generate(digits)).toEqual(generate(digits));
  });

  test.each([
    [digits, 10],
    [spiral, 2],
  ])('has every class in about every batch: $name', (dataSet, classes) => {
    const { labels } = generate(dataSet);
    expect(new Set(labels.subarray(0, 128)).size).toBe(classes);
  });

  test('has first weights for every layer, within 1/√inputs', () => {
    const { parameters } = generate(spiral);
    expect(parameters).toHaveLength(3 * 16 + 17 * 16 + 17);
    expect(Math.max(...parameters.subarray(48).map(Math.abs))).toBeLessThanOrEqual(1 / 4);
  });
});
