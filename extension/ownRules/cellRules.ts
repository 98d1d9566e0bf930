/** Rules in the cells of a lesson: an experiment beside them names each as a file of its id. */
import type * as vscode from 'vscode';
import type { RuleFile } from '../../core/experiment/ruleFiles.ts';
import { ruleCellOf } from '../../core/lesson/ruleCells.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';
import { lessonCellOf } from '../lessons/lessonNotebook.ts';

/** @returns What the cell says that is meant; null where the experiment is in no lesson, or no cell has that id. */
export function ruleInCell(path: string, experiment: vscode.Uri | undefined): RuleFile | null {
  const notebook = experiment && cellOfDocument({ uri: experiment })?.notebook;
  if (!notebook) return null;
  const cells = notebook
    .getCells()
    .map((cell) => ({ ...lessonCellOf(cell), place: cell.document.uri.toString() }));
  const found = ruleCellOf(path, cells);
  const place = cells.find((cell) => cell === found)?.place;
  return found && place !== undefined ? { place, text: found.text } : null;
}
