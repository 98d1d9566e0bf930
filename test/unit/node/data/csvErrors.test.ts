import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { TableError } from '../../../../core/problems/data/table/tableError.ts';
import { readCsv } from '../../../../node/data/readCsv.ts';
import type { CsvOptions } from '../../../../threads/data/csv/csvFormat.ts';
import { readText, temporaryFolder } from './csvFile.ts';

const price = { target: 'price' };

describe('is refused with file, row and column:', () => {
  test.each<[string, string | Uint8Array, CsvOptions, string]>([
    ['an empty file', '', price, 'houses.csv: empty — expected rows of values'],
    ['a file of blank lines', '\n\r\n\n', price, 'houses.csv: empty — expected rows of values'],
    ['a byte order mark alone', '\uFEFF', price, 'houses.csv: empty — expected rows of values'],
    ['a header alone', 'size,price\n', price, 'houses.csv: no rows below the header — expected at least 2'],
    [
      'a single row',
      'size,price\n1,2\n',
      price,
      'houses.csv: only one row below the header — expected at least 2',
    ],
    [
      'an empty value',
      'size,price\n50,3\n60,\n70,4\n',
      price,
      'houses.csv, row 3, column price: empty — expected a number, or "missing": "skip"',
    ],
    [
      'a value of spaces',
      'size,price\n50,3\n"  ",4\n55,4\n',
      price,
      'houses.csv, row 3, column size: empty — expected a number, or "missing": "skip"',
    ],
    [
      'an empty quoted value',
      'size,city,price\n50,a,3\n60,"",4\n70,b,5\n',
      price,
      'houses.csv, row 3, column city: empty — expected a name, or "missing": "skip"',
    ],
    [
      'a missing value by another name',
      'size,price\n50,3\nNA,4\n60,4\n',
      price,
      'houses.csv, row 3, column size: "NA" — expected a number, or "missing": "skip"',
    ],
    [
      'NaN in the target',
      'size,price\n50,3\n60,nan\n70,4\n',
      price,
      'houses.csv, row 3, column price: "nan" — expected a number, or "missing": "skip"',
    ],
    [
      'infinity',
      'size,price\n50,3\nInfinity,4\n70,4\n',
      price,
      'houses.csv, row 3, column size: "Infinity" — expected a number from -1e+100 to 1e+100, or "missing": "skip" with "na_values": ["Infinity"], or the column in "categorical"',
    ],
    [
      'a number with other groups than of three digits',
      'size,price\n50,3\n60,1_200\n70,4\n',
      price,
      'houses.csv, row 3, column price: "1_200" — expected a number written like 1234.5, or "missing": "skip" with "na_values": ["1_200"], or "task": "classification"',
    ],
    [
      'decimal commas where points are expected',
      'size;price\n50;3\n60;4,5\n70;4\n',
      { ...price, decimal: '.' },
      'houses.csv, row 3, column price: "4,5" — expected a number written like 1234.5, or "missing": "skip" with "na_values": ["4,5"], or "task": "classification"',
    ],
    [
      'a decimal point among commas',
      'size;price\n50,5;3\n60;4.5\n70,5;4\n',
      price,
      'houses.csv, row 3, column price: "4.5" — expected a number written like 1234,5, or "missing": "skip" with "na_values": ["4.5"], or "task": "classification"',
    ],
    [
      'two currencies',
      'size,price\n50,$3\n60,4 €\n70,4\n',
      price,
      'houses.csv, row 3, column price: "4 €" — expected a number like "$3" in row 2',
    ],
    [
      'a hexadecimal number',
      'size,price\n50,3\n0x20,4\n60,5\n',
      price,
      'houses.csv, row 3, column size: "0x20" — expected a number written like 1234.5, or "missing": "skip" with "na_values": ["0x20"], or the column in "categorical"',
    ],
    [
      'a long text where a number should be',
      `size,price\n50,3\n${'long '.repeat(20)},4\n60,5\n`,
      price,
      'houses.csv, row 3, column size: "long long long long long long long long…" — expected a number, or the column in "categorical"',
    ],
    [
      'a short row',
      'size,city,price\n50,a,3\n60,4\n',
      price,
      'houses.csv, row 3: 2 values — expected 3, one for each column',
    ],
    [
      'a long row',
      'size,price\n50,3\n60,4,5\n',
      price,
      'houses.csv, row 3: 3 values — expected 2, one for each column',
    ],
    [
      'a long row that the file ends with',
      'size,price\n50,3\n60,4,5',
      price,
      'houses.csv, row 3: 3 values — expected 2, one for each column',
    ],
    [
      'a long row before a quote that is never closed',
      'size,price\n50,3\n60,4,5\n"70,4\n',
      price,
      'houses.csv, row 3: 3 values — expected 2, one for each column',
    ],
    [
      'the wrong delimiter',
      'size;price\n50;3\n60;4\n',
      { ...price, delimiter: ',' },
      'houses.csv: values divided by semicolons — expected "delimiter": ";"',
    ],
    [
      'a misspelt target',
      'size,price\n50,3\n60,4\n',
      { target: 'prices' },
      `houses.csv: target = "prices" — expected one of size, price; did you mean 'price'?`,
    ],
    [
      'a target out of range',
      '50,3\n60,4\n',
      { target: 3 },
      "houses.csv: target = 3 — expected a column's number, 1 to 2",
    ],
    [
      'no features',
      'price\n3\n4\n',
      price,
      'houses.csv, row 1: no column to learn from — expected one besides the target',
    ],
    [
      'repeated names',
      'size,price,size\n50,3,1\n60,4,2\n',
      price,
      'houses.csv, row 1: two columns have the name "size" — expected different names, or "ignore": [1]',
    ],
    [
      'one class',
      'size,kind\n50,a\n60,a\n',
      { target: 'kind' },
      'houses.csv, column kind: only one class, "a" — expected at least 2',
    ],
    [
      'a quote that is never closed',
      'size,city,price\n50,"Oslo,3\n60,Bergen,4\n',
      price,
      'houses.csv, row 2: a quote that is never closed — expected " at the end of the value',
    ],
    [
      'a quote inside a value',
      'size,city,price\n50,Os"lo,3\n60,Bergen,4\n',
      price,
      'houses.csv, row 2: a quote inside a value — expected the whole value in quotes, those in it written twice',
    ],
    [
      'text after a quote',
      'size,city,price\n50,Oslo,3\n60,"Ber"gen,4\n',
      price,
      'houses.csv, row 3: text after a closing quote — expected a delimiter, or quotes in a value written twice',
    ],
    [
      'spaced text after a quote',
      'size,city,price\n50,Oslo,3\n60,"Ber" gen,4\n',
      price,
      'houses.csv, row 3: text after a closing quote — expected a delimiter, or quotes in a value written twice',
    ],
    [
      'a row without end',
      `size,city,price\n50,"${'Oslo, '.repeat(200_000)}",3\n`,
      price,
      'houses.csv, row 2: more than a million characters in a row — expected line breaks and closed quotes',
    ],
    [
      'Latin-1',
      Buffer.from('size,city,price\n50,Oslo,3\n60,Tromsø,4\n', 'latin1'),
      price,
      'houses.csv, row 3, column city: "Troms\uFFFD" — expected text in UTF-8, or the column in "ignore"',
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFsize,price\n50,3\n60,4\n', 'utf16le'),
      price,
      'houses.csv: text in UTF-16 — expected text in UTF-8',
    ],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0xff, 0xd8]),
      { target: 1 },
      'houses.csv: a binary file, with bytes that are zero — expected text in UTF-8',
    ],
    [
      'a table on its side',
      `${Array.from({ length: 5000 }, (_, index) => index).join(',')}\n`,
      { target: 1 },
      'houses.csv, row 1: 5000 columns — expected at most 4096',
    ],
  ])('%s', async (_, content, options, message) => {
    const error: unknown = await readText(content, options).catch((reason: unknown) => reason);
    expect(error).toHaveProperty('message', message);
    expect(error).toBeInstanceOf(TableError);
  });
});

test('a file that is not there is named with its place', async () => {
  const file = path.join(temporaryFolder(), 'houses.csv');
  await expect(readCsv(file, price)).rejects.toThrow(
    `houses.csv: no such file — expected a CSV file at ${file}`,
  );
  await expect(readCsv(path.join(file, 'inside.csv'), price)).rejects.toThrow('inside.csv: no such file');
});

test('a folder is no file', async () => {
  const folder = path.join(temporaryFolder(), 'houses.csv');
  mkdirSync(folder);
  await expect(readCsv(folder, price)).rejects.toThrow(
    `houses.csv: a folder — expected a CSV file at ${folder}`,
  );
});
