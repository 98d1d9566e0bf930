/** What is said to be left out is what is left out where the advice is followed. */
import { describe, expect, test } from 'vitest';
import { TableError, type ValueFault } from '../../../core/problems/data/table/tableError.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { createRandom } from '../../../core/random.ts';
import { readLines as read } from './tableLines.ts';

function faultOf(lines: readonly string[], options: TableOptions): ValueFault | undefined {
  try {
    read(lines, options);
    return undefined;
  } catch (error) {
    if (error instanceof TableError) return error.fault;
    throw error;
  }
}

const follow = ({ naValues }: ValueFault, options: TableOptions): TableOptions => ({
  ...options,
  missing: 'skip',
  na_values: [...(options.na_values ?? []), ...(naValues ?? [])],
});

describe('rows that are lost with a text are', () => {
  test('those that have it in another column, too', () => {
    const lines = [
      'age city y',
      ...Array.from({ length: 10 }, (_, row) => `${20 + row} ${row > 2 ? 'unknown' : 'Oslo'} ${row}`),
    ];
    lines[5] = 'unknown Oslo 4';
    const fault = faultOf(lines, { target: 'y' });
    expect(fault).toMatchObject({ column: 'age', naValues: ['unknown'], rows: { count: 7, of: 10 } });
    expect(read(lines, follow(fault as ValueFault, { target: 'y' }))).toMatchObject({
      rows: 3,
      skippedRows: 7,
    });
  });

  test('those that lack a value in any column', () => {
    const lines = ['age city y', 'unknown Oslo 1', '20 ? 2', '21 ? 3', '22 Oslo 4', '23 Rome 5'];
    const fault = faultOf(lines, { target: 'y' });
    expect(fault).toMatchObject({ naValues: ['unknown'], rows: { count: 3, of: 5 } });
    expect(read(lines, follow(fault as ValueFault, { target: 'y' })).skippedRows).toBe(3);
  });

  test('not those of a column that is ignored, or that has neither name nor values', () => {
    const lines = ['age city y  ', 'unknown ? 1  ', '20 ? 2  ', '21 unknown 3  ', '22 Oslo 4  '];
    expect(faultOf(lines, { target: 'y', ignore: ['city'] })).toMatchObject({ rows: { count: 1, of: 4 } });
  });

  test('counted once, and without those that are left out anyway', () => {
    const lines = ['age city y', 'x x 1', '20 x 2', '? Oslo 3', '22 Oslo 4', '23 Rome 5', '24 Rome 6'];
    expect(faultOf(lines, { target: 'y', missing: 'skip' })).toMatchObject({ rows: { count: 2, of: 5 } });
  });

  test('so many that nothing would be left: then that is no advice', () => {
    const lines = ['age city y', 'x x 1', '20 x 2', '21 x 3', '22 Oslo 4'];
    expect(faultOf(lines, { target: 'y' })?.rows).toBeUndefined();
    expect(() => read(lines, { target: 'y' })).toThrow(
      'row 2, column age: "x" — expected a number, or the column in "categorical"',
    );
    expect(faultOf([...lines, '23 Oslo 5'], { target: 'y' })?.rows).toEqual({ count: 3, of: 5 });
  });

  test('of the first five texts', () => {
    const lines = [
      'age y',
      ...'abcdefg'.split('').map((text, row) => `${text} ${row}`),
      ...Array.from({ length: 20 }, (_, row) => `${row} ${row}`),
    ];
    expect(faultOf([...lines, 'a 1', 'f 1'], { target: 'y' })).toMatchObject({
      naValues: ['a', 'b', 'c', 'd', 'e'],
      rows: { count: 6, of: 29 },
    });
  });
});

test('whatever is wrong with a table, the rows that an advice names are those that it leaves out', () => {
  const random = createRandom(5);
  const pick = (texts: readonly string[]) => texts[random.below(texts.length)] ?? '';
  const junk = [
    '?',
    'x',
    'unknown',
    '5-',
    '(7)',
    '0x1F',
    '1e400',
    '5 kg',
    '1,5',
    '$5',
    'e\u0301',
    '\u00e9',
    '∞',
  ];
  let followed = 0;
  for (let tries = 0; tries < 400; tries++) {
    const rows = Array.from({ length: 12 }, () => [
      `${random.below(40)}`,
      pick(['Oslo', 'Rome']),
      `${random.below(40)}`,
      `${random.below(9)}`,
    ]);
    const stray = [pick(junk), pick(junk)];
    for (let count = 0; count < 4; count++) {
      const row = rows[random.below(12)];
      if (row) row[random.below(3)] = pick(stray);
    }
    const lines = ['a;b;c;y', ...rows.map((fields) => fields.join(';'))].map((line) =>
      line.replaceAll(' ', '_').replaceAll(';', ' '),
    );
    const fault = faultOf(lines, { target: 'y' });
    if (!fault?.rows) continue;
    const options = follow(fault, { target: 'y' });
    const next = faultOf(lines, options);
    if (next) continue;
    let skipped: number | undefined = 0;
    try {
      skipped = read(lines, options).skippedRows;
    } catch {
      // Too few rows or classes of another kind.
      continue;
    }
    expect([fault.rows.count, lines], lines.join('\n')).toEqual([skipped, lines]);
    followed++;
  }
  expect(followed).toBeGreaterThan(100);
});
