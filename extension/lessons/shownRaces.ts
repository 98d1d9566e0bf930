/** Races that stand below cells of a lesson, by the rules in them. */
import type * as vscode from 'vscode';
import { rulePathsOf } from '../../core/experiment/ruleFiles.ts';
import { readText } from '../../core/experiment/text/readText.ts';
import { ruleCellOf } from '../../core/lesson/ruleCells.ts';
import { cellsOf, lessonCellOf } from './lessonNotebook.ts';

/** The experiments that name the rule of a cell, and have a race below them. */
export function shownRacesWith(rule: vscode.NotebookCell): vscode.NotebookCell[] {
  const cells = cellsOf(rule.notebook);
  const named = (path: string) => ruleCellOf(path, cells) === cells[rule.index];
  return rule.notebook.getCells().filter((cell) => {
    const { kind, text } = lessonCellOf(cell);
    return kind === 'experiment' && showsRace(cell) && rulePathsOf(readText(text).value).some(named);
  });
}

function showsRace({ outputs }: vscode.NotebookCell): boolean {
  return outputs.some(({ metadata }) => metadata?.['type'] === 'race');
}
