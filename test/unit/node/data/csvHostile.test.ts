/** Files that are made to be too much: what is said about them is bounded, and said soon. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCsv, readColumnHeads, temporaryFolder } from './csvFile.ts';

/** As long as a message with places, values and ten names may be. */
const longestMessage = 1000;

const million = 'x'.repeat(900_000);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 0.5).join(',');
const names = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}${index}`).join(',');

async function messagesOf(text: string, options: object): Promise<string[]> {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'houses.csv'), text);
  const source = { csv: 'houses.csv', target: 1, ...options };
  const results = await Promise.allSettled([loadCsv(source, folder), readColumnHeads('houses.csv', folder)]);
  return results.flatMap((each) => (each.status === 'rejected' ? [String(each.reason.message)] : []));
}

describe('is refused in few words:', () => {
  test.each<[string, string, object, RegExp]>([
    [
      'a cell of a megabyte',
      `a,b\n1,2\n${'x'.repeat(1_100_000)},3\n`,
      {},
      /row 3: more than a million characters in a row/,
    ],
    [
      'a name of a megabyte',
      `${'x'.repeat(1_100_000)},b\n1,2\n3,4\n`,
      {},
      /row 1: more than a million characters in a row/,
    ],
    [
      'a long cell among numbers',
      `a,b\n1,2\n${million},3\n4,5\n6,7\n`,
      { target: 'b' },
      /row 3, column a: a long text — expected a number/,
    ],
    [
      'a long cell among names',
      `a,b,c\nx,2,1\n${million},3,1\ny,4,2\n`,
      { target: 'b' },
      /row 3, column a: a text of more than 1000 characters — expected a name, or the column in "ignore"$/,
    ],
    [
      'long names',
      `${names(4, 'n'.repeat(200_000))}\n1,2,3,x\n4,5,6,7\n8,9,1,2\n`,
      { target: 1, header: true },
      /column n+…: "x"/,
    ],
    [
      'a long name that repeats',
      `${million.slice(0, 400_000)},${million.slice(0, 400_000)},b\n1,2,3\n3,4,5\n`,
      { target: 3 },
      /two columns have the name "x{39}…"/,
    ],
    [
      'a long target',
      `${names(2000, 'h'.repeat(400))}\n1\n`,
      { target: 't'.repeat(5000) },
      /target = "t+…" — expected one of h+…, .* and 1,990 more$/,
    ],
    [
      'a long ignored name',
      'a,b\n1,2\n3,4\n',
      { target: 'a', ignore: ['t'.repeat(900)] },
      /ignore = "t+…" — expected one of a, b$/,
    ],
    [
      'a hundred thousand columns',
      `${numbers(100_000)}\n${numbers(100_000)}\n`,
      {},
      /(100000 columns — expected at most 4096|more than a million characters)/,
    ],
    [
      'five thousand columns',
      `${numbers(5000)}\n${numbers(5000)}\n`,
      {},
      /row 1: 5000 columns — expected at most 4096$/,
    ],
    [
      'many names of one kind',
      `a,b\n${Array.from({ length: 3000 }, (_, row) => `name${row},${row}`).join('\n')}\n`,
      { target: 2 },
      /column a has more than 100 different texts/,
    ],
    [
      'many strays',
      `a,b\n${Array.from({ length: 300 }, (_, row) => `${row % 3 ? row : `name${row}`},${row}`).join('\n')}\n`,
      { target: 2 },
      /"na_values": \["name0","name3","name6","name9","name12"\]/,
    ],
    [
      'a quote that opens a file',
      `"${'a,b\n1,2\n'.repeat(200_000)}`,
      {},
      /row 1: more than a million characters in a row/,
    ],
  ])('%s', async (_, text, options, message) => {
    const messages = await messagesOf(text, options);
    expect(messages[0]).toMatch(message);
    for (const each of messages) expect(each.length).toBeLessThan(longestMessage);
  });
});

test('names of several lines are on one in messages, and no character is cut in half', async () => {
  const [lines] = await messagesOf('"a\n\tb\u0007c",y\n1,2\nx,3\n4,5\n6,7\n', { target: 'y' });
  expect(lines).toMatch(/^houses\.csv, row 3, column a b c: "x" — /);
  const [halves] = await messagesOf(`a,b,y\n1,2,3\n${'a'.repeat(38)}🏠🏠,3,4\n5,6,7\n6,7,8\n`, {
    target: 'y',
  });
  expect(halves).toMatch(/column a: "a{38}…" — /);
});

test('columns of long names can be picked, by their numbers', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    path.join(folder, 'houses.csv'),
    `${names(2000, 'h'.repeat(400))}\n${`${numbers(2000)}\n`.repeat(3)}`,
  );
  const heads = await readColumnHeads('houses.csv', folder);
  expect(heads).toHaveLength(2000);
  expect(heads[1999]).toMatchObject({ reference: 2000 });
  const data = await loadCsv({ csv: 'houses.csv', target: 2000 }, folder);
  expect(data.training.features).toBe(1999);
});

test('examples of long values are short', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'houses.csv'), `a,b\n${'x'.repeat(100_000)},1\n${'y'.repeat(100_000)},2\n`);
  const [head] = await readColumnHeads('houses.csv', folder);
  expect(head?.examples.map(({ length }) => length)).toEqual([40, 40]);
});
