/**
 * A CSV file, which a script reads itself, as this reading found it to be: the delimiter, the header, the mark of decimals, and
 * what each column holds are written out, so that the script has nothing to guess.
 */
import { fileName } from '../../experiment/describe.ts';
import type { CsvProblem } from '../../experiment/modelProblem.ts';
import { missingMarks } from '../../problems/data/table/missing.ts';
import type { TableColumn, TableReading } from '../../problems/data/table/tableReading.ts';
import { code } from '../part.ts';
import { pythonFloat, pythonText, pythonTexts } from '../pythonValue.ts';
import type { TableCode } from './tableCode.ts';

export interface CsvTable {
  readonly problem: CsvProblem;
  readonly reading: TableReading;
  /** Those that are kept. */
  readonly rows: number;
  /** Whether the file has other numbers now than the run had. */
  readonly hasChanged: boolean;
}

export function csvTable({ problem, reading, rows, hasChanged }: CsvTable): TableCode {
  const { delimiter = ',', decimal, columns, hasHeader, hasSeparatorLine = false } = reading;
  const [target, ...others] = [columns.at(-1), ...columns.slice(0, -1)];
  const isSkipping = problem.missing === 'skip';
  const first = (hasHeader ? 1 : 0) + (hasSeparatorLine ? 1 : 0);
  const skipping = `
    rows = [row for row in rows if not any(is_missing(row[index], names) for index, names in COLUMNS)]`;
  const isNumber = target?.categories === undefined;
  return {
    part: {
      imports: ['import csv', 'import unicodedata', 'import numpy as np'],
      code: code(`
FILE = ${pythonText(problem.csv)}  # In the folder that the script is run in.
# Of each column its place, and its names where it has no numbers; the last is to be predicted.
COLUMNS = [
${[...others, ...(target ? [target] : [])].map((column) => `    ${columnOf(column)}`).join('\n')}
]
${isSkipping ? missingCode(problem) : ''}

def number(text):
    """Digits with a sign, a decimal mark and thousands in groups."""
    plain = text.replace("\\u2212", "-")
    for mark in ${decimal === '.' ? '",\' \\u00a0\\u202f"' : '".\' \\u00a0\\u202f"'}:
        plain = plain.replace(mark, "")
    try:
        return float(plain${decimal === '.' ? '' : '.replace(",", ".")'})
    except ValueError:
        raise ValueError(f"{text!r} in {FILE}: expected a number of digits and marks alone") from None


def values(row, index, names):
    """The number of a value or, of a name, a 1 in the place of that name."""
    if names is None:
        return [number(row[index])]
    if row[index] not in names:
        raise ValueError(f"{row[index]!r} in {FILE}: expected one of {names}")
    return [1.0 if name == row[index] else 0.0 for name in names]


def make_data():
    """The columns of FILE: inputs, with a column for each name, and what is to be predicted."""
    with open(FILE, encoding="utf-8-sig", newline="") as file:
        table = csv.reader(file, delimiter=${pythonText(delimiter)}, skipinitialspace=True)
        rows = [[unicodedata.normalize("NFC", text.strip()) for text in row] for row in table]
    rows = [row for row in rows if any(row)]${first > 0 ? `[${first}:]` : ''}${isSkipping ? skipping : ''}
    if len(rows) != ${rows}:
        raise ValueError(f"{len(rows)} rows in {FILE}: the run had ${rows}")
    inputs = [sum((values(row, *column) for column in COLUMNS[:-1]), []) for row in rows]
    targets = [values(row, *COLUMNS[-1]) for row in rows]
    return np.array(inputs), np.array(targets)${isNumber ? '[:, 0]' : '.argmax(axis=1)'}
`),
    },
    notes: [
      'The CSV file is read as for the run, but for numbers with units, currencies or in brackets, which the script refuses.',
      ...(hasChanged
        ? [`${fileName(problem.csv)} has changed since the run, so that losses will be others.`]
        : []),
    ],
  };
}

function columnOf({ index, name, categories }: TableColumn): string {
  return `(${index}, ${categories ? pythonTexts(categories) : 'None'}),  # ${commentOf(name)}`;
}

/** A name in one line, whatever it contains. */
function commentOf(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}

function missingCode({ na_values = [] }: CsvProblem): string {
  const texts = ['', ...missingMarks, ...na_values.map((each) => String(each).trim().normalize())];
  const numbers = na_values
    .map((each) => (typeof each === 'number' ? each : each.trim() === '' ? Number.NaN : Number(each)))
    .filter((each) => !Number.isNaN(each));
  return `# Rows with one of these are left out, where it is no name of its column.
MISSING = {${[...new Set(texts)].map(pythonText).join(', ')}}


def is_missing(text, names):
    if text in MISSING and text not in (names or []):
        return True
${
  numbers.length > 0
    ? `    return names is None and number(text) in (${numbers.map(pythonFloat).join(', ')},)`
    : '    return False'
}

`;
}
