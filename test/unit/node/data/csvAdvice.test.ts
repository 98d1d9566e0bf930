/** What messages advise is done to the letter, for each advice, until the file is read. */
import { describe, expect, test } from 'vitest';
import type { ColumnReference } from '../../../../core/problems/data/table/tableOptions.ts';
import type { CsvOptions } from '../../../../threads/data/csv/csvFormat.ts';
import { readText } from './csvFile.ts';

type Follow = (options: CsvOptions) => CsvOptions;

/** Ways out that a message names, as changes of the options. */
function waysOut(message: string): Follow[] {
  const column = /column (.+?)(?:: | has more than|, which lacks)/.exec(message)?.[1] ?? '';
  const reference: ColumnReference = /^#\d+$/.test(column) ? Number(column.slice(1)) : column;
  const found: Follow[] = [];
  const add = (pattern: RegExp, follow: (match: RegExpExecArray) => Follow) => {
    const match = pattern.exec(message);
    if (match) found.push(follow(match));
  };
  add(/"missing": "skip"(?! with)/, () => (options) => ({ ...options, missing: 'skip' }));
  add(/"missing": "skip" with "na_values": (\[.*?\])(?:,|$)/, ([, list = '']) => (options) => ({
    ...options,
    missing: 'skip',
    na_values: [...(options.na_values ?? []), ...JSON.parse(list)],
  }));
  add(/in "categorical"/, () => (options) => ({
    ...options,
    categorical: [...(options.categorical ?? []), reference],
  }));
  add(/in "ignore"/, () => (options) => ({ ...options, ignore: [...(options.ignore ?? []), reference] }));
  add(/"ignore": (\[\d+\])/, ([, list = '']) => (options) => ({
    ...options,
    ignore: [...(options.ignore ?? []), ...JSON.parse(list)],
  }));
  add(/"task": "(classification|regression)"/, ([, task]) => (options) => ({
    ...options,
    task: task as 'regression',
  }));
  for (const decimal of ['.', ','] as const)
    if (message.includes(`"decimal": "${decimal}"`)) found.push((options) => ({ ...options, decimal }));
  add(/"header": true/, () => (options) => ({ ...options, header: true }));
  add(/target = .* several have that name: (.*)$/, ([, numbers = '']) => (options) => ({
    ...options,
    target: Number(numbers.split(', ')[0]),
  }));
  add(/ignore = .* several have that name: (.*)$/, ([, numbers = '']) => (options) => ({
    ...options,
    ignore: [Number(numbers.split(', ')[0])],
  }));
  add(/target = .* or the name "(.*)" in quotes/, ([, name = '']) => (options) => ({
    ...options,
    target: name,
  }));
  add(/target = .* did you mean '(.*)'\?/, ([, name = '']) => (options) => ({ ...options, target: name }));
  return found;
}

const errorOf = (text: string | Uint8Array, options: CsvOptions) =>
  readText(text, options).then(
    () => undefined,
    (error: Error) => error.message,
  );

