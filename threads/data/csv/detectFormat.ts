/** Delimiter and decimal mark of a CSV file, found together in its first rows. */
import { DecimalUse } from '../../../core/problems/data/table/decimalUse.ts';
import type { DecimalMark } from '../../../core/problems/data/table/tableOptions.ts';
import { type CsvOptions, type ParseRows, separatorLine } from './csvFormat.ts';
import { type FirstRow, firstRows, fitOf, isTooWide } from './delimiterFit.ts';

export interface Format {
  readonly delimiter: string;
  /** By the first rows: those below may tell otherwise. */
  readonly decimal: DecimalMark;
  /** Whether the first line is `sep=;` or the like. */
  readonly hasSeparatorLine: boolean;
  /** The first rows, read so, without that line. */
  readonly rows: readonly (readonly string[])[];
  /** Of these rows in the file, counted from 1. */
  readonly rowNumbers: readonly number[];
  /** A delimiter that isn't tried, but fits better. */
  readonly better: string | undefined;
}

/** Characters that are looked at; with long rows at least one row. */
const mostCharacters = 1 << 18;

/** In the order of preference. */
const delimiters = [',', ';', '\t', '|'];
/** These are part of values too often. */
const otherDelimiters = [' ', ':', '^', '~', '/', '\u00a6', '\u0001', '\u001f'];
const decimals = ['.', ','] as const;

/** Lines before the table have marks of their own. */
const comments = /^\uFEFF?(?:[^\S\r\n]*(?:#|\/\/|%|--)[^\r\n]*[\r\n]+)+/;

/**
 * How a CSV file is written, where the options don't say.
 * @param text The beginning of the file; its last line may be cut.
 */
export function detectFormat(
  text: string,
  options: Pick<CsvOptions, 'delimiter' | 'decimal'>,
  parse: ParseRows,
): Format {
  const separator = separatorLine(text);
  const given = options.delimiter ?? separator;
  const lines = firstLines(text);
  const hasSeparatorLine = separator !== undefined;
  const body = hasSeparatorLine ? lines : lines.replace(comments, '');
  const trial = (delimiter: string): Trial => {
    const rows = firstRows(body, delimiter, { skipFirst: hasSeparatorLine, parse });
    const marks = options.decimal ? [options.decimal] : decimals;
    return { delimiter, fit: Math.max(...marks.map((decimal) => fitOf(rows, decimal))) };
  };
  const best = bestOf((given === undefined ? delimiters : [given]).map(trial));
  const { delimiter, fit } = best;
  const rows = firstRows(lines, delimiter, { skipFirst: hasSeparatorLine, parse });
  const others = possible(rows, given !== undefined).filter((each) => !isTooWide(lines, each));
  const better = bestOf(others.map(trial));
  return {
    delimiter,
    decimal: options.decimal ?? likelyDecimal(rows, delimiter),
    hasSeparatorLine,
    rows: rows.map(({ cells }) => cells.map(({ text: value }) => value)),
    rowNumbers: rows.map(({ number }) => number),
    better: better.fit > fit ? better.delimiter : undefined,
  };
}

interface Trial {
  readonly delimiter: string;
  readonly fit: number;
}

/** The first of those that fit best. */
function bestOf(trials: readonly Trial[]): Trial {
  const none: Trial = { delimiter: ',', fit: Number.NEGATIVE_INFINITY };
  return trials.reduce((best, next) => (next.fit > best.fit ? next : best), none);
}

/** What may fit better: where values are divided, a colon may well be part of them, and what is given is right. */
function possible(rows: readonly FirstRow[], isGiven: boolean): readonly string[] {
  if (!isDivided(rows)) return [...delimiters, ...otherDelimiters];
  return isGiven ? [] : [' '];
}

/** Whether most rows have more values than one. */
function isDivided(rows: readonly FirstRow[]): boolean {
  return 2 * rows.filter(({ cells }) => cells.length > 1).length > rows.length;
}

function firstLines(text: string): string {
  if (text.length <= mostCharacters) return text;
  const end = Math.max(text.lastIndexOf('\n', mostCharacters), text.lastIndexOf('\r', mostCharacters));
  return end < 0 ? text : text.slice(0, end + 1);
}

function likelyDecimal(rows: readonly FirstRow[], delimiter: string): DecimalMark {
  const use = new DecimalUse();
  for (const { cells } of rows) for (const [index, { text }] of cells.entries()) use.add(text, index);
  const mark = use.decide(delimiter);
  return typeof mark === 'string' ? mark : '.';
}
