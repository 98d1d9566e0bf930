import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { examplesOf } from '../../problems/dataStatistics.ts';
import { readColumnHeads, readText, temporaryFolder } from './csvFile.ts';

const target = 'price';

test('a file is read into features, names and targets', async () => {
  const data = await readText('size,city,price\n50,Oslo,3\n80,Bergen,4.5\n', { target });
  expect(examplesOf(data)).toEqual([
    [50, 0, 1],
    [80, 1, 0],
  ]);
  expect(data.featureNames).toEqual(['size', 'city = Bergen', 'city = Oslo']);
  expect([...(data.targets ?? [])]).toEqual([3, 4.5]);
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines may end in %s, the last one in nothing', async (_, end) => {
  const lines = ['size,"city",price', '50,"Oslo",3', '80,Bergen,"4"'];
  for (const text of [lines.join(end), lines.join(end) + end, lines.join(end) + end + end]) {
    const data = await readText(text, { target });
    expect([...(data.targets ?? [])]).toEqual([3, 4]);
    expect(data.featureNames).toEqual(['size', 'city = Bergen', 'city = Oslo']);
  }
});

test('lines may end in different ways', async () => {
  const data = await readText('size,price\n50,3\r\n60,4\r70,"5"\r\n', { target });
  expect([...(data.targets ?? [])]).toEqual([3, 4, 5]);
});

test.each([
  [',', undefined],
  [';', undefined],
  ['\t', undefined],
  ['|', undefined],
  [':', ':'],
  [' ', ' '],
  ['·', '·'],
])('values may be divided by %j', async (delimiter, given) => {
  const text = ['size,city,price', '50,Oslo,3', '80,Bergen,4'].join('\n').replaceAll(',', delimiter);
  const data = await readText(text, { target, delimiter: given });
  expect(data.featureNames).toEqual(['size', 'city = Bergen', 'city = Oslo']);
});

test.each([
  [
    'semicolons with commas in the texts',
    'size;city;price\n50;Oslo, Norway;3\n80;Bergen, Norway;4\n',
    'Oslo, Norway',
  ],
  ['commas with a bar in some texts', 'size,city,price\n50,Oslo|east,3\n80,Bergen,4\n', 'Oslo|east'],
  ['commas inside quotes, with line breaks', 'size;city;price\n50;"a,b\nc,d";3\n80;"e";4\n', 'a,b\nc,d'],
  ['tabs with spaces', 'size\tcity\tprice\n50\tNew York\t3\n80\tBergen\t4\n', 'New York'],
])('the delimiter is found among %s', async (_, text, name) => {
  const data = await readText(text, { target });
  expect(data.featureNames).toContain(`city = ${name}`);
  expect(data.rows).toBe(2);
});

test('the delimiter is found though a row is ragged', async () => {
  await expect(readText('size;city;price\n50;Oslo;3\n80;4\n', { target })).rejects.toThrow(
    'houses.csv, row 3: 2 values — expected 3, one for each column',
  );
});

test('quotes may hold delimiters, line breaks and, written twice, quotes', async () => {
  const text = 'size,"the ""city""",price\n50,"Oslo, ""east""\r\nside",3\n80,"x",4\n';
  const data = await readText(text, { target });
  expect(data.featureNames).toEqual(['size', 'the "city" = Oslo, "east"\r\nside', 'the "city" = x']);
});

test('spaces around values and quotes don’t count', async () => {
  const data = await readText('size , city, price\n 50 , "Oslo" , 3\n80,  Oslo,4 \n', { target });
  expect(data.featureNames).toEqual(['size', 'city = Oslo']);
  expect(examplesOf(data)).toEqual([
    [50, 1],
    [80, 1],
  ]);
});

test('a byte order mark is no part of the first name', async () => {
  const data = await readText('\uFEFFsize,price\n50,3\n80,4\n', { target });
  expect(data.featureNames).toEqual(['size']);
  const quoted = await readText('\uFEFF"size",price\n50,3\n80,4\n', { target });
  expect(quoted.featureNames).toEqual(['size']);
});

test('texts may be in any script', async () => {
  const data = await readText('größe,город,price\n50,Осло,3\n80,東京,4\n90,🏠,5\n', { target });
  expect(data.featureNames).toEqual(['größe', 'город = Осло', 'город = 東京', 'город = 🏠']);
});

