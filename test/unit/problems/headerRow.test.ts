import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { TableRows } from '../../../core/problems/data/table/tableRows.ts';
import { createRandom } from '../../../core/random.ts';
import { readShipped } from './shippedData.ts';

/** Reads rows of `a,b,c`, predicting the last column, which is given by its number. */
function read(text: string): Dataset {
  const rows = text.split('\n').map((line) => line.split(','));
  const reader = new TableReader('houses.csv', { target: rows[0]?.length ?? 0 });
  for (const [index, fields] of rows.entries()) reader.add(fields, index + 1);
  return reader.finish();
}

function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...below] = rows;
  const table = new TableRows('houses.csv', { target: first.length }, first, 1);
  for (const [index, fields] of below.entries()) table.add(fields, index + 2);
  return table.settle().hasHeader;
}

describe('a first row of names is told from numbers below:', () => {
  test.each([
    [
      'years',
      'country,2019,2020,2021\nA,1,2,3\nB,2,3,4\nC,4,4,5',
      ['country = A', 'country = B', 'country = C', '2019', '2020'],
    ],
    [
      'years above numbers of four digits',
      'c,2019,2020,2021\n1,1200,1300,1450\n2,2019,2100,2050',
      ['c', '2019', '2020'],
    ],
    ['years in steps, going down', '2020,2015,2010,y\n1,4,2,5\n3,3,1,2', ['2020', '2015', '2010']],
    ['years, of which one is missing', 'size,2019,2020,2022\n1,4,2,5\n3,3,1,2', ['size', '2019', '2020']],
    ['years far apart', 'size,1990,2000,2005,2015\n1,4,2,5,3\n3,3,1,2,2', ['size', '1990', '2000', '2005']],
    ['two years', 'size,2019,2020\n1,4,2\n3,3,1', ['size', '2019']],
    ['one year', 'kind,2020\na,4\nb,3', ['kind = a', 'kind = b']],
    ['the count of pandas', '0,1,2,3,4\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1', ['0', '1', '2', '3']],
    ['the count of pandas beside its index', ',0,1,2\n0,5,3,1\n1,7,2,2\n2,4,4,1', ['#1', '0', '1']],
    ['the count of pandas above whole numbers', '0,1,2,3\n7,3,9,1\n4,4,2,0\n1,8,8,1', ['0', '1', '2']],
    ['wave lengths', '400,410,420,430,y\n0.1,0.2,0.3,0.1,1\n0.2,0.1,0.5,0.1,2', ['400', '410', '420', '430']],
    ['a name above numbers beside a number', 'size,7\n50,3\n60,4', ['size']],
    [
      'two names above numbers beside three',
      'size,age,7,3,9\n5,3,1,2,1\n6,4,2,1,1',
      ['size', 'age', '7', '3'],
    ],
    [
      'numbers between a name and a class',
      'id,1,2,3,label\n5.5,5.1,3.5,1.4,x\n6.5,4.9,3.0,1.4,y',
      ['id', '1', '2', '3'],
    ],
    [
      'numbers between names above names',
      'id,1,2,3,label\na,5.1,3.5,1.4,x\na,4.9,3.0,1.4,y',
      ['id = a', '1', '2', '3'],
    ],
    [
      'wave lengths without one step',
      'sample,400,450,550,700,class\na,0.1,0.2,0.3,0.1,u\na,0.2,0.1,0.5,0.1,v',
      ['sample = a', '400', '450', '550', '700'],
    ],
    [
      'three wave lengths above whole numbers',
      'id,400,410,420,class\na,5,3,9,x\na,4,4,8,y',
      ['id = a', '400', '410', '420'],
    ],
    [
      'numbers in no order beside two words for names',
      'id,8,3,5,1,9,class\na,5,3,9,4,2,x\na,4,4,8,2,1,y',
      ['id = a', '8', '3', '5', '1', '9'],
    ],
    ['a likely word', 'gene,1,2,3\na,1,0,1\na,0,0,1', ['gene = a', '1', '2']],
    ['a word of two', 'a,9,Class label\nu,5,x\nu,4,y', ['a = u', '9']],
    ['doses', 'sample_id,0.5,1,2.5,class\na,5,3,9,x\na,4,4,8,y', ['sample_id = a', '0.5', '1', '2.5']],
    ['months', 'c,202001,202002,y\na,5.5,4,1\na,3,2.5,2', ['c = a', '202001', '202002']],
    ['months above text', 'c,202011,202012,202101\na,5,4,1\na,3,2,2', ['c = a', '202011', '202012']],
    ['one month', 'c,202001\na,5\nb,3', ['c = a', 'c = b']],
    ['days', 'c,20200131,20200201,20200202\na,5,4,1\na,3,2,2', ['c = a', '20200131', '20200201']],
    [
      'counted columns above decimals',
      '1,2,3,4,5\n5.1,3.5,1.4,0.2,0.5\n4.9,3.0,1.4,0.2,0.1',
      ['1', '2', '3', '4'],
    ],
    [
      'counted columns above decimals that are whole',
      '1,2,3,4\n5.0,3.0,1.0,0.0\n4.0,3.0,1.0,2.0',
      ['1', '2', '3'],
    ],
    [
      'counted columns above decimals and the numbers of classes',
      '1,2,3,4,5\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1\n6.2,2.9,4.3,1.3,0',
      ['1', '2', '3', '4'],
    ],
    [
      'numbers in order above others ten times smaller',
      '400,450,550,700\n4,5,2,7\n3,9,1,1',
      ['400', '450', '550'],
    ],
    ['numbers in order above others ten times larger', '1,2,4\n120,530,310\n340,220,150', ['1', '2']],
    [
      'numbers above columns of names',
      'q,1,2,3\na,yes,no,yes\na,no,no,no',
      ['q = a', '1 = no', '1 = yes', '2 = no'],
    ],
    ['percentages above plain numbers', 'a,25%,50%,y\n3,1,2,3\n4,2,3,5', ['a', '25%', '50%']],
    ['percentages alone above plain numbers', '25%,50%,75%\n1,2,3\n2,1,5', ['25%', '50%']],
    [
      'a name that no other class has',
      `foo,7,3,9,bar\n${Array.from({ length: 150 }, (_, row) => `u,${row % 10},${row % 7},${row % 11},${row % 2 ? 'x' : 'y'}`).join('\n')}`,
      ['foo = u', '7', '3', '9'],
    ],
  ])('%s', (_, text, names) => {
    const data = read(text);
    expect(data.featureNames).toEqual(names);
    expect(data.rows).toBe(text.split('\n').length - 1);
  });
});

