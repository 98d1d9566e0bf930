/** Files whose first rows are no table as they are: what they are refused with is a way out that works. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CsvOptions } from '../../../../threads/data/csv/csvFormat.ts';
import { readColumnHeads, readText } from './csvFile.ts';

const faultOf = (text: string, options: CsvOptions = { target: 'price' }) =>
  readText(text, options).then(
    () => undefined,
    (error: Error) => error.message.replace('houses.csv', ''),
  );

async function columnsOf(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'houses.csv'), text);
  return (await readColumnHeads('houses.csv', folder)).map(({ reference }) => reference);
}

describe('a delimiter that is not tried is named:', () => {
  test.each([
    ['spaces', ' ', 'size rooms price\n50 2 3\n80 3 4\n'],
    ['spaces', ' ', '50 2 3\n80 3 4\n60 3 5\n'],
    ['spaces', ' ', '5.1 3.5 a\n4.9 3.0 b\n'],
    ['spaces', ' ', '# made by a program\nsize rooms price\n50 2 3\n80 3 4\n60 3 4\n'],
    ['colons', ':', 'size:rooms:price\n50:2:3\n80:3:4\n'],
    ['"^"', '^', 'size^rooms^price\n50^2^3\n80^3^4\n'],
    ['"~"', '~', 'size~rooms~price\n50~2~3\n80~3~4\n'],
  ])('%s', async (word, delimiter, text) => {
    const message = `: values divided by ${word} — expected "delimiter": ${JSON.stringify(delimiter)}, or commas, semicolons, tabs or bars between values`;
    expect(await faultOf(text)).toBe(message);
    expect(await faultOf(text, { target: 3 })).toBe(message);
    await expect(columnsOf(text)).rejects.toThrow(`houses.csv${message}`);
    const table = text.replace(/^#.*\n/, '');
    const data = await readText(table, { target: 3, delimiter });
    expect([data.features, data.rows]).toEqual([
      2,
      table.trim().split('\n').length - (/^size/.test(table) ? 1 : 0),
    ]);
  });

  test.each(['1,5 2,5 3,5\n4,5 5,5 1,5\n', 'size rooms price\n1,5 2,5 3,5\n4,5 5,5 1,5\n2,5 1,5 2,5\n'])(
    'beside the one that divides the rows, too: %j',
    async (text) => {
      const message = ': values divided by spaces or commas — expected "delimiter": " ", or ","';
      expect(await faultOf(text, { target: 3 })).toBe(message);
      expect((await readText(text, { target: 3, delimiter: ' ' })).targets?.[1]).toBe(1.5);
    },
  );

  test('also where spaces stand between words', async () => {
    const text = 'size^kind^price\n50^two  rooms^3\n80^one  room^4\n';
    expect(await faultOf(text)).toContain('values divided by "^" — expected "delimiter": "^"');
  });

  test('where another one is given', async () => {
    for (const [text, delimiter] of [
      ['size;price\n50;3\n80;4\n', ','],
      ['size:price\n50:3\n80:4\n', ';'],
    ] as const) {
      const right = text.charAt(4);
      expect(await faultOf(text, { target: 'price', delimiter })).toContain(
        `expected "delimiter": "${right}"`,
      );
      expect((await readText(text, { target: 'price', delimiter: right })).rows).toBe(2);
    }
  });

  test.each([
    'size   rooms  price\n50     2      3\n100    3      4\n',
    'size rooms price\n  50 2 3\n 100 3 4\n',
    'size  rooms  price\n50  2  3\n100 3  4\n7  7  7\n',
  ])('several spaces are none: %j', async (text) => {
    const message =
      ', row 1: values divided by several spaces — expected one character between values: commas, semicolons, tabs or bars, or a "delimiter"';
    expect(await faultOf(text)).toBe(message);
    await expect(columnsOf(text)).rejects.toThrow(`houses.csv${message}`);
    expect(
      (await readText(text.replaceAll(/^ +/gm, '').replaceAll(/ +/g, ','), { target: 'price' })).features,
    ).toBe(2);
  });

  test.each([
    'b\t2.5\na\n-  2.5',
    'Smith foo\nb\na\ta',
    '  Smith foo\nb\n  a\ta',
    '10 foo b\n1\t1\tJohn\na foo  -\n-',
  ])('nor are spaces and tabs between as many values of most lines: %j', async (text) => {
    expect(await faultOf(text, { target: 1 })).toContain('values divided by several spaces');
  });

  test.each(['John foo\nAnn\nBob\na\tb', 'John foo\nAnn\nBob\nEve', 'John\tfoo'])(
    'but values of half of the lines or fewer may have some words: %j',
    async (text) => {
      expect(await faultOf(text, { target: 1 })).not.toContain('divided');
    },
  );

  test.each([
    'size\u00a0rooms\u00a0price\n50\u00a02\u00a03\n80\u00a03\u00a04\n',
    'size\u00a0\u00a0rooms\n\u00a050\u00a02\n\u00a0\u00a09\u00a0\u00a0\u00a03\n',
    'note\u00a0on\u00a0it\na\u00a0b\nc\u00a0d\ne\u00a0f\n',
  ])('nor are spaces at which no line is broken: %j', async (text) => {
    expect(await faultOf(text)).toContain('values divided by several spaces');
  });

  test('but values may have such characters', async () => {
    expect(await columnsOf('time,city,price\n10:30,New York,3\n11:45,Los Angeles,4\n')).toEqual([
      'time',
      'city',
      'price',
    ]);
    expect(await columnsOf('a b,c d\ne f,g h\ni j,k l\n')).toEqual(['a b', 'c d']);
    expect(await columnsOf('a:b:c,d:e:f\ng:h:i,j:k:l\n')).toEqual(['a:b:c', 'd:e:f']);
    expect(await columnsOf('size;price\n1 250,5;3\n2 300,5;4\n')).toEqual(['size', 'price']);
    expect(await columnsOf('note;price\n"1 2 3";3\n"4 5 6";4\n')).toEqual(['note', 'price']);
  });

  test('and a delimiter that is given divides them', async () => {
    const text = 'a,b\n5 2,3 4\n6 1,7 8\n6 2,7 9\n5 2,1 8\n';
    expect(await faultOf(text, { target: 1 })).toContain('expected "delimiter": " "');
    expect(await readText(text, { target: 1, delimiter: ',' })).toMatchObject({ rows: 4, features: 4 });
  });

  test('one column stays one', async () => {
    expect(await faultOf('price\n3\n4\n')).toBe(
      ', row 1: no column to learn from — expected one besides the target',
    );
    await expect(columnsOf('Monday\nthe sun rose\nit set\n')).rejects.toThrow('no column to learn from');
  });
});

describe('lines before the table are named:', () => {
  const table = 'size,rooms,price\n50,2,3\n80,3,4\n60,3,5\n';
  test.each([
    ['# created by export', 'a comment', 1],
    ['// created by export', 'a comment', 1],
    ['% created by export', 'a comment', 1],
    ['-- created by export', 'a comment', 1],
    ['# created, by export', 'a comment', 1],
    ['# created, by, export', 'a comment', 1],
    ['# created, by, export, today', 'a comment', 1],
    ['Houses of 2020', 'no row of the table', 1],
    ['Houses of 2020,,', 'no row of the table', 1],
    ['Houses\nof 2020', 'no row of the table', 2],
    ['# one\n# two, with more\n# three', 'a comment', 3],
  ])('%j', async (lines, what, count) => {
    const [first = ''] = lines.split('\n');
    const message = `, row 1: ${JSON.stringify(first.split(',')[0])} is ${what} — expected names or values; delete ${count === 1 ? 'this line' : `the ${count} lines`} before row ${count + 1}`;
    for (const target of ['price', 3]) expect(await faultOf(`${lines}\n${table}`, { target })).toBe(message);
    await expect(columnsOf(`${lines}\n${table}`)).rejects.toThrow(`houses.csv${message}`);
    expect(await columnsOf(table)).toEqual(['size', 'rooms', 'price']);
  });

  test('a first row with one name is a header where values stand below', async () => {
    expect(await columnsOf('size,,\n50,2,3\n80,3,4\n60,3,5\n')).toEqual(['size', 2, 3]);
    expect(await columnsOf('kind,,\na,2,3\nb,3,4\na,3,5\n')).toEqual(['kind', 2, 3]);
  });

  test('rows are counted with blank lines', async () => {
    expect(await faultOf(`# created\n\n\n${table}`)).toContain('delete this line before row 4');
    expect(await faultOf(`\n\n# created\n${table}`)).toContain(', row 3: "# created" is a comment');
  });

  test('comments of several words are no table of spaces', async () => {
    expect(await faultOf('# c\n# d\na,price\n1,2\n')).toContain(
      '"# c" is a comment — expected names or values; delete the 2 lines before row 3',
    );
    expect(await faultOf('# made by: a\n# made at: b\na;price\n1;2\n2;3\n')).toContain(
      'delete the 2 lines before row 3',
    );
  });

  test('above values without a header', async () => {
    const message = await faultOf('# created by export\n50,2,3\n80,3,4\n60,3,5\n', { target: 3 });
    expect(message).toContain(', row 1: "# created by export" is a comment');
  });

  test('a quote in such a line is told with its row', async () => {
    expect(await faultOf(`# created by "export"\n${table}`)).toMatch(/^, row 1: /);
  });

  test('a mark before the first name is part of it', async () => {
    expect(await columnsOf('#id,size,price\n1,2,3\n2,3,4\n3,5,4\n')).toEqual(['#id', 'size', 'price']);
    expect(await columnsOf('# id,size,price\n1,2,3\n2,3,4\n3,5,4\n')).toEqual(['# id', 'size', 'price']);
    expect(await columnsOf('%,size,price\n1,2,3\n2,3,4\n')).toEqual(['%', 'size', 'price']);
  });
});

describe('a first row of another length than all others', () => {
  test.each([
    [
      'size,price\n50,2,3\n80,3,4\n60,3,5\n',
      '2 values where the rows below have 3 — expected 3, one for each column',
    ],
    [
      'size,rooms,price,x\n50,2,3\n80,3,4\n60,3,5\n',
      '4 values where the rows below have 3 — expected 3, one for each column',
    ],
    [
      'size\n#50,2,3\n#80,3,4\n#60,3,5\n',
      '1 value where the rows below have 3 — expected 3, one for each column',
    ],
  ])('%j', async (text, reason) => {
    expect(await faultOf(text, { target: 1 })).toBe(`, row 1: ${reason}`);
    expect(await faultOf(`\n\n${text}`, { target: 1 })).toBe(`, row 3: ${reason}`);
  });
  test('may end in delimiters', async () => {
    expect(await columnsOf('size,price\n50,2,\n80,3,\n')).toEqual(['size', 'price']);
    expect(await columnsOf('size,price,,\n50,2\n80,3\n')).toEqual(['size', 'price']);
  });
  test('is not at fault where one row alone is longer', async () => {
    expect(await faultOf('size,price\n50,2\n80,3,9\n60,3\n')).toBe(
      ', row 3: 3 values — expected 2, one for each column',
    );
  });
});
