/** What is wrong with a CSV file, as rows of a pick: the fault, and what can be done about it. */
import * as vscode from 'vscode';
import { fileName } from '../../../core/experiment/describe.ts';
import type { CsvFault } from '../../../core/experiment/errors.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { Choice } from './ask.ts';
import { csvRemedies } from './csvRemedies.ts';

/** A problem to read the file for, or a way out of the picks. */
export interface Attempt {
  readonly problem?: CsvProblem;
  readonly open?: () => Promise<void>;
}

/** @param problem The one that the file was read for. */
export function faultItems(fault: CsvFault, problem: CsvProblem, reading: CsvReading): Choice<Attempt>[] {
  // On two lines: what is wrong, and what was expected.
  const [what = '', ...expected] = fault.message.split(' — ');
  return [
    { icon: 'error', label: what, detail: expected.join(' — '), alwaysShow: true, value: null },
    ...remedies(fault, problem, reading),
    { label: 'another column', kind: vscode.QuickPickItemKind.Separator, value: null },
  ];
}

function remedies(fault: CsvFault, problem: CsvProblem, reading: CsvReading): Choice<Attempt>[] {
  const items: Choice<Attempt>[] = csvRemedies(fault, problem).map(({ label, icon, problem }) => ({
    icon,
    label,
    alwaysShow: true,
    value: { problem },
  }));
  const { file, row } = fault;
  if (row !== undefined)
    items.push({
      icon: 'go-to-file',
      label: `Open ${fileName(file)} at row ${row}`,
      alwaysShow: true,
      value: { open: () => reading.openRow(file, row) },
    });
  return items;
}