describe('a first row of values stays one:', () => {
  test.each([
    ['measures', '5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n6.2,2.9,4.3,1.3'],
    ['whole numbers', '7,3,9,1\n4,4,2,0\n1,8,8,1'],
    ['numbers that go on', '1,2,3,4\n5,6,7,8\n9,10,11,12'],
    ['numbers that go on from 0', '0,1,2\n3,4,5\n6,7,8'],
    ['small counts', '1,2,3\n3,1,1\n2,2,1'],
    ['the start of a curve', '0,1\n0.1,0.9\n0.2,0.81'],
    ['truth values', '0,0,0\n0,1,1\n1,0,1\n1,1,0'],
    ['the same number', '5,5,5,5\n1,2,2,1\n3,1,4,1'],
    ['years in all rows', '1990,2005\n1985,2001\n2000,2012'],
    ['years in steps in all rows', '1990,1995,2000\n1980,1985,1990\n1991,1996,2001'],
    ['a number beside a name', 'Oslo,2\nBergen,4\nVoss,3'],
    ['a year like others beside a name', 'Oslo,2000\nBergen,3500\nVoss,1500'],
    ['a missing value', '?,5,3\n4,2,1\n3,3,2'],
    [
      'measures and a class',
      '5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor',
    ],
    [
      'measures and a class that is there once',
      '5.1,3.5,1.4,0.2,Iris-setosa\n7.0,3.2,4.7,1.4,Iris-versicolor\n6.4,3.2,4.5,1.5,Iris-versicolor',
    ],
    ['measures going up, and a class', '0.5,1.2,3.3,a\n2.2,0.1,1.1,b\n3.1,2.9,0.3,b'],
    ['whole numbers and a class', '7,3,9,a\n4,1,1,b\n5,5,2,a'],
    ['whole numbers and a class that is there once', '1,2,4,a\n5,3,1,b\n7,2,2,b'],
    ['numbers of rows', '1,14.2,M\n2,13.1,B\n3,12.5,M'],
    ['numbered samples', 'sample_1,5,3\nsample_2,4,4\nsample_3,1,2'],
    ['small counts of many columns', '1,2,3,4,5\n2,1,1,4,3\n5,2,2,1,4'],
    ['whole numbers going up', '1,3,4,8,9\n5,2,8,1,1\n2,7,1,8,2'],
    ['round numbers', '10,20,30\n15,35,20\n12,18,40'],
    ['the start of a curve of three', '0,1,1\n0.1,0.9,1.1\n0.2,0.81,1.21'],
    ['months in all rows', '202001,202003\n202002,202004\n201912,202001'],
    ['a year per row', '2001,5,3\n2002,4,2\n2003,6,1'],
    ['a large number beside a name', 'Oslo,2000\nBergen,900\nVoss,700'],
    ['no days', '20200231,20201301,20200100\n3,2,1\n1,5,4'],
    [
      'numbers of one person',
      '39,State-gov,77516,13,Male\n50,Self-emp,83311,13,Male\n38,Private,215646,9,Female',
    ],
    ['ratings', 'vhigh,vhigh,2,2,small,low\nvhigh,vhigh,2,2,small,med\nhigh,low,3,4,big,low'],
    ['percentages among percentages', '25%,50%,75%\n10%,20%,30%\n20%,10%,50%'],
  ])('%s', (_, text) => {
    const all = text.replace('?', '9').split('\n').length;
    expect(read(text.replace('?', '9')).rows).toBe(all);
    if (text.includes('?'))
      expect(() => read(text)).toThrow('houses.csv, row 1, column #1: "?" — expected a number');
  });
});

