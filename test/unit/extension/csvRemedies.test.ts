import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import { TableError, UnclearDecimalError } from '../../../core/problems/data/table/tableError.ts';
import { csvRemedies } from '../../../extension/commands/runExperiment/csvRemedies.ts';
import { loadCsv } from '../node/data/csvFile.ts';

const houses = { csv: 'houses.csv', target: 'price', hidden: [16] };

/** What is offered for a file, first what is prepared; and what reading it as prepared gives. */
async function offersFor(text: string, problem: CsvProblem = houses) {
  const folder = mkdtempSync(path.join(tmpdir(), 'csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'houses.csv'), text);
  const error: unknown = await loadCsv(problem, folder).catch((reason: unknown) => reason);
  if (!(error instanceof TableError)) throw new Error('expected a fault');
  const unclearDecimal = error instanceof UnclearDecimalError;
  const remedies = csvRemedies({ value: error.fault, unclearDecimal }, problem);
  const [prepared] = remedies;
  const data = prepared && (await loadCsv(prepared.problem, folder).catch((reason: Error) => reason.message));
  return { labels: remedies.map(({ label }) => label), problem: prepared?.problem, data };
}

/** 500 rows of a good predictor, a poor one, a name and the target; `change` makes other values of a row. */
function rows(change: (row: number) => Partial<Record<'size' | 'age' | 'city', string>>): string {
  const lines = Array.from({ length: 500 }, (_, row) => {
    const { size = `${row}`, age = `${row % 7}`, city = `c${row % 3}` } = change(row);
    return [size, age, city, `${2 * row}`].join(',');
  });
  return `size,age,city,price\n${lines.join('\n')}\n`;
}

describe('what loses least is prepared:', () => {
  test('one empty cell in 500 rows leaves out its row', async () => {
    const { labels, problem, data } = await offersFor(rows((row) => (row === 321 ? { size: '' } : {})));
    expect(labels).toEqual(['Leave out 1 of 500 rows: missing values', 'Leave out column size']);
    expect(problem).toEqual({ ...houses, missing: 'skip' });
    expect(data).toMatchObject({ training: { rows: 499, skippedRows: 1, features: 5 } });
  });

  test('a column that is mostly empty is left out', async () => {
    const { labels, problem, data } = await offersFor(rows((row) => (row % 5 ? { age: 'NA' } : {})));
    expect(labels).toEqual(['Leave out column age', 'Leave out 400 of 500 rows: missing values']);
    expect(problem).toEqual({ ...houses, ignore: ['age'] });
    expect(data).toMatchObject({ training: { rows: 500, features: 4 } });
  });

  test('one word among 500 numbers leaves out its row', async () => {
    const { labels, problem, data } = await offersFor(rows((row) => (row === 150 ? { size: 'bad' } : {})));
    expect(labels).toEqual(['Leave out 1 of 500 rows: with "bad"', 'Leave out column size']);
    expect(problem).toEqual({ ...houses, missing: 'skip', na_values: ['bad'] });
    expect(data).toMatchObject({ training: { rows: 499, skippedRows: 1 } });
  });

  test('a word that 400 of 500 cities are called, too, leaves out the column', async () => {
    const text = rows((row) => ({
      city: row % 5 ? 'unknown' : 'Oslo',
      ...(row === 150 && { size: 'unknown' }),
    }));
    const { labels, problem, data } = await offersFor(text);
    expect(labels).toEqual(['Leave out column size', 'Leave out 401 of 500 rows: with "unknown"']);
    expect(problem).toEqual({ ...houses, ignore: ['size'] });
    expect(data).toMatchObject({ training: { rows: 500 } });
  });

  test('a word among numbers counts the rows that lack another value', async () => {
    const { labels } = await offersFor(
      rows((row) => ({ ...(row % 5 && { city: '' }), ...(row === 0 && { size: 'unknown' }) })),
    );
    expect(labels).toEqual(['Leave out column size', 'Leave out 401 of 500 rows: with "unknown"']);
  });

  test('one mark among 500 names leaves out its row, of many it is a name', async () => {
    const few = await offersFor(rows((row) => (row === 150 ? { city: '?' } : {})));
    expect(few.labels).toEqual([
      'Leave out 1 of 500 rows: missing values',
      'Take marks of missing values for names in city',
      'Leave out column city',
    ]);
    const many = await offersFor(rows((row) => (row % 2 ? { city: '?' } : {})));
    expect(many.labels[0]).toBe('Take marks of missing values for names in city');
    expect(many.data).toMatchObject({ training: { rows: 500, features: 6 } });
  });

  test('where no row is complete, a column is left out', async () => {
    const { labels } = await offersFor(rows((row) => (row % 2 ? { age: '' } : { size: '' })));
    expect(labels).toEqual(['Leave out column size']);
  });

  test('what is missing in the target leaves out its rows alone', async () => {
    const { labels } = await offersFor('size,price\n1,2\n2,\n3,4\n');
    expect(labels).toEqual(['Leave out 1 of 3 rows: missing values']);
    const byNumber = await offersFor('size,price\n1,2\n2,\n3,4\n', { ...houses, target: 2 });
    expect(byNumber.labels).toEqual(labels);
  });
});

test('what was chosen before stays chosen', async () => {
  const before = { ...houses, ignore: ['age'], na_values: ['x'] };
  const text = rows((row) => (row === 1 ? { size: 'bad', age: 'y' } : {}));
  const { problem } = await offersFor(text, before);
  expect(problem).toEqual({ ...before, missing: 'skip', na_values: ['x', 'bad'] });
});

test('where the decimal mark is unclear, both are offered', async () => {
  const { labels, data } = await offersFor('size;price\n1.234;5\n2.345;6\n3.456;7\n');
  expect(labels).toEqual(['Commas stand before decimals', 'Points stand before decimals']);
  expect(data).toMatchObject({ training: { rows: 3, features: 1 } });
});

test('where nothing can be left out, nothing is offered', async () => {
  expect((await offersFor('size,price\n1,2\n2\n3,4\n')).labels).toEqual([]);
});

test('labels are short however long the names are', async () => {
  const name = 'x'.repeat(90);
  const { labels } = await offersFor(`${name},b,price\n1,2,3\n2,2,3\n,3,4\n`);
  for (const label of labels) expect(label.length).toBeLessThan(80);
});
