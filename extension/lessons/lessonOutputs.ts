/** What cells put out, as VS Code has it. */
import * as vscode from 'vscode';
import { type CellOutput, textOfOutput } from '../../core/lesson/raceOutput.ts';
import { lessonOutput } from '../ids.ts';

export function outputOf(output: CellOutput): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([...itemsOf(output)], { type: output.type });
}

/** Whether nothing is below a cell but what it asks. */
export function isUnanswered({ outputs }: Pick<vscode.NotebookCell, 'outputs'>): boolean {
  return outputs.every(({ metadata }) => metadata?.['type'] === 'question');
}

/** For who sees and who doesn't. */
export function itemsOf(output: CellOutput): readonly vscode.NotebookCellOutputItem[] {
  return [
    vscode.NotebookCellOutputItem.json(output, lessonOutput.mime),
    vscode.NotebookCellOutputItem.text(textOfOutput(output)),
  ];
}