describe('a first row of texts alone', () => {
  test('is a header where it stands nowhere below', () => {
    expect(read('buying,doors,class\nhigh,two,good\nlow,four,bad\nlow,two,bad').rows).toBe(3);
  });
  test('is one of values where half of it is repeated below', () => {
    const data = read('p,x,s\ne,x,y\ne,b,s\np,x,w');
    expect(data.rows).toBe(4);
    expect(data.classNames).toEqual(['s', 'w', 'y']);
  });
  test('is a header where it stands above numbers', () => {
    expect(read('x,o,n\nx,o,1\no,x,2').featureNames).toEqual(['x = o', 'x = x', 'o = o', 'o = x']);
  });
  test('is no header for what is missing', () => {
    expect(() => read('?,red\n5,blue\n3,red')).toThrow('row 1, column #1: "?" — expected a number');
  });
});

test.each(['iris', 'wine', 'diabetes'])('%s has a header only where it is given one', (id) => {
  const lines = readShipped(`${id}.csv.gz`).trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(','));
  const random = createRandom(7);
  for (const count of [3, 4, 11, 101])
    for (let tries = 0; tries < 10; tries++) {
      const some = Array.from({ length: count }, () => rows[random.below(rows.length)] ?? []);
      const named = some.map((fields) => [...fields.slice(0, -1), `class ${fields.at(-1)}`]);
      const counted = some[0]?.map((_, index) => `${index + 1}`) ?? [];
      expect(hasHeader(some)).toBe(false);
      expect(hasHeader(named)).toBe(false);
      expect(hasHeader([counted, ...some])).toBe(true);
      expect(hasHeader([[...counted.slice(0, -1), 'label'], ...named])).toBe(true);
    }
});

test('rows below may count by chance, but not most of them', () => {
  const [counting, others] = [
    ['1,2,3', '4,5,6', '2,4,6'],
    ['7,1,2', '5,5,1', '9,1,1'],
  ];
  const rowsOf = (...lines: string[]) => read(['0,1,2', ...lines].join('\n')).rows;
  expect(rowsOf(...counting.slice(0, 2), ...others)).toBe(5);
  expect(rowsOf(...counting, ...others)).toBe(6);
  expect(rowsOf(...counting, ...others.slice(0, 2))).toBe(6);
});

test('names above columns that are left out count, too', () => {
  const rows = ['id,400,420,410,label', '1,5,4,3,x', '2,3,5,4,y', '3,4,4,5,x'].map((line) => line.split(','));
  const reader = new TableReader('houses.csv', { target: 4, ignore: [1, 5] });
  for (const [index, fields] of rows.entries()) reader.add(fields, index + 1);
  expect(reader.finish().featureNames).toEqual(['400', '420']);
});

test('whether there is a header doesn’t depend on how many rows there are', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `${row % 7},${row % 5},${row % 3}`);
  for (const count of [2, 10, 99, 100, 101, 1001, 5000]) {
    expect(read(['0,1,2', ...rows.slice(0, count)].join('\n')).rows).toBe(count);
    expect(read(['4,1,2', ...rows.slice(0, count)].join('\n')).rows).toBe(count + 1);
  }
});

test('a column that any option names makes the first row a header', () => {
  const rows = ['7,9', '3,4', '5,6'].map((line) => line.split(','));
  for (const options of [{ target: 2, categorical: ['7'] }, { target: '9' }]) {
    const reader = new TableReader('houses.csv', options);
    for (const [index, fields] of rows.entries()) reader.add(fields, index + 1);
    expect(reader.finish().rows).toBe(2);
  }
});

test.each([undefined, true])('a column’s name that is a number has to be in quotes: header %s', (header) => {
  const reader = new TableReader('houses.csv', { target: 2021, header });
  expect(() => reader.add(['country', '2020', '2021'], 1)).toThrow(
    'houses.csv: target = 2021 — expected a column\'s number, 1 to 3, or the name "2021" in quotes',
  );
});