/** Files in which more things are wrong than one. */
const cases: [string, string | Uint8Array, CsvOptions][] = [
  ['an empty value', 'a,b,y\n1,2,3\n,3,4\n5,6,7\n', { target: 'y' }],
  ['an empty name', 'a,b,y\nx,2,3\n,3,4\nz,6,7\n', { target: 'y' }],
  ['a mark among names', 'a,b,y\nx,2,3\nNA,3,4\nz,6,7\n', { target: 'y' }],
  ['a mark among classes', 'a,b,y\n1,2,x\n4,3,?\n5,6,z\n', { target: 'y' }],
  ['a missing target', 'a,b,y\n1,2,3\n4,3,-\n5,6,7\n', { target: 'y' }],
  ['missing values in all rows', 'a,b,y\n,2,3\n4,,4\n,6,7\n8,,9\n', { target: 'y' }],
  [
    'missing values in all rows, to be skipped',
    'a,b,y\n,2,3\n4,,4\n,6,7\n8,,9\n',
    { target: 'y', missing: 'skip' },
  ],
  ['a column without values', 'a,b,y\n1,,3\n4,,4\n5,,7\n', { target: 'y' }],
  [
    'a column without values, rows to be skipped',
    'a,b,y\n1,,3\n4,,4\n5,,7\n',
    { target: 'y', missing: 'skip' },
  ],
  ['a word among numbers', 'a,b,y\n1,2,3\n4,none,4\n5,6,7\n8,7,6\n3,5,3\n1,2,3\n', { target: 'y' }],
  [
    'words among numbers',
    `a,b,y\n${Array.from({ length: 400 }, (_, row) => `${row},${row % 20 ? row : `n${row}`},${row}`).join('\n')}\n`,
    { target: 'y' },
  ],
  ['words among few numbers', 'a,b,y\n1,2,3\n4,none,4\n5,6,7\n', { target: 'y' }],
  ['words among targets', 'a,b,y\n1,2,3\n4,3,bad\n5,6,7\n7,7,x\n8,8,8\n', { target: 'y' }],
  ['words to predict by regression', 'a,b,y\n1,2,u\n4,3,v\n5,6,u\n', { target: 'y', task: 'regression' }],
  ['decimal commas against the options', 'a;b;y\n1,5;2;3\n4,5;3;4\n5,5;6;7\n', { target: 'y', decimal: '.' }],
  ['one decimal comma', 'a;b;y\n1.5;2;3\n4,5;3;4\n5.5;6;7\n', { target: 'y' }],
  ['digits of another script', 'a,b,y\n١,2,3\n٢,3,4\n٣,6,7\n', { target: 'y' }],
  [
    'many of them',
    `a,b,y\n${Array.from({ length: 200 }, (_, row) => `${row}_000,${row},${row}`).join('\n')}\n`,
    { target: 'y' },
  ],
  ['a hexadecimal number', 'a,b,y\n0x1F,2,3\n31,3,4\n31,6,7\n31,6,7\n32,8,9\n33,8,9\n', { target: 'y' }],
  ['numbers in brackets alone', 'a,b,y\n(1),2,3\n(2),3,4\n(3),6,7\n', { target: 'y' }],
  ['targets in brackets alone', 'a,b,y\n1,2,(3)\n2,3,(4)\n3,6,(7)\n', { target: 'y' }],
  ['an unknown unit', 'a,b,y\n1fl,2,3\n2fl,3,4\n3fl,6,7\n', { target: 'y' }],
  ['a text that is a mark elsewhere', 'a,b,y\nu,u,3\n2,u,4\n3,u,7\n4,v,8\n5,v,8\n6,w,8\n', { target: 'y' }],
  ['a text beside missing values', 'a,b,y\nu,p,3\n2,?,4\n3,?,7\n4,p,8\n5,q,8\n6,q,8\n', { target: 'y' }],
  ['names in two Unicode forms', '\u00e9,e\u0301,y\n1,2,3\n2,4,4\n3,5,7\n', { target: 'y' }],
  ['infinity', 'a,b,y\n1,2,3\ninf,3,4\n5,6,7\n', { target: 'y' }],
  ['a name above numbers, beside measures', 'kk,5.5\n3,2.5\n4,1.5\n6,2.5\n', { target: 2 }],
  ['whole numbers with a minus behind', 'a,b,y\n5-,2,3\n4-,3,4\n5-,6,7\n', { target: 'y' }],
  ['classes with a minus behind', 'a,b,y\n5,2,3-\n4,3,4-\n5,6,7-\n', { target: 'y' }],
  ['numbers with a unit', 'a,b,y\n5 kg,2,3\n4 kg,3,4\n5 kg,6,7\n', { target: 'y' }],
  ['targets with a unit', 'a,b,y\n5,2,3 kg\n4,3,4 kg\n5,6,7 kg\n', { target: 'y' }],
  ['codes of currencies', 'a,b,y\nALL5,2,3\nALL6,3,4\nALL7,6,7\n', { target: 'y' }],
  ['two currencies', 'a,b,y\n$1,2,3\n€4,3,4\n$5,6,7\n', { target: 'y' }],
  ['percentages beside numbers', 'a,b,y\n1,2,3\n4%,3,4\n5,6,7\n', { target: 'y' }],
  ['an unclear decimal mark', 'a;b;y\n1.500;2;3\n4.250;3;4\n5.125;6;7\n', { target: 'y' }],
  ['an unclear decimal mark in a headerless file', '1,500\t2\t3\n4,250\t3\t4\n5,125\t6\t7\n', { target: 2 }],
  [
    'names of one kind each',
    `a,b,y\n${Array.from({ length: 150 }, (_, row) => `n${row},${row},${row}`).join('\n')}\n`,
    { target: 'y' },
  ],
  [
    'classes of one kind each',
    `a,b,y\n${Array.from({ length: 150 }, (_, row) => `${row},${row},${row}`).join('\n')}\n`,
    { target: 'y', task: 'classification' },
  ],
  ['a long name', `a,b,y\nx,1,2\n${'x'.repeat(2000)},3,4\ny,5,6\n`, { target: 'y' }],
  ['a long word among numbers', `a,b,y\n1,1,2\n${'x'.repeat(2000)},3,4\n2,5,6\n`, { target: 'y' }],
  ['names in Latin-1', Buffer.from('a,gr\u00f6\u00dfe,y\n1,5,1\n2,6,2\n3,6,3\n', 'latin1'), { target: 'y' }],
  ['texts in Latin-1', Buffer.from('a,b,y\n1,\u00f6,1\n2,6,2\n3,\u00fc,3\n', 'latin1'), { target: 'y' }],
  [
    'a word in Latin-1 among numbers',
    Buffer.from('a,b,y\n1,5,1\n2,\u00f6,2\n3,6,3\n3,6,3\n', 'latin1'),
    { target: 'y' },
  ],
  ['names that repeat', 'a,a,b,y\n1,2,3,4\n2,3,4,5\n3,4,5,7\n', { target: 'y' }],
  ['a target whose name repeats', 'a,b,y,y\n1,2,3,4\n2,3,4,5\n3,4,5,7\n', { target: 'y' }],
  [
    'an ignored column whose name repeats',
    'a,b,b,y\n1,2,3,4\n2,3,4,5\n3,4,5,7\n',
    { target: 'y', ignore: ['b'] },
  ],
  ['a name that is a number', 'country,2020,2021\nA,1,2\nB,2,3\nA,4,4\n', { target: 2021, header: true }],
  ['a misspelt target', 'size,price\n1,2\n3,4\n', { target: 'prices' }],
];

describe('every advice works, for', () => {
  test.each(cases)('%s', async (_, text, options) => {
    const message = await errorOf(text, options);
    expect(message).toBeDefined();
    const ways = waysOut(message ?? '');
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) {
      let current = way(options);
      let next = await errorOf(text, current);
      for (let tries = 0; next !== undefined && tries < 10; tries++) {
        const follow = waysOut(next)[0];
        if (!follow) break;
        current = follow(current);
        next = await errorOf(text, current);
      }
      expect(next, `${message} → ${JSON.stringify(current)}`).toBeUndefined();
    }
  });
});
