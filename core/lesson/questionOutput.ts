/** From a cell that asks something to what is shown of it: its text has the answers, too, and is folded. */
import { experimentIn } from './checkCells.ts';
import { parseExercise } from './exercise/parseExercise.ts';
import { askedBy } from './exerciseOutput.ts';
import { labelsToBe } from './labelsToBe.ts';
import type { LessonCell } from './lesson.ts';
import { asksNumber, type NumberPrediction, type RunPrediction, readPrediction } from './prediction.ts';
import type { QuestionOutput } from './questionWords.ts';

/** Null where a cell asks nothing, or can't be read. */
export function questionOutput(cells: readonly LessonCell[], index: number): QuestionOutput | null {
  const cell = cells[index];
  if (cell?.kind === 'predict') {
    const read = readPrediction(cell.text);
    if ('faults' in read) return null;
    const { prediction } = read;
    const text = asksNumber(prediction) ? numberAsked(prediction) : choicesText(prediction, cells);
    const { question } = prediction;
    return { type: 'question', id: cell.id, index, heading: question, text, action: 'Answer' };
  }
  if (cell?.kind !== 'exercise') return null;
  const { exercise } = parseExercise(cell.text);
  return exercise && { type: 'question', id: cell.id, index, ...askedBy(exercise) };
}

/** `A number, or a formula. Unit: steps.` */
export function numberAsked({ unit }: Pick<NumberPrediction, 'unit'>): string {
  return unit === undefined ? 'A number, or a formula.' : `A number, or a formula. Unit: ${unit}.`;
}

/** `SGD, Momentum or Adam?`; empty where the race can't be read. */
function choicesText({ experiment: id }: RunPrediction, cells: readonly LessonCell[]): string {
  const about = cells.find((cell) => cell.kind === 'experiment' && cell.id === id);
  const { experiment } = about ? experimentIn(about, cells) : { experiment: null };
  if (!experiment) return '';
  const labels = labelsToBe(experiment);
  // Names may have commas themselves.
  const between = labels.some((label) => label.includes(',')) ? '; ' : ', ';
  return `${labels.slice(0, -1).join(between)} or ${labels.at(-1)}?`;
}