test('names that are numbers don’t tell the decimal mark, where they are known to be names', () => {
  const decimalOf = (options: { target: string | number; header?: boolean }) => {
    const reader = new TableReader('houses.csv', options);
    for (const [index, fields] of [
      ['1,5', '2,5', 'y'],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ].entries())
      reader.add(fields, index + 1);
    return reader.findDecimal(';');
  };
  expect(decimalOf({ target: 'y' })).toBe('.');
  expect(decimalOf({ target: 3, header: true })).toBe('.');
  expect(decimalOf({ target: 3 })).toBe(',');
});

describe('a text in a first row of values', () => {
  const lines = ['kk,5.5', '3,2.5', '4,1.5', '6,2.5'];
  test('may make it a header, which is told', () => {
    expect(() => read(lines.join('\n'))).toThrow(
      'houses.csv, row 1, column #1: "kk" — expected a number, or "header": true',
    );
  });
  test('can’t where it is said that there is none, or further down', () => {
    const messageOf = (rows: readonly string[], header?: boolean) => {
      const reader = new TableReader('houses.csv', { target: 2, header });
      for (const [index, line] of rows.entries()) reader.add(line.split(','), index + 1);
      try {
        return reader.finish();
      } catch (error) {
        return String(error);
      }
    };
    expect(messageOf(lines, false)).not.toContain('header');
    expect(messageOf(['3,2.5', 'kk,5.5', '4,1.5', '6,2.5'])).not.toContain('header');
  });
});

describe('the header that pandas writes by default', () => {
  const random = createRandom(3);
  const uniform = () => `${random.below(1e9) / 1e9 + 1e-10}`;
  const below = (count: number, line: (row: number) => string) =>
    Array.from({ length: count }, (_, row) => line(row));

  test.each([10, 100, 1000])('is told above two columns and %d rows', (count) => {
    for (const lines of [
      ['0,1', ...below(count, () => `${uniform()},${uniform()}`)],
      ['0,1', ...below(count, () => `${20 * Number(uniform()) - 10.05},${uniform()}`)],
      [',0,1', ...below(count, (row) => `${row},${uniform()},${uniform()}`)],
      [',0,1', ...below(count, (row) => `${row},${random.below(50)},${random.below(50)}`)],
      [',0', ...below(count, (row) => `${row},${uniform()}`)],
      [',0', ...below(count, (row) => `${row + 1},${random.below(50)}`)],
      [',0,1', ...below(count, (row) => `r${row % 9},${uniform()},${uniform()}`)],
    ])
      expect([lines[0], read(lines.join('\n')).rows]).toEqual([lines[0], count]);
  });

  test('is told above three rows', () => {
    expect(read('0,1\n0.5,0.3\n0.2,0.9\n0.7,0.1').rows).toBe(3);
    expect(read(',0,1\n0,5,3\n1,2,9\n2,7,1').rows).toBe(3);
  });

  test.each([3, 10, 100, 1000])('is not seen in %d rows of values', (count) => {
    let [time, share] = [0, 1];
    for (const lines of [
      ['0,1', ...below(count, () => `${random.below(2)},${random.below(2)}`)],
      ['0,1', ...below(count, () => `${random.below(9)},${random.below(9)}`)],
      ['0,1', ...below(count, (row) => `${(row + 1) / 100},${Math.exp(-(row + 1) / 100)}`)],
      ['0,1', ...below(count, (row) => `${(row + 1) / 100},${uniform()}`)],
      ['0,1', ...below(count, (row) => `${Math.sin((row + 1) / 20)},${Math.cos((row + 1) / 20)}`)],
      [
        '0,1',
        ...below(count, () => {
          time += 3 * Number(uniform());
          share *= 0.98;
          return `${time},${share}`;
        }),
      ],
      ['5,3', ...below(count, (row) => `${row % 11 ? `${4 + (row % 4)}.5` : 6},3.5`)],
    ])
      expect([lines[1], read(lines.join('\n')).rows]).toEqual([lines[1], count + 1]);
  });

  test('needs a value in each row below where a name is missing', () => {
    const load = () =>
      read([',5,3', ...below(30, (row) => `${row === 9 ? '' : row},${row % 7},${row % 5}`)].join('\n'));
    expect(load).toThrow('row 1, column #1: empty');
    expect(() => read(',5,3\n4,2,1\n3,3,2')).toThrow('row 1, column #1: empty');
    expect(() => read(',5,3\n0,2,1\n2,3,2')).toThrow('row 1, column #1: empty');
    expect(() => read('5,,3\n4,0,1\n3,1,2')).toThrow('row 1, column #2: empty');
  });
});
