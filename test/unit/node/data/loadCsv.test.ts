import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { csvFields } from '../../../../core/experiment/csvSchema.ts';
import { heldOutFields } from '../../../../core/experiment/heldOutSchema.ts';
import { errorInUnits } from '../../../../core/experiment/targetUnits.ts';
import type { CsvSource } from '../../../../threads/data/csv/csvThread.ts';
import { column, deviationOf, meanOf } from '../../problems/dataStatistics.ts';
import { loadCsv, temporaryFolder } from './csvFile.ts';

/** A workspace with `data/houses.csv`. */
function workspaceWith(text: string): string {
  const workspace = temporaryFolder();
  mkdirSync(path.join(workspace, 'data'));
  writeFileSync(path.join(workspace, 'data', 'houses.csv'), text);
  return workspace;
}

const rows = Array.from({ length: 50 }, (_, row) => `${row},${row % 2 ? 'a' : 'b'},${10 * row}`);
const houses = `size,kind,price\n${rows.join('\n')}\n`;

test('a file of the workspace is split and standardized by its training rows', async () => {
  const source = { csv: 'data/houses.csv', target: 'price' };
  const { training, validation } = await loadCsv(source, workspaceWith(houses), { validation: 0.2, seed: 1 });
  expect([training.rows, validation?.rows]).toEqual([40, 10]);
  expect(training.featureNames).toEqual(['size', 'kind = a', 'kind = b']);
  expect(meanOf(column(training, 0))).toBeCloseTo(0, 12);
  expect(deviationOf(column(training, 0))).toBeCloseTo(1, 12);
  expect(new Set(column(training, 1))).toEqual(new Set([0, 1]));
  expect(meanOf(training.targets ?? [])).toBeCloseTo(0, 12);
  expect(training.targetScale?.deviations[0]).toBeCloseTo(10 * (training.inputScale?.deviations[0] ?? 0), 9);
});

test('errors have the target’s units again by its deviation over the training rows', async () => {
  const source = { csv: 'data/houses.csv', target: 'price' };
  const { training, validation } = await loadCsv(source, workspaceWith(houses), { validation: 0.2, seed: 1 });
  expect(training.targetName).toBe('price');
  const deviation = training.targetScale?.deviations[0] ?? 0;
  // Of always predicting the mean of the training rows, 0 once standardized.
  const loss = meanOf(Array.from(validation?.targets ?? [], (target) => target ** 2));
  const mean = training.targetScale?.means[0] ?? 0;
  const prices = Array.from(validation?.targets ?? [], (target) => target * deviation + mean);
  for (const price of prices) expect(Math.abs(price % 10)).toBeCloseTo(price % 10 > 5 ? 10 : 0, 9);
  const squares = prices.map((price) => (price - mean) ** 2);
  expect(errorInUnits(loss, { name: 'price', deviation })).toBeCloseTo(Math.sqrt(meanOf(squares)), 9);
});

test('test rows are apart from those to validate on, and change nothing about training', async () => {
  const source = { csv: 'data/houses.csv', target: 'price' };
  const load = (evaluateOn: 'validation' | 'test') =>
    loadCsv(source, workspaceWith(houses), { validation: 0.2, test: 0.3, evaluateOn });
  const [tuned, tested] = [await load('validation'), await load('test')];
  expect(tested.training).toEqual(tuned.training);
  expect([tuned.training.rows, tuned.validation?.rows, tuned.unused]).toEqual([25, 10, 15]);
  expect([tested.validation?.rows, tested.unused]).toEqual([15, 10]);
  const sizes = [tuned.training, tuned.validation, tested.validation].flatMap((part) =>
    part ? [...column(part, 0)] : [],
  );
  expect(new Set(sizes).size).toBe(50);
});

test('the options of a file reach its reader', async () => {
  const source = {
    csv: 'data/houses.csv',
    target: 'size',
    task: 'classification',
    ignore: ['kind'],
  } as const;
  const { training } = await loadCsv(source, workspaceWith(houses));
  expect(training.classes).toBe(50);
  expect(training.featureNames).toEqual(['price']);
});

test('all numbers lie in memory that threads share', async () => {
  const source = { csv: 'data/houses.csv', target: 'kind' };
  const { training, validation } = await loadCsv(source, workspaceWith(houses), { validation: 0.2 });
  for (const data of [training, validation])
    expect([data?.inputs.buffer, data?.labels.buffer]).toEqual([
      expect.any(SharedArrayBuffer),
      expect.any(SharedArrayBuffer),
    ]);
});

test('a path that leads out of the workspace is refused', async () => {
  const folder = workspaceWith(houses);
  const absolute = path.join(folder, 'data', 'houses.csv');
  for (const [csv, reason] of [
    ['../houses.csv', 'outside the workspace'],
    ['data/../../houses.csv', 'outside the workspace'],
    [absolute, 'an absolute path'],
  ] as const)
    await expect(loadCsv({ csv, target: 'price' }, folder)).rejects.toThrow(
      `${csv}: ${reason} — expected a path in the workspace folder ${folder}`,
    );
});

test('where a file is not there, one of a similar name is offered', async () => {
  const folder = workspaceWith(houses);
  const load = (csv: string) => loadCsv({ csv, target: 'price' }, folder);
  const expected = `no such file — expected a file in the workspace folder ${folder}`;
  await expect(load('data/house.csv')).rejects.toThrow(
    `data/house.csv: ${expected}; did you mean 'data/houses.csv'?`,
  );
  for (const csv of ['data/people2026.csv', 'dat/houses.csv'])
    await expect(load(csv)).rejects.toHaveProperty('message', `${csv}: ${expected}`);
});

test('a file whose name only begins with dots is not outside', async () => {
  const folder = workspaceWith(houses);
  writeFileSync(path.join(folder, '..houses.csv'), houses);
  await expect(loadCsv({ csv: '..houses.csv', target: 'price' }, folder)).resolves.toBeDefined();
});

describe('the fields of an experiment', () => {
  const schema = z.strictObject({ ...csvFields, ...heldOutFields });

  test('are those that loading takes', () => {
    expectTypeOf<z.infer<typeof schema>>().toExtend<CsvSource>();
    const all = {
      csv: 'data/houses.csv',
      target: 'price',
      header: true,
      delimiter: ';',
      decimal: ',',
      categorical: ['kind', 3],
      ignore: [1],
      missing: 'skip',
      task: 'regression',
      validation: 0.2,
    };
    expect(schema.parse(all)).toEqual(all);
    expect(schema.parse({ csv: 'a.csv', target: 1 })).toEqual({ csv: 'a.csv', target: 1 });
  });

  test.each([
    [{ csv: '' }],
    [{ target: '' }],
    [{ target: 0 }],
    [{ target: 1.5 }],
    [{ delimiter: ';;' }],
    [{ delimiter: '"' }],
    [{ delimiter: '\n' }],
    [{ decimal: ';' }],
    [{ missing: 'fill' }],
    [{ categorical: 'kind' }],
    [{ task: 'clustering' }],
    [{ validation: 0.95 }],
    [{ validation: -0.1 }],
  ])('%j is refused', (fields) => {
    expect(schema.safeParse({ csv: 'a.csv', target: 'price', ...fields }).success).toBe(false);
  });
});
