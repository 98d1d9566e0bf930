/** The columns of a table: what they are called and which of them are used. */

import { clipped } from '../../../format.ts';
import { didYouMean } from '../../../rule/syntax/errors.ts';
import { numberOf } from './numberOf.ts';
import { listed, quoted, TableError } from './tableError.ts';
import { type ColumnReference, largestColumnCount, type TableOptions } from './tableOptions.ts';

export interface Column {
  /** Counted from 0. */
  readonly index: number;
  /** `#3` where the third column has none. */
  readonly name: string;
  /** As options name it. */
  readonly reference: ColumnReference;
}

/** Which columns are used, by their places, counted from 0. */
export interface UsedColumns {
  /** Of all columns. */
  readonly count: number;
  /** Whether the first row has names; undefined where the rows below must tell. */
  readonly header: boolean | undefined;
  readonly target: number;
  /** In the order of the table. */
  readonly features: readonly number[];
  /** Those whose values are names whatever they look like. */
  readonly categorical: ReadonlySet<number>;
}

/** Longer names are referred to by the column's number. */
const longestReference = 100;

/**
 * Finds the columns that the options name in the first row of a table.
 * @throws {TableError} if one is missing, or no feature is left.
 */
export function findColumns(
  file: string,
  firstRow: readonly string[],
  row: number,
  options: TableOptions,
): UsedColumns {
  const count = firstRow.length;
  if (count > largestColumnCount)
    throw new TableError(file, { row }, `${count} columns — expected at most ${largestColumnCount}`);
  const { target: wanted, categorical = [], ignore = [] } = options;
  const isNamed = [wanted, ...categorical, ...ignore].some((each) => typeof each === 'string');
  const header = options.header ?? (isNamed || undefined);
  const find = columnFinder(file, firstRow, header);
  const target = find(wanted, 'target');
  const ignored = new Set(ignore.map((each) => find(each, 'ignore')));
  if (ignored.has(target)) {
    const column = nameOf(firstRow, target, header === true);
    throw new TableError(file, { column }, 'both target and ignored — expected one of them');
  }
  const features = [...firstRow.keys()].filter((index) => index !== target && !ignored.has(index));
  if (features.length === 0)
    throw new TableError(file, { row }, 'no column to learn from — expected one besides the target');
  const names = new Set(categorical.map((each) => find(each, 'categorical')));
  return { count, header, target, features, categorical: names };
}

/**
 * Names the columns that are used.
 * @param places Of the features, and last of the target.
 * @throws {TableError} if a name repeats, or is no text in UTF-8.
 */
export function nameColumns(
  file: string,
  firstRow: readonly string[],
  row: number,
  places: readonly number[],
  hasHeader: boolean,
): Column[] {
  if (hasHeader) checkNames(file, firstRow, row, places);
  const references = referencesIn(firstRow, hasHeader);
  return places.map((index) => ({
    index,
    name: nameOf(firstRow, index, hasHeader),
    reference: references[index] ?? index + 1,
  }));
}

/** How options refer to columns: by their names, or by the number where one has none, a long one or that of another. */
export function referencesIn(firstRow: readonly string[], hasHeader: boolean): ColumnReference[] {
  const names = firstRow.map((text) => (hasHeader ? text.trim() : ''));
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const name of names.map((each) => each.normalize())) (once.has(name) ? twice : once).add(name);
  return names.map((name, index) => {
    const fits = name !== '' && name.length <= longestReference && !name.includes('\uFFFD');
    return fits && !twice.has(name.normalize()) ? name : index + 1;
  });
}

export function nameOf(firstRow: readonly string[], index: number, hasHeader: boolean): string {
  return (hasHeader && firstRow[index]?.trim()) || `#${index + 1}`;
}

function columnFinder(file: string, firstRow: readonly string[], header: boolean | undefined) {
  const names = firstRow.map((_, index) => nameOf(firstRow, index, header === true).normalize());
  return (reference: ColumnReference, field: string): number => {
    const fail = (expected: string) => {
      const value = typeof reference === 'number' ? reference : quoted(reference);
      throw new TableError(file, {}, `${field} = ${value} — expected ${expected}`);
    };
    const numbers = `a column's number, 1 to ${names.length}`;
    if (typeof reference === 'number') {
      if (names[reference - 1] !== undefined) return reference - 1;
      // Of a year or the like; a small number is more likely a place beyond the last.
      const mayBeName = header === true || reference >= 1000;
      const isName = mayBeName && firstRow.some((name) => name.trim() === String(reference));
      return fail(isName ? `${numbers}, or the name "${reference}" in quotes` : numbers);
    }
    if (!header) return fail(`${numbers}: the table has no header`);
    const name = reference.trim().normalize();
    const places = names.flatMap((each, index) => (each === name ? [index] : []));
    if (places.length > 1)
      return fail(
        `a column's number, as several have that name: ${listed(places.map((each) => `${each + 1}`))}`,
      );
    const { length } = names;
    const headless = names.every(isWrittenNumber)
      ? `; if the first row is no header, "header": false and a column's number, 1 to ${length}`
      : '';
    return places[0] ?? fail(`one of ${listed(names)}${similarName(reference, names)}${headless}`);
  };
}

function isWrittenNumber(text: string): boolean {
  return (['.', ','] as const).some((mark) => !Number.isNaN(numberOf(text, mark)));
}

function similarName(reference: string, names: readonly string[]): string {
  if (reference.length > longestReference) return '';
  return clipped(
    didYouMean(
      reference,
      names.filter(({ length }) => length <= longestReference),
    ),
  );
}

function checkNames(file: string, firstRow: readonly string[], row: number, places: readonly number[]): void {
  const target = places.at(-1);
  const seen = new Set<string>();
  // The target first: of two columns of one name, the other can be left out.
  for (const index of places.toReversed()) {
    const name = firstRow[index]?.trim().normalize() ?? '';
    const fail = (what: string, expected: string) => {
      const instead = index === target || places.length <= 2 ? '' : `, or "ignore": [${index + 1}]`;
      throw new TableError(file, { row }, `${what} ${quoted(name)} — expected ${expected}${instead}`);
    };
    if (name.includes('\uFFFD')) fail('the name', 'text in UTF-8');
    if (name !== '' && seen.has(name)) fail('two columns have the name', 'different names');
    seen.add(name);
  }
}

/** Texts that spreadsheets keep from being read as numbers or dates, `="01234"`, without their formulas. */
export function withoutFormulas(fields: readonly string[]): readonly string[] {
  if (!fields.some((text) => text.charCodeAt(0) === equals)) return fields;
  return fields.map((text) => formula.exec(text)?.[1]?.replaceAll('""', '"') ?? text);
}

const equals = 0x3d;
const formula = /^="((?:[^"]|"")*)"$/;

/** A row that is as long as the first one but for delimiters at the end, where nothing follows them. */
export function withoutTrailing(
  fields: readonly string[],
  first: readonly string[],
): readonly string[] | undefined {
  const rest = [...fields.slice(first.length), ...first.slice(fields.length)];
  if (rest.some((text) => text !== '')) return undefined;
  return first.map((_, index) => fields[index] ?? '');
}
