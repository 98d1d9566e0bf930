/** Questions about races of a lesson. */
import type * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import { labelsToBe } from '../../core/lesson/labelsToBe.ts';
import { asksNumber, type Prediction, readPrediction } from '../../core/lesson/prediction.ts';
import { experimentOf } from './cellExperiment.ts';
import { type LessonMemory, placeOfTask } from './lessonMemory.ts';
import { lessonCellOf } from './lessonNotebook.ts';

interface Choice {
  readonly label: string;
  /** The number of the run. */
  readonly run: number;
}

export interface Question {
  readonly prediction: Prediction;
  /** The cell with the race, or the map. */
  readonly about: vscode.NotebookCell;
  /** None where a number is asked for. */
  readonly choices: readonly Choice[];
}

/** The first question of the lesson that is about a cell. */
export function questionAbout(cell: vscode.NotebookCell): vscode.NotebookCell | undefined {
  const asked = lessonCellOf(cell);
  if (asked.kind !== 'experiment' || asked.id === null) return undefined;
  return cell.notebook.getCells().find((each) => {
    const { kind, text } = lessonCellOf(each);
    const read = kind === 'predict' ? readPrediction(text) : null;
    return read && 'prediction' in read && read.prediction.experiment === asked.id;
  });
}

/** The cell with the race that a question is about; none where the cell is no question. */
export function raceAskedAbout(cell: vscode.NotebookCell): vscode.NotebookCell[] {
  return cell.notebook.getCells().filter((each) => questionAbout(each) === cell);
}

/** Whether the person has not answered it yet, here or in another window. */
export function isOpenQuestion(cell: vscode.NotebookCell, memory: LessonMemory): boolean {
  return !memory.progressOf(placeOfTask(cell)).isPassed;
}

/** @throws {ExperimentError} if the question, or the experiment that it is about, can't be read. */
export async function questionOf(cell: vscode.NotebookCell): Promise<Question> {
  const { text } = lessonCellOf(cell);
  const read = readPrediction(text);
  if ('faults' in read) throw fault(describeFaults('predict', read.faults, text));
  const { prediction } = read;
  const about = cell.notebook.getCells().find((each) => {
    const other = lessonCellOf(each);
    return other.kind === 'experiment' && other.id === prediction.experiment;
  });
  const experiment = about && (await experimentOf(about));
  if (!about || !experiment)
    throw fault(`experiment = "${prediction.experiment}" — expected the id of an experiment of this lesson`);
  const labels = asksNumber(prediction) ? [] : labelsToBe(experiment);
  return { prediction, about, choices: labels.map((label, run) => ({ label, run })) };
}

function fault(message: string): ExperimentError {
  return new ExperimentError([{ path: [], message }]);
}
