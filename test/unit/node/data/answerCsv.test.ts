/** What the thread that reads CSV files sends, up to its answer. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvReader } from '../../../../node/data/readCsv.ts';
import { answerCsv } from '../../../../threads/data/csv/answerCsv.ts';
import type { CsvAnswer, CsvRequest, FromCsvWorker } from '../../../../threads/data/csv/csvThread.ts';
import { temporaryFolder } from './csvFile.ts';

const houses = 'size,rooms,price\n50,2,3\n60,2,4\n70,3,4\n80,3,5\n90,4,6\n';

async function messagesFor(text: string, request: object): Promise<readonly FromCsvWorker[]> {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'houses.csv'), text);
  const messages: FromCsvWorker[] = [];
  await answerCsv({ folder, ...request } as CsvRequest, csvReader, (message) => messages.push(message));
  return messages;
}

const load = (text = houses, options: object = {}, split: object = {}) =>
  messagesFor(text, { type: 'load', source: { csv: 'houses.csv', target: 'price', ...options }, split });

async function loaded(...given: Parameters<typeof load>) {
  const answer = (await load(...given)).at(-1);
  return answer?.type === 'data' ? answer : expect.fail(`${answer?.type}`);
}

test('columns are answered at once', async () => {
  const answers = await messagesFor(houses, { type: 'readColumns', csv: 'houses.csv' });
  expect(answers).toMatchObject([{ type: 'columns', columns: { length: 3 } }]);
});

describe('the hash of numbers', () => {
  const hashOf = async (...given: Parameters<typeof load>) => (await loaded(...given)).contentHash;

  test('is the same for the same numbers, however the file is written', async () => {
    const hash = await hashOf();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(houses.replaceAll(',', ';').replaceAll('\n', '\r\n'))).toBe(hash);
  });

  test('is another where an input, a target, a class or the rows held out are others', async () => {
    const classes = { task: 'classification' };
    const hashes = [
      await hashOf(),
      await hashOf(houses.replace('50,2,3', '55,2,3')),
      await hashOf(houses.replace('50,2,3', '50,2,3.5')),
      await hashOf(houses, classes),
      await hashOf(houses.replace('50,2,3', '50,2,4'), classes),
      await hashOf(houses, {}, { validation: 0.2 }),
      await hashOf(houses, {}, { validation: 0.4 }),
      await hashOf(houses, {}, { validation: 0.2, test: 0.4 }),
      await hashOf(houses, {}, { validation: 0.2, test: 0.4, evaluateOn: 'test' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('is also of the rows held out', async () => {
    const { training, validation } = (await loaded(houses, {}, { validation: 0.2 })).data;
    expect([training.rows, validation?.rows]).toEqual([4, 1]);
    // Which row that is shows when each row is changed: each change shows in the hash.
    const changed = houses
      .split('\n')
      .slice(1, -1)
      .map((row) => houses.replace(row, row.replace(/.$/, '9')));
    const hashes = await Promise.all(
      [houses, ...changed].map((text) => hashOf(text, {}, { validation: 0.2 })),
    );
    expect(new Set(hashes).size).toBe(6);
  });
});

test('progress is sent from one percent to the next', async () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => `${row},${row % 7},${row % 11}`);
  const messages = await load(['size,rooms,price', ...rows, ''].join('\n'));
  const shares = messages.flatMap((each) => (each.type === 'progress' ? [each.share] : []));
  expect(shares.length).toBeGreaterThan(5);
  expect(messages).toHaveLength(shares.length + 1);
  for (const [index, share] of shares.entries())
    expect(share - (shares[index - 1] ?? 0)).toBeGreaterThanOrEqual(0.01);
});

describe('what is wrong with a file is an answer:', () => {
  const faultIn = async (text: string, options: object = {}): Promise<CsvAnswer | undefined> => {
    const [answer, ...others] = (await load(text, options)).filter(({ type }) => type !== 'progress');
    expect(others).toEqual([]);
    return answer as CsvAnswer;
  };

  test('a value, with its row and what is lost without it', async () => {
    const answer = await faultIn(houses.replace('70,3,4', '70,,4'));
    expect(answer).toMatchObject({
      type: 'fault',
      fault: { row: 4, value: { row: 4, column: 'rooms', rows: { count: 1, of: 5 } }, unclearDecimal: false },
    });
  });

  test('a row of another length', async () => {
    const answer = await faultIn(houses.replace('70,3,4', '70,3,4,5'));
    expect(answer).toMatchObject({ type: 'fault', fault: { row: 4, value: undefined } });
  });

  test('decimals that nobody can tell', async () => {
    const answer = await faultIn('size;rooms;price\n1.500;2;3\n4.250;3;4\n5.125;6;7\n');
    expect(answer).toMatchObject({ type: 'fault', fault: { unclearDecimal: true } });
  });

  test('but what is wrong with the program is thrown', async () => {
    await expect(load(houses, { csv: 5 })).rejects.toThrow('The "path" argument must be of type string');
  });
});
