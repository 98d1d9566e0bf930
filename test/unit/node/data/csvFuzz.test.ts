import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TableError } from '../../../../core/problems/data/table/tableError.ts';
import type { CsvSource } from '../../../../threads/data/csv/csvThread.ts';
import { loadCsv, readColumnHeads, temporaryFolder } from './csvFile.ts';

const piece = fc.constantFrom(
  ...[
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    ' ',
    '.',
    '-',
    '(',
    ')',
    '%',
    '$',
    '€',
    'EUR',
    "'",
    '\u00a0',
    '\u2212',
  ],
  ...[
    '0',
    '1',
    '2',
    '10',
    '250',
    '1,250',
    '1.250',
    '1,5',
    '1.5',
    '1e5',
    '2020',
    '2021',
    'NA',
    '?',
    'a',
    'b',
    'ab',
    'é',
    '東',
    '🏠',
  ],
  ...['sep=;', '\uFEFF', '\uFFFD', '\0', 'inf', 'nan', '1_000', '١', '__proto__', 'constructor'],
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const reference = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.constantFrom('a', '2020', '__proto__', 'toString'),
);
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const options = fc.record<Omit<CsvSource, 'csv'>>({
  target: reference,
  header: optional(fc.boolean()),
  delimiter: optional(fc.constantFrom(',', ';')),
  decimal: optional(fc.constantFrom('.', ',')),
  categorical: optional(fc.array(reference, { maxLength: 2 })),
  ignore: optional(fc.array(reference, { maxLength: 2 })),
  missing: optional(fc.constantFrom('refuse', 'skip')),
  na_values: optional(fc.array(fc.constantFrom('a', '1', 1, -999, '__proto__'), { maxLength: 2 })),
  task: optional(fc.constantFrom('classification', 'regression')),
});

test('whatever a file holds, it is read into numbers or refused in few words', async () => {
  const folder = temporaryFolder();
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, bytes), options, async (content, how) => {
      writeFileSync(path.join(folder, 'houses.csv'), content);
      const results = await Promise.allSettled([
        loadCsv({ csv: 'houses.csv', ...how }, folder),
        readColumnHeads('houses.csv', folder),
      ]);
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        expect(result.reason).toBeInstanceOf(TableError);
        expect(result.reason.message.length).toBeLessThan(1000);
      }
      const [data] = results;
      if (data.status === 'rejected') return;
      const { inputs, targets, labels, rows, features, classes } = data.value.training;
      expect([...inputs, ...(targets ?? []), ...labels].every(Number.isFinite)).toBe(true);
      expect(inputs.length).toBe(rows * features);
      expect(labels.every((label) => label >= 0 && label < classes)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
