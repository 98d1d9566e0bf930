/** The questions that lead to a problem on a CSV file of the workspace: which file, and which column to predict. */
import * as vscode from 'vscode';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import type { ColumnHead } from '../../../core/problems/data/table/columnHeads.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { type CsvFile, type Draft, next, placeOf, titleOf } from './draft.ts';
import { type Answer, askPick, type Choice } from './multiStep.ts';

/** The offer among the problems that leads here. */
export const csvOffer = {
  label: 'A CSV file of this workspace…',
  description: 'a network on data of your own',
} as const;

const largestFileCount = 1000;
/** As wide as that of the data sets which ship. */
const hidden = [16];

/** Skipped on other problems. */
export async function askCsvFile(draft: Draft): Promise<Answer<Draft>> {
  if (!draft.csv) return { value: draft };
  const items = await findCsvFiles();
  const last = draft.last.file?.csv ?? lastCsv(draft)?.csv;
  const answer = await askPick<CsvFile>({
    title: titleOf(draft),
    placeholder: 'Which file to train on',
    ...placeOf('file', draft),
    items,
    selected: items.filter(({ value }) => value?.csv === last),
    many: false,
  });
  return next(answer, ([file]) => ({ ...draft, csv: file ? { file } : {} }));
}

/** The file is read when its target is known; what is wrong with it is told, and another column can be chosen. */
export async function askTarget(draft: Draft, reading: CsvReading): Promise<Answer<Draft>> {
  const file = draft.csv?.file;
  if (!file) return { value: draft };
  const items = targetsIn(file, await reading.readColumns(file.csv, file.folder));
  const last = lastCsv(draft);
  const isLast = ({ value }: Choice<CsvProblem>) =>
    last?.csv === file.csv && value?.target === last.target && value.task === last.task;
  let selected = items.find(isLast) ?? items[0];
  let faults: Choice<CsvProblem>[] = [];
  for (;;) {
    const answer = await askPick<CsvProblem>({
      title: titleOf(draft),
      placeholder: 'Which column to predict from the others',
      ...placeOf('target', draft),
      items: [...faults, ...items],
      selected: selected ? [selected] : [],
      many: false,
    });
    if (answer === undefined || answer === 'back') return answer;
    const [problem] = answer.value;
    if (!problem) return undefined;
    try {
      const data = await reading.read(problem, file.folder);
      return { value: { ...draft, problem, csv: { file, data } } };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      faults = [itemOf(error)];
      selected = items.find(({ value }) => value === problem);
    }
  }
}

/** A fault in place of a choice, on two lines: what is wrong, and what was expected. */
function itemOf({ message }: ExperimentError): Choice<CsvProblem> {
  const [what = '', ...expected] = message.split(' — ');
  return { label: `$(error) ${what}`, detail: expected.join(' — '), alwaysShow: true, value: null };
}

function lastCsv({ last: { problem } }: Draft): CsvProblem | undefined {
  return problem && 'csv' in problem ? problem : undefined;
}

/** The files, or why there are none. */
async function findCsvFiles(): Promise<Choice<CsvFile>[]> {
  const { workspaceFolders = [], getWorkspaceFolder, asRelativePath } = vscode.workspace;
  const found = await vscode.workspace.findFiles('**/*.{csv,CSV}', '**/node_modules/**', largestFileCount);
  const items = found.flatMap((uri) => {
    const folder = getWorkspaceFolder(uri);
    if (folder?.uri.scheme !== 'file') return [];
    const csv = asRelativePath(uri, false);
    const description = workspaceFolders.length > 1 ? folder.name : '';
    return [{ label: csv, description, value: { folder: folder.uri.fsPath, csv } }];
  });
  items.sort((a, b) => a.label.localeCompare(b.label));
  if (items.length > 0) return items;
  const label =
    workspaceFolders.length === 0
      ? 'No folder is open. Open the one that your CSV file is in.'
      : 'There is no CSV file here yet. Put one into the workspace folder.';
  return [{ label: `$(info) ${label}`, alwaysShow: true, value: null }];
}

/** A choice for each thing that a column can be the target of, those of the last column first: it often is the target. */
function targetsIn({ csv }: CsvFile, columns: readonly ColumnHead[]): Choice<CsvProblem>[] {
  const ordered = [...columns.slice(-1), ...columns.slice(0, -1)];
  return ordered.flatMap(({ reference, examples, tasks }) =>
    tasks.map((task) => ({
      label: typeof reference === 'number' ? `Column ${reference}` : reference,
      description: task,
      detail: examples.join(', '),
      value: { csv, target: reference, hidden, ...(tasks.length > 1 && { task }) },
    })),
  );
}
