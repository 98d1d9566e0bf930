/** The experiment of a cell. */
import type * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { RuleFiles } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import type { CodeCell } from '../../core/lesson/lesson.ts';
import { ruleExperiment } from '../../core/lesson/ruleExperiment.ts';
import { checkExperimentText } from '../files/checkExperimentText.ts';
import { cellsOf, lessonCellOf } from './lessonNotebook.ts';

/**
 * What a cell runs; null where it runs nothing.
 * @throws {ExperimentError} if it can't run.
 */
export async function experimentOf(cell: vscode.NotebookCell): Promise<Experiment | null> {
  const lessonCell = lessonCellOf(cell);
  if (lessonCell.kind === 'optimizer') return experimentOfRule(lessonCell, cell);
  if (lessonCell.kind !== 'experiment') return null;
  const text = cell.document.getText();
  const { experiment, faults, faultCount } = await checkExperimentText(text, cell.document.uri);
  if (experiment) return experiment;
  const name = lessonCell.id ?? 'experiment';
  throw new ExperimentError([{ path: [], message: describeFaults(name, faults, text, faultCount) }]);
}

function experimentOfRule({ id, text }: CodeCell, cell: vscode.NotebookCell): Experiment {
  const path = `${id ?? 'rule'}.optimizer`;
  const files: RuleFiles = new Map([[path, { place: cell.document.uri.toString(), text }]]);
  return parseExperiment(ruleExperiment(path, cellsOf(cell.notebook), cell.index), files);
}
