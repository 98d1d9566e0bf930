/** What cells put out, as VS Code has it. */
import * as vscode from 'vscode';
import { type CellOutput, textOfOutput } from '../../core/lesson/raceOutput.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
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
    vscode.NotebookCellOutputItem.json(toldOf(output), lessonOutput.mime),
    vscode.NotebookCellOutputItem.text(textOfOutput(output)),
  ];
}

/** As the renderer gets it. Numbers of comparisons may be infinite, or none; those of other outputs are null then. */
export function toldOf(output: CellOutput): unknown {
  return output.type === 'comparison' ? encodeMeasured(output) : output;
}
