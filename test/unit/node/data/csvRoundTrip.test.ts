import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplesOf } from '../../problems/dataStatistics.ts';
import { readText } from './csvFile.ts';

interface Style {
  readonly delimiter: string;
  readonly lineEnd: string;
  /** Whether values are quoted that need no quotes. */
  readonly quoteAll: boolean;
  readonly mark: boolean;
  readonly lastLineEnd: boolean;
}

const style = fc.record<Style>({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  mark: fc.boolean(),
  lastLineEnd: fc.boolean(),
});

/** RFC 4180: a value with a delimiter, quote or line break is in quotes, and quotes in it are written twice. */
function write(rows: readonly (readonly string[])[], style: Style): string {
  const { delimiter, lineEnd, quoteAll, mark, lastLineEnd } = style;
  const field = (value: string) =>
    quoteAll || /["\r\n,;\t|]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const text = rows.map((row) => row.map(field).join(delimiter)).join(lineEnd);
  return `${mark ? '\uFEFF' : ''}${text}${lastLineEnd ? lineEnd : ''}`;
}

/** Text that is no number and has no spaces at its ends, with all that has to be quoted. */
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', 'é', '東', '"', ',', ';', '|', '\n', '\r\n', ' '), maxLength: 6 })
  .map((text) => `n${text}z`);
/** Without -0, which is written as 0. */
const number = fc.double({ min: -1e100, max: 1e100, noNaN: true }).map((value) => value + 0);
const kind = fc.constantFrom('number', 'name');

const table = fc
  .tuple(fc.array(kind, { minLength: 1, maxLength: 5 }), kind, fc.integer({ min: 2, max: 130 }))
  .chain(([features, target, rows]) =>
    fc.record({
      kinds: fc.constant([...features, target]),
      headings: fc.uniqueArray(name, { minLength: features.length + 1, maxLength: features.length + 1 }),
      columns: fc.tuple(
        ...[...features, target].map((each) =>
          fc.array<number | string>(
            each === 'number' ? number : fc.constantFrom('na', 'nb', 'n,"c', 'n\nd'),
            {
              minLength: rows,
              maxLength: rows,
            },
          ),
        ),
      ),
    }),
  );

test('what is written is what is read, in every style', async () => {
  await fc.assert(
    fc.asyncProperty(table, style, async ({ kinds, headings, columns }, how) => {
      const target = columns.at(-1) ?? [];
      const targetIsName = kinds.at(-1) === 'name';
      fc.pre(!targetIsName || new Set(target).size > 1);
      const rows = target.map((_, row) => columns.map((values) => String(values[row])));
      const options = { target: headings.length, header: true, delimiter: how.delimiter };
      const data = await readText(write([headings, ...rows], how), options);

      const features = kinds.slice(0, -1).map((each, index) => {
        const values = columns[index] ?? [];
        const heading = headings[index] ?? '';
        if (each === 'number') return { names: [heading], encode: (value: unknown) => [Number(value)] };
        const categories = [...new Set(values.map(String))].sort();
        return {
          names: categories.map((category) => `${heading} = ${category}`),
          encode: (value: unknown) => categories.map((category) => (category === value ? 1 : 0)),
        };
      });
      expect(data.featureNames).toEqual(features.flatMap(({ names }) => names));
      expect(examplesOf(data)).toEqual(
        target.map((_, row) => features.flatMap(({ encode }, index) => encode(columns[index]?.[row]))),
      );
      if (targetIsName) expect(Array.from(data.labels, (label) => data.classNames?.[label])).toEqual(target);
      else expect([...(data.targets ?? [])]).toEqual(target);
    }),
    { numRuns: 150 },
  );
});

test('the delimiter is found by itself in tables of numbers and plain names', async () => {
  const plain = fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5})?$/);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 5 }).chain((width) =>
        fc.array(fc.array(fc.oneof(number.map(String), plain), { minLength: width, maxLength: width }), {
          minLength: 2,
          maxLength: 20,
        }),
      ),
      style,
      async (rows, how) => {
        const headings = rows[0]?.map((_, index) => `c${index}`) ?? [];
        const body = rows.map((row, index) => [...row.slice(1), String(index)]);
        const options = { target: headings.length, categorical: headings.slice(0, -1).map((_, i) => i + 1) };
        const given = { ...options, delimiter: how.delimiter };
        const text = write([headings, ...body], how);
        expect(await readText(text, options)).toEqual(await readText(text, given));
      },
    ),
    { numRuns: 100 },
  );
});
