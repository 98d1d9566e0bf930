/** What can be done about a fault of a CSV file, what loses least first. */
import { columnNames } from '../../../core/experiment/describe.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import { clipped } from '../../../core/format.ts';
import { quoted, type Share, type TableFault } from '../../../core/problems/data/table/tableError.ts';

export interface Remedy {
  readonly label: string;
  /** An icon of VS Code. */
  readonly icon: string;
  /** The one to read the file for instead. */
  readonly problem: CsvProblem;
}

interface RankedRemedy extends Remedy {
  /** Share of the file that it leaves out, 0 to 1. */
  readonly loss: number;
}

/** A missing value that is read as a name loses no row, but the model learns from nothing as if it were something. */
const lossOfName = 0.05;

export function csvRemedies(
  { value, unclearDecimal }: Pick<TableFault, 'value' | 'unclearDecimal'>,
  problem: CsvProblem,
): Remedy[] {
  if (unclearDecimal)
    return [
      { label: 'Commas stand before decimals', icon: 'symbol-number', problem: { ...problem, decimal: ',' } },
      { label: 'Points stand before decimals', icon: 'symbol-number', problem: { ...problem, decimal: '.' } },
    ];
  if (!value) return [];
  const { column, isTarget, rows, columns, naValues, names } = value;
  const remedies: RankedRemedy[] = [];
  if (rows) {
    const what = naValues ? `with ${naValues.map(quoted).join(', ')}` : 'missing values';
    const na_values = naValues && [...(problem.na_values ?? []), ...naValues];
    remedies.push({
      label: `Leave out ${shareName(rows)} rows: ${what}`,
      icon: 'filter',
      problem: { ...problem, missing: 'skip', ...(na_values && { na_values }) },
      loss: partOf(rows),
    });
  }
  if (names)
    remedies.push({
      label: `Take marks of missing values for names in ${columnNames(names)}`,
      icon: 'symbol-text',
      problem: { ...problem, categorical: [...(problem.categorical ?? []), ...names] },
      loss: lossOfName,
    });
  if (!isTarget)
    remedies.push({
      label: `Leave out column ${clipped(String(column))}`,
      icon: 'exclude',
      problem: { ...problem, ignore: [...(problem.ignore ?? []), column] },
      loss: columns ? partOf(columns) : 1,
    });
  return remedies.sort((a, b) => a.loss - b.loss);
}

function partOf({ count, of }: Share): number {
  return of === 0 ? 1 : count / of;
}

/** `3 of 1,500`. */
function shareName({ count, of }: Share): string {
  return `${count.toLocaleString('en')} of ${of.toLocaleString('en')}`;
}
