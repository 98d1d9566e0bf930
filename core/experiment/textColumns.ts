/** Columns of a CSV file that have another text in nearly every row, as ids and dates have: each text is a feature of its own. */
import * as z from 'zod';
import { clipped, formatCount } from '../format.ts';
import type { TableReading } from '../problems/data/table/tableReading.ts';

/** Fewer texts may well be categories of a very small file. */
const leastTexts = 10;
/** Rows that have the same text, on average: in columns with fewer each is learned from next to nothing. */
const leastRows = 2;
const mostColumns = 3;
/** Longer names are referred to by the column's number. */
const longestReference = 60;

export const textColumnSchema = z.object({
  name: z.string(),
  /** As "ignore" refers to it. */
  column: z.union([z.string(), z.int()]),
  /** Different ones. */
  texts: z.int(),
});
type TextColumn = Readonly<z.infer<typeof textColumnSchema>>;

/**
 * The first such columns.
 * @param rows All of them.
 */
export function textColumnsOf({ columns, hasHeader }: TableReading, rows: number): TextColumn[] {
  return columns
    .slice(0, -1)
    .flatMap(({ index, name, categories = [] }) => {
      const texts = categories.length;
      if (texts < leastTexts || texts * leastRows <= rows) return [];
      const isNamed = hasHeader && name !== `#${index + 1}` && name.length <= longestReference;
      return [{ name: clipped(name), column: isNamed ? name : index + 1, texts }];
    })
    .slice(0, mostColumns);
}

/** A sentence each. */
export function aboutTextColumns(
  shape: { readonly rows: number; readonly textColumns?: readonly TextColumn[] | undefined } | undefined,
): string[] {
  return (shape?.textColumns ?? []).map(({ name, column, texts }) => {
    const ignore = JSON.stringify([column]);
    return `Column ${name} has ${formatCount(texts)} different texts in ${formatCount(shape?.rows ?? 0)} rows, and each is a feature of its own: what is learned of one holds for hardly another row. "ignore": ${ignore} leaves the column out.`;
  });
}
