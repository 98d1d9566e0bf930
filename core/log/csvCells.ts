/** Values of a row of CSV (RFC 4180), and what divides them. */

/** A character, or null: any number of spaces. */
export type Delimiter = string | null;

/** A quote, when it opens a value or ends it. */
const quote = '"';

/** Takes a row apart; spaces around values are left out. Quotes that are never closed end with the row. */
export function cellsOf(row: string, delimiter: Delimiter): string[] {
  if (delimiter === null) return row.trim().split(/\s+/);
  const cells = row.includes(quote) ? quotedCells(row, delimiter) : row.split(delimiter);
  for (let index = 0; index < cells.length; index++) cells[index] = cells[index]?.trim() ?? '';
  return cells;
}

function quotedCells(row: string, delimiter: string): string[] {
  const cells: string[] = [];
  let from = 0;
  while (from <= row.length) {
    let begin = from;
    while (row[begin] === ' ') begin++;
    const isQuoted = row[begin] === quote;
    const close = isQuoted ? closingQuote(row, begin + 1) : begin;
    const found = row.indexOf(delimiter, close);
    const end = found < 0 ? row.length : found;
    cells.push(isQuoted ? row.slice(begin + 1, close).replaceAll('""', quote) : row.slice(from, end));
    from = end + 1;
  }
  return cells;
}

function closingQuote(row: string, from: number): number {
  for (let at = row.indexOf(quote, from); at >= 0; at = row.indexOf(quote, at + 2))
    if (row[at + 1] !== quote) return at;
  return row.length;
}

/** Whether a value in quotes goes on in the next line. */
export function isOpen(row: string): boolean {
  let quotes = 0;
  for (let at = row.indexOf(quote); at >= 0; at = row.indexOf(quote, at + 1)) quotes++;
  return quotes % 2 === 1;
}

const delimiters = ['\t', ';', '|', ','];

/** What divides the values of a first line: the most frequent of these outside of quotes. */
export function delimiterOf(line: string): Delimiter {
  const outside = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => outside.split(delimiter).length - 1;
  // Beside another delimiter, a comma between digits stands before decimals.
  const others = delimiters.slice(0, -1).filter((each) => count(each) > 0);
  const commas = others.length > 0 ? outside.replace(/\d,\d/g, '').split(',').length - 1 : count(',');
  const best = others.sort((a, b) => count(b) - count(a))[0];
  if (best !== undefined && count(best) >= commas) return best;
  if (commas > 0) return ',';
  return /\S\s+\S/.test(outside) ? null : ',';
}
