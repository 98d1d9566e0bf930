/** What a person answers to an exercise: the rule in the cell behind it, or what they type. */
import type * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { clipped } from '../../core/format.ts';
import type { Attempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { Exercise } from '../../core/lesson/exercise/exercise.ts';
import { valueOfFormula } from '../../core/lesson/exercise/formula.ts';
import { askText } from '../shown/ask.ts';
import { lessonCellOf } from './lessonNotebook.ts';

/**
 * @returns Null where the person gave no answer.
 * @throws {ExperimentError} if there is no rule.
 */
export async function askAnswer(exercise: Exercise, cell: vscode.NotebookCell): Promise<Attempt | null> {
  switch (exercise.kind) {
    case 'rule':
      return { kind: 'rule', exercise, answer: ruleBehind(cell) };
    case 'number': {
      const { title = 'Your number', unit } = exercise;
      const prompt = unit === undefined ? 'A number, or a formula' : `A number, or a formula. Unit: ${unit}`;
      const answer = await askNumber(title, prompt);
      return answer === null ? null : { kind: 'number', exercise, answer };
    }
    case 'choose': {
      const { title = `Choose ${exercise.setting}`, setting, loss, within } = exercise;
      const prompt = `A value of ${setting} with which the loss is at ${loss} or below within ${within} steps`;
      const answer = await askNumber(title, prompt);
      return answer === null ? null : { kind: 'choose', exercise, answer };
    }
  }
}

function ruleBehind({ notebook, index }: vscode.NotebookCell): string {
  const behind = notebook.getCells()[index + 1];
  const rule = behind && lessonCellOf(behind);
  if (rule?.kind === 'optimizer') return rule.text;
  const message = 'this exercise has no rule to work on — expected a cell with an optimizer right behind it';
  throw new ExperimentError([{ path: [], message }]);
}

async function askNumber(title: string, prompt: string): Promise<number | null> {
  const text = await askText({
    ...{ title, prompt, value: '' },
    faultOf(typed) {
      const read = valueOfFormula(typed, {});
      if ('value' in read && Number.isFinite(read.value)) return null;
      return `${clipped(typed, 40)} — expected a number, such as 0.05 or 2/3`;
    },
  });
  const read = text === undefined ? null : valueOfFormula(text, {});
  return read && 'value' in read ? read.value : null;
}
