/** Cells of CSV files: RFC 4180, and harmless in a spreadsheet. */

/** What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian fonts included. */
const formula = /^\s*[=+\-@＝＋－＠]/;

/**
 * A text as a cell. One that a spreadsheet would compute gets an apostrophe in front, which spreadsheets hide or show but
 * never run.
 *
 * @internal
 */
export function csvText(text: string): string {
  const plain = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A number with every digit, a text as `csvText`, and nothing for what there is not. */
export function csvCell(value: number | boolean | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? csvText(value) : String(value);
}
