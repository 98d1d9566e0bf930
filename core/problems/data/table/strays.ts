/** What a column of numbers has beside them, and what the table loses where that is called missing. */
import { longestInMessage } from '../../../format.ts';
import type { KnownColumn } from './knownColumn.ts';
import type { Strays } from './tableFaults.ts';
import type { TableRows } from './tableRows.ts';

/** So many are named at once. */
const mostStrays = 5;

/** @returns undefined where one of the texts is too long to be named. */
export function straysOf(table: TableRows, { place, read }: KnownColumn): Strays | undefined {
  const strays = new Set<number>();
  for (const row of table.kept()) {
    const code = row[place] ?? Number.NaN;
    const kind = read.reader.kindOf(code);
    if (kind === 'text' || kind === 'unreadable') strays.add(code);
    if (strays.size === mostStrays) break;
  }
  const texts = [...strays].map((code) => read.reader.textOf(code));
  return texts.every(isShort) ? { texts, rows: rowsWithout(table, texts) } : undefined;
}

/** Missing values count in all columns, and so do the texts. */
function rowsWithout(table: TableRows, texts: readonly string[]): number {
  const columns = table.columns.map(({ reader }) => new Set(texts.map((text) => reader.codeOf(text))));
  let rows = 0;
  for (const row of table.kept())
    if (!table.isComplete(row) || columns.some((codes, place) => codes.has(row[place]))) rows++;
  return rows;
}

function isShort(text: string | undefined): text is string {
  return text !== undefined && text.length <= longestInMessage;
}