test('blank lines are skipped and counted', async () => {
  await expect(readText('\nsize,price\n\n50,3\n60,4\n\n\n70,\n', { target })).rejects.toThrow(
    'houses.csv, row 8, column price: empty — expected a number',
  );
});

test('a row of several lines counts as one, as in a spreadsheet', async () => {
  await expect(readText('size,city,price\n50,"a\nb\nc",3\n60,d,4\n70,e,\n', { target })).rejects.toThrow(
    'houses.csv, row 4, column price: empty — expected a number',
  );
});

test('numbers and texts are whole wherever the file is cut into pieces', async () => {
  const rows = 60_000;
  const lines = Array.from({ length: rows }, (_, row) => `${row},"Tromsø ${row % 7}, 東京",${row / 8}`);
  const data = await readText(`size,city,price\r\n${lines.join('\r\n')}\r\n`, { target });
  expect(data.rows).toBe(rows);
  expect(data.featureNames).toEqual([
    'size',
    ...[0, 1, 2, 3, 4, 5, 6].map((k) => `city = Tromsø ${k}, 東京`),
  ]);
  const wrong = examplesOf(data).findIndex(
    (example, row) => example[0] !== row || example[1 + (row % 7)] !== 1 || data.targets?.[row] !== row / 8,
  );
  expect(wrong).toBe(-1);
});

describe('while a file is read', () => {
  const large = `size,price\n${Array.from({ length: 100_000 }, (_, row) => `${row},${2 * row}`).join('\n')}\n`;

  test('its progress rises to 1', async () => {
    const shares: number[] = [];
    await readText(large, { target }, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(new Set(shares).size).toBe(shares.length);
  });

  test('it can be cancelled', async () => {
    const controller = new AbortController();
    const shares: number[] = [];
    const reading = readText(
      large,
      { target },
      {
        signal: controller.signal,
        onProgress(share) {
          shares.push(share);
          if (shares.length === 2) controller.abort();
        },
      },
    );
    await expect(reading).rejects.toHaveProperty('name', 'AbortError');
    expect(shares.at(-1)).toBeLessThan(0.8);
  });

  test('the thread answers others in between', async () => {
    const order: string[] = [];
    const timer = setInterval(() => order.push('other'), 0);
    await readText(large, { target }, { onProgress: () => order.push('piece') });
    clearInterval(timer);
    const changes = order.filter((each, index) => each === 'other' && order[index - 1] === 'piece').length;
    expect(changes).toBeGreaterThan(2);
  });
});

describe('decimal commas', () => {
  test('are recognized where commas divide nothing', async () => {
    const data = await readText('size;price\n50,5;208666,18\n60;95000\n', { target });
    expect(examplesOf(data)).toEqual([[50.5], [60]]);
    expect([...(data.targets ?? [])]).toEqual([208666.18, 95000]);
  });

  test('are recognized in quotes, too, where commas divide values', async () => {
    const text = 'size,price\n"50,5",1\n"60,5",2\n';
    expect(examplesOf(await readText(text, { target }))).toEqual([[50.5], [60.5]]);
    await expect(readText(text, { target, decimal: '.' })).rejects.toThrow(
      'houses.csv, row 2, column size: "50,5" — expected a number written like 1234.5',
    );
  });
});

describe('the columns of a file', () => {
  function headsOf(text: string) {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'houses.csv'), text);
    return readColumnHeads('houses.csv', folder);
  }

  test('are told by its first rows, whatever divides them', async () => {
    const heads = await headsOf(`size;kind\n50;"a; b"\n${'60;c\n'.repeat(100_000)}`);
    expect(heads.map(({ reference, examples }) => [reference, examples])).toEqual([
      ['size', ['50', '60']],
      ['kind', ['a; b', 'c']],
    ]);
  });

  test('numbers with a decimal comma are offered as numbers', async () => {
    const heads = await headsOf('size;price\n50;208666,18\n60;195000,50\n');
    expect(heads.map(({ tasks }) => tasks[0])).toEqual(['classification', 'regression']);
  });

  test('rows before a misplaced quote are enough', async () => {
    expect(await headsOf('size,kind\n50,a\n60,"b\n')).toMatchObject([
      { reference: 'size' },
      { reference: 'kind' },
    ]);
  });

  test('an empty file and one that is not there are refused', async () => {
    await expect(headsOf('')).rejects.toThrow('houses.csv: empty — expected rows of values');
    await expect(readColumnHeads('houses.csv', temporaryFolder())).rejects.toThrow(
      'houses.csv: no such file',
    );
  });
});
