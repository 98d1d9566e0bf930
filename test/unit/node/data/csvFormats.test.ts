import { describe, expect, test } from 'vitest';
import type { CsvOptions } from '../../../../threads/data/csv/csvFormat.ts';
import { examplesOf } from '../../problems/dataStatistics.ts';
import { readText } from './csvFile.ts';

/** The first examples, each with its target last. */
async function rowsOf(text: string, options: CsvOptions) {
  const data = await readText(text, options);
  const last = (row: number) => data.targets?.[row] ?? data.classNames?.[data.labels[row] ?? 0];
  return examplesOf(data)
    .slice(0, 4)
    .map((example, row) => [...example, last(row)]);
}

describe('delimiter and decimal mark are found together', () => {
  test.each<[string, string, CsvOptions, unknown[][]]>([
    [
      'semicolons around decimal commas',
      '5,1;3,5;1,4\n4,9;3,0;1,4\n6,2;2,9;4,3\n',
      { target: 3 },
      [
        [5.1, 3.5, 1.4],
        [4.9, 3, 1.4],
        [6.2, 2.9, 4.3],
      ],
    ],
    [
      'tabs around decimal commas',
      '81,25\t7,5\t4,75\n2,5\t6,25\t8,5\n',
      { target: 3 },
      [
        [81.25, 7.5, 4.75],
        [2.5, 6.25, 8.5],
      ],
    ],
    [
      'bars around decimal commas',
      '81,25|7,5|4,75\n2,5|6,25|8,5\n',
      { target: 3 },
      [
        [81.25, 7.5, 4.75],
        [2.5, 6.25, 8.5],
      ],
    ],
    [
      'commas in the names of a header',
      'Länge, cm;Breite, cm;Art\n5,1;3,5;a\n4,9;3,0;b\n',
      { target: 'Art' },
      [
        [5.1, 3.5, 'a'],
        [4.9, 3, 'b'],
      ],
    ],
    [
      'three decimals',
      'laenge;gewicht\n1,105;10,250\n2,110;11,375\n',
      { target: 'gewicht' },
      [
        [1.105, 10.25],
        [2.11, 11.375],
      ],
    ],
    [
      'decimal commas in the first row alone',
      '1,5;2,5\n3;4\n5;6\n',
      { target: 2 },
      [
        [1.5, 2.5],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      'two columns of decimal commas',
      '1,5;2,5\n3,5;4,5\n5,5;6,5\n',
      { target: 2 },
      [
        [1.5, 2.5],
        [3.5, 4.5],
        [5.5, 6.5],
      ],
    ],
    [
      'dots for thousands',
      'preis;menge\n1.234,56;3\n12,50;1\n',
      { target: 'preis' },
      [
        [3, 1234.56],
        [1, 12.5],
      ],
    ],
    [
      'dots for thousands, in quotes between commas',
      'a,b\n"1.234,5",3\n"2.345,6",4\n',
      { target: 'b' },
      [
        [1234.5, 3],
        [2345.6, 4],
      ],
    ],
    [
      'whole numbers with dots beside decimals',
      'a;b\n1.234;3,5\n2.345;4,5\n',
      { target: 'b' },
      [
        [1234, 3.5],
        [2345, 4.5],
      ],
    ],
    [
      'commas for thousands between semicolons',
      'a;b\n1,234.50;3\n2,345.25;4\n',
      { target: 'b' },
      [
        [1234.5, 3],
        [2345.25, 4],
      ],
    ],
    [
      'commas for thousands in quotes',
      'rooms,price\n3,"1,250"\n4,"2,300"\n',
      { target: 'price' },
      [
        [3, 1250],
        [4, 2300],
      ],
    ],
    [
      'commas in texts',
      'name;age;size\nRoe, Jane;6;1.5\nDoe, John;5;2.5\n',
      { target: 'size', ignore: [1] },
      [
        [6, 1.5],
        [5, 2.5],
      ],
    ],
    [
      'commas in all texts of a headerless file',
      'Oslo, Norway;6;1,5\nRome, Italy;5;2,5\n',
      { target: 3, header: false, ignore: [1] },
      [
        [6, 1.5],
        [5, 2.5],
      ],
    ],
    [
      'lists in texts',
      'x,genre,y\n1,Action;Drama,5\n2,Action;Comedy,6\n',
      { target: 'y', ignore: [2] },
      [
        [1, 5],
        [2, 6],
      ],
    ],
    [
      'numbers alone between commas',
      '3,4\n5,7\n6,8\n',
      { target: 2 },
      [
        [3, 4],
        [5, 7],
        [6, 8],
      ],
    ],
    [
      'money with commas',
      'y,price\n1,$5.50\n3,"$1,200"\n',
      { target: 'price' },
      [
        [1, 5.5],
        [3, 1200],
      ],
    ],
    [
      'blanks behind commas',
      'x, y\n1, 2\n3, 4\n',
      { target: 'y' },
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])('%s', async (_, text, options, rows) => expect(await rowsOf(text, options)).toEqual(rows));

  test.each<[string, string, CsvOptions, string]>([
    [
      'dots between semicolons',
      'a;b\n1.234;3\n2.345;4\n',
      { target: 'b' },
      'row 2, column a: "1.234", decimals or thousands — expected "decimal": "." or "decimal": ","',
    ],
    [
      'commas between tabs',
      'a\tb\n1\t1,250\n2\t2,300\n',
      { target: 'b' },
      'row 2, column b: "1,250", decimals or thousands — expected "decimal": "." or "decimal": ","',
    ],
  ])('or asked for: %s', async (_, text, options, message) => {
    await expect(readText(text, options)).rejects.toThrow(`houses.csv, ${message}`);
    for (const decimal of ['.', ','] as const)
      expect(await readText(text, { ...options, decimal })).toBeDefined();
  });

  test('columns that are ignored don’t ask', async () => {
    expect(await rowsOf('a;z;b\n1.234;1;3\n2.345;2;4\n', { target: 'b', ignore: ['a'] })).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });
});

describe('the same rows are the same numbers in short and in long files:', () => {
  const plain = (count: number) =>
    Array.from({ length: count }, (_, row) => `${row};${row % 9};${row % 7}\n`).join('');

  test.each([0, 10, 5000, 200_000])('decimals behind %d rows without', async (count) => {
    const text = `a;b;c\n${plain(count)}1,5;2,5;3\n1,25;2;4\n`;
    const data = await readText(text, { target: 'c' });
    expect(examplesOf(data).slice(-2)).toEqual([
      [1.5, 2.5],
      [1.25, 2],
    ]);
  });

  test.each([0, 10, 5000, 200_000])(
    'one decimal point before many commas, with %d rows between',
    async (count) => {
      const text = `a;b;c\n0.5;1;2\n${plain(count)}${'1,5;2,5;3\n'.repeat(3)}`;
      await expect(readText(text, { target: 'c' })).rejects.toThrow(
        'houses.csv, row 2, column a: "0.5" — expected a number written like 1234,5',
      );
    },
  );

  test.each([1, 99, 100, 101, 5000])('a column that %d rows lack', async (count) => {
    const lines = Array.from(
      { length: 2 * count + 4 },
      (_, row) => `${row},${row < count ? '' : row + 0.5},${2 * row}`,
    );
    const data = await readText(`a,b,y\n${lines.join('\n')}\n`, { target: 'y', missing: 'skip' });
    expect(data.featureNames).toEqual(['a', 'b']);
    expect([data.rows, data.skippedRows]).toEqual([count + 4, count]);
  });
});

describe('a line for spreadsheets is no row:', () => {
  test.each([
    ['sep=;\nsize;price\n50;3\n80;4\n'],
    ['SEP=;\r\nsize;price\r\n50;3\r\n80;4\r\n'],
    ['\uFEFFsep=;\nsize;price\n50;3\n80;4\n'],
    ['"sep=;"\nsize;price\n50;3\n80;4\n'],
    ['sep=,\nsize,price\n50,3\n80,4\n'],
    ['sep=\t\nsize\tprice\n50\t3\n80\t4\n'],
    ['sep=:\nsize:price\n50:3\n80:4\n'],
  ])('%j', async (text) => {
    expect(await rowsOf(text, { target: 'price' })).toEqual([
      [50, 3],
      [80, 4],
    ]);
  });

  test('the delimiter of the options counts', async () => {
    const text = 'sep=;\nsize:price\n50:3\n80:4\n';
    expect(await rowsOf(text, { target: 'price', delimiter: ':' })).toEqual([
      [50, 3],
      [80, 4],
    ]);
  });

  test('rows are counted with it, as spreadsheets do', async () => {
    await expect(readText('sep=;\nsize;price\n50;3\n80;\n60;4\n', { target: 'price' })).rejects.toThrow(
      'houses.csv, row 4, column price: empty',
    );
  });

  test('elsewhere it is one', async () => {
    await expect(readText('size;price\nsep=;\n50;3\n', { target: 'price' })).rejects.toThrow(
      'row 2, column price',
    );
  });
});
