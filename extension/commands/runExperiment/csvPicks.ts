/** The questions that lead to a problem on a CSV file of the workspace: which file, and which column to predict. */
import * as vscode from 'vscode';
import { columnNames } from '../../../core/experiment/describe.ts';
import { CsvFault } from '../../../core/experiment/errors.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import type { ColumnHead } from '../../../core/problems/data/table/columnHeads.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { placeOfFile } from '../../data/filePlace.ts';
import { workspaceFiles } from '../../workspaceFiles.ts';
import type { Answer, Choice } from './ask.ts';
import { type CsvFile, type Draft, questionNumber, titleOf } from './draft.ts';
import { type Attempt, faultItems } from './faultItems.ts';
import type { PickRow } from './pickRow.ts';

/** The offer among the problems that leads here. */
export function csvOffer(): { readonly label: string; readonly description: string } {
  const { workspaceFolders = [] } = vscode.workspace;
  return workspaceFolders.length > 0
    ? { label: 'A CSV file of this workspace…', description: 'a network on data of your own' }
    : { label: 'A CSV file of your own…', description: 'in a folder that is opened first' };
}

const largestFileCount = 1000;
/** As wide as that of the data sets which ship. */
const hidden = [16];

/** Skipped on other problems. */
export async function askCsvFile(draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  if (!draft.csv) return { value: draft };
  const items = await findCsvFiles();
  const last = draft.last.file?.csv ?? lastCsv(draft)?.csv;
  const answer = await picks.ask<CsvFile | 'open folder'>({
    title: titleOf(draft),
    placeholder: 'Which file to train on',
    ...questionNumber('file', draft),
    items,
    selected: items.filter(({ value }) => value === 'open folder' || (value !== null && value.csv === last)),
    many: false,
  });
  if (answer === undefined || answer === 'back') return answer;
  const [file] = answer.value;
  if (file === 'open folder') {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
    return undefined;
  }
  return { value: { ...draft, csv: file ? { file } : {} } };
}

/**
 * The file is read when its target is known. What is wrong with it is told, with what can be done about it, and another
 * column can be chosen.
 */
export async function askTarget(draft: Draft, picks: PickRow, reading: CsvReading): Promise<Answer<Draft>> {
  const file = draft.csv?.file;
  if (!file) return { value: draft };
  const offers = targetsIn(file, await reading.readColumns(file.csv, file.folder));
  const last = lastOffer(lastCsv(draft), offers);
  const items = last && !offers.includes(last) ? [last, ...offers] : offers;
  let selected = last ? [last] : items.slice(0, 1);
  let faults: Choice<Attempt>[] = [];
  for (;;) {
    const answer = await picks.ask<Attempt>({
      title: titleOf(draft),
      placeholder: 'Which column to predict from the others',
      ...questionNumber('target', draft),
      items: [...faults, ...items],
      selected,
      many: false,
    });
    if (answer === undefined || answer === 'back') return answer;
    const [{ problem, open } = {}] = answer.value;
    await open?.();
    if (!problem) return undefined;
    try {
      const data = await reading.read(problem, file.folder);
      return { value: { ...draft, problem, csv: { file, data } } };
    } catch (error) {
      if (!(error instanceof CsvFault)) throw error;
      faults = faultItems(error, problem, reading);
      selected = [
        ...faults.filter(({ value }) => value?.problem),
        ...items.filter(({ value }) => value?.problem === problem),
      ].slice(0, 1);
    }
  }
}

/** What was chosen last time: one of the offers, or an item of its own for one that left something out. */
function lastOffer(
  last: CsvProblem | undefined,
  offers: readonly Choice<Attempt>[],
): Choice<Attempt> | undefined {
  const offer = offers.find(({ value }) => {
    const { csv, target, task } = value?.problem ?? {};
    return csv === last?.csv && target === last?.target && task === last?.task;
  });
  const choices = last ? choicesOf(last) : [];
  if (!offer || !last || choices.length === 0) return offer;
  return { ...offer, description: `${offer.description}, ${choices.join(', ')}`, value: { problem: last } };
}

/** What was chosen about a file beside the target. */
function choicesOf({ ignore = [], categorical = [], missing, decimal }: CsvProblem): string[] {
  return [
    ...(ignore.length > 0 ? [`without ${columnNames(ignore)}`] : []),
    ...(missing === 'skip' ? ['without rows that have missing values'] : []),
    ...(categorical.length > 0 ? [`names in ${columnNames(categorical)}`] : []),
    ...(decimal ? [`decimals behind ${decimal}`] : []),
  ];
}

function lastCsv({ last: { problem } }: Draft): CsvProblem | undefined {
  return problem && 'csv' in problem ? problem : undefined;
}

/** The files, or why there are none and the way to another folder. */
async function findCsvFiles(): Promise<Choice<CsvFile | 'open folder'>[]> {
  const { workspaceFolders = [], getWorkspaceFolder, asRelativePath } = vscode.workspace;
  const found = await workspaceFiles(['.csv', '.CSV'], largestFileCount);
  const items = found.flatMap((uri) => {
    const folder = getWorkspaceFolder(uri);
    const place = folder && placeOfFile(folder.uri);
    if (!place) return [];
    const csv = asRelativePath(uri, false);
    const description = workspaceFolders.length > 1 ? folder.name : '';
    return [{ label: csv, description, value: { folder: place, csv } }];
  });
  items.sort((a, b) => a.label.localeCompare(b.label));
  if (items.length > 0) return items;
  const hasFolder = workspaceFolders.length > 0;
  const label = hasFolder
    ? 'There is no CSV file here yet. Put one into the workspace folder, or open another.'
    : 'No folder is open. Open the one that your CSV file is in.';
  return [
    { icon: 'info', label, alwaysShow: true, value: null },
    { icon: 'folder-opened', label: 'Open Folder…', alwaysShow: true, value: 'open folder' },
  ];
}

/** A choice for each thing that a column can be the target of, those of the last column first: it often is the target. */
function targetsIn({ csv }: CsvFile, columns: readonly ColumnHead[]): Choice<Attempt>[] {
  const ordered = [...columns.slice(-1), ...columns.slice(0, -1)];
  return ordered.flatMap(({ reference, examples, tasks }) =>
    tasks.map((task) => ({
      label: typeof reference === 'number' ? `Column ${reference}` : reference,
      description: task,
      detail: examples.join(', '),
      value: { problem: { csv, target: reference, hidden, ...(tasks.length > 1 && { task }) } },
    })),
  );
}
