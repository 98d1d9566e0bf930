/** CSV files in a browser: found in a folder, and read to the very numbers, or refused in the very words, of Node.js. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, expect, test } from 'vitest';
import { csvReader as nodeReader } from '../../../node/data/readCsv.ts';
import { loadCsv } from '../../../threads/data/csv/answerCsv.ts';
import type { ParseRows } from '../../../threads/data/csv/csvFormat.ts';
import { csvReaderOf } from '../../../web/data/csvReader.ts';
import { largestFile } from '../../../web/files/webFiles.ts';
import { temporaryFolder } from '../node/data/csvFile.ts';
import { memoryFiles } from './memoryFiles.ts';

const parseRows: ParseRows = (text, options) => parse(text, options);
const rows = Array.from({ length: 30 }, (_, row) => `${row},${row % 2 ? 'a' : 'b'},${10 * row + (row % 7)}`);
const houses = `size,kind,price\n${rows.join('\n')}\n`;

type Reader = typeof nodeReader;
const outcome = async (reader: Reader, folder: string, options: object) => {
  const shares: number[] = [];
  const split = { validation: 0.2 };
  const loaded = await loadCsv({ csv: 'data/houses.csv', target: 'price', ...options }, folder, {
    ...{ split, reader, onProgress: (share: number) => shares.push(share) },
  }).catch((error: Error) => error.message);
  const heads = await reader.readHeads('data/houses.csv', folder).catch((error: Error) => error.message);
  if (typeof loaded !== 'string') expect(shares.at(-1)).toBeGreaterThan(0.9);
  return { loaded, heads };
};

const files: readonly [string, string | Uint8Array, object?][] = [
  ['plain', houses],
  ['semicolons, CRLF and a byte order mark', `\uFEFF${houses.replaceAll(',', ';').replaceAll('\n', '\r\n')}`],
  ['a separator line', `sep=;\n${houses.replaceAll(',', ';')}`],
  ['decimals with commas further down', 'a;price\n1;2\n3;4\n1,5;2,5\n3,25;4\n'],
  ['quotes, line breaks in values, and blank lines', '"a ""b""",price\n\n"1",2\n"3",4\n\n\n5,6\n'],
  ['Unicode', 'größe,price\n1,2\n3,4\n5,7\n', { ignore: [] }],
  ['classes', houses, { target: 'kind' }],
  ['a missing value', houses.replace('3,a,33', '3,a,')],
  ['a missing value that is skipped', houses.replace('3,a,33', '3,a,'), { missing: 'skip' }],
  ['a ragged row', `${houses}50,a\n`],
  ['a quote that is never closed', `${houses}"50,a,3\n`],
  ['text after a closing quote', `${houses}\n\n"50"x,a,3\n`],
  ['a quote inside a value', `${houses}5"0,a,3\n`],
  ['no table', ''],
  ['a title', `Houses\n${houses}`],
  ['JSON', '[{"a": 1}]'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0])],
  ['a byte that is zero', new TextEncoder().encode(`${houses}1,\0,3\n`)],
  ['a column that is not there', houses, { target: 'prize' }],
];

test.each(files)('%s: the same numbers and words as in Node.js', async (_, text, options = {}) => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'data', 'houses.csv'), text);
  const reader = csvReaderOf(memoryFiles({ 'tmp:/ws/data/houses.csv': text }), parseRows);
  const here = await outcome(reader, 'tmp:/ws', options);
  expect(here).toEqual(await outcome(nodeReader, folder, options));
});

describe('a file is looked for in its folder:', () => {
  const found = (csv: string, change?: (given: ReturnType<typeof memoryFiles>) => void) => {
    const given = memoryFiles({ 'tmp:/ws/data/houses.csv': houses, 'tmp:/other.csv': houses });
    change?.(given);
    return csvReaderOf(given, parseRows).readHeads(csv, 'tmp:/ws');
  };

  test('by a path with dots', async () => {
    expect(await found('./data/../data/houses.csv')).toHaveLength(3);
  });

  test.each([
    ['../other.csv', '../other.csv: outside the workspace — expected a path in the workspace folder tmp:/ws'],
    ['/ws/data/houses.csv', '/ws/data/houses.csv: an absolute path — expected a path in the workspace'],
    ['tmp:/other.csv', 'an absolute path — expected'],
    [
      'data/house.csv',
      "data/house.csv: no such file — expected a file in the workspace folder tmp:/ws; did you mean 'data/houses.csv'?",
    ],
    ['data/houses.csv/x.csv', 'no such file'],
    ['data', 'data: a folder — expected a path in the workspace folder'],
  ])('%s is refused', async (csv, message) => {
    await expect(found(csv)).rejects.toThrow(message);
  });

  test('a link is not followed, wherever it leads', async () => {
    const refusal = 'data/houses.csv: a link, which may lead outside the workspace — expected a path in';
    await expect(found('data/houses.csv', ({ links }) => links.add('tmp:/ws/data'))).rejects.toThrow(refusal);
  });

  test('what is too large for a browser is refused, with where it is read', async () => {
    const refused = found('data/houses.csv', (given) => {
      const { look } = given;
      given.look = async (place) => {
        const facts = await look(place);
        return facts && { ...facts, size: largestFile + 1 };
      };
    });
    await expect(refused).rejects.toThrow('257 MiB — expected at most 256 MiB in a browser');
  });

  test('one that can’t be read says why', async () => {
    const refused = found('data/houses.csv', (given) => {
      given.read = () => Promise.reject(new Error('no permission to read it'));
    });
    await expect(refused).rejects.toThrow(
      'houses.csv: no permission to read it — expected a CSV file at data/',
    );
  });
});
