import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText } from './csvFile.ts';

/** How a country and a program write tables. */
interface Locale {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly group: string;
  readonly minus: string;
  readonly hasHeader: boolean;
  readonly lineEnd: string;
}

const locale = fc
  .record<Locale>({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    decimal: fc.constantFrom('.', ','),
    group: fc.constantFrom('', '.', ',', ' ', '\u00a0', '\u202f', "'"),
    minus: fc.constantFrom('-', '\u2212'),
    hasHeader: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  .filter(({ group, decimal }) => group !== decimal);

/** With two decimals, so that one mark alone can be meant. */
function written(value: number, { decimal, group, minus }: Locale): string {
  const [whole = '', decimals = ''] = Math.abs(value).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 ? minus : ''}${grouped}${decimal}${decimals}`;
}

const value = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((hundredths) => hundredths / 100);
const name = fc.constantFrom('a', 'Oslo', 'New York', 'Roe, Jane', 'x-y', 'β');

const table = fc.record({
  numbers: fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 3, maxLength: 30 }),
    ),
  names: fc.array(name, { minLength: 30, maxLength: 30 }),
  hasNames: fc.boolean(),
});

test('a table is the same numbers, however a country writes it', async () => {
  await fc.assert(
    fc.asyncProperty(table, locale, async ({ numbers, names, hasNames }, how) => {
      const quoted = (text: string) => (text.includes(how.delimiter) ? `"${text}"` : text);
      const lines = numbers.map((row, index) => [
        ...row.map((each) => written(each, how)),
        ...(hasNames ? [names[index] ?? ''] : []),
        written(index, how),
      ]);
      const width = lines[0]?.length ?? 0;
      const header = Array.from({ length: width }, (_, index) => `column ${index}`);
      const all = (how.hasHeader ? [header, ...lines] : lines).map((line) =>
        line.map(quoted).join(how.delimiter),
      );
      const data = await readText(all.join(how.lineEnd), { target: width });
      expect([...(data.targets ?? [])]).toEqual(numbers.map((_, index) => index));
      const features = data.features;
      const own = numbers[0]?.length ?? 0;
      expect(
        numbers.map((_, row) => [...data.inputs.subarray(row * features, row * features + own)]),
      ).toEqual(numbers.map((row) => row.map((each) => each + 0)));
    }),
    { numRuns: 150 },
  );
});
