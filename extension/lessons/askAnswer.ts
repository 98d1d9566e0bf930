/** What a person answers to an exercise: the rule in the cell behind it, or what they type. */
import type * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { clipped } from '../../core/format.ts';
import { valueText } from '../../core/lesson/exercise/answerText.ts';
import type { Attempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { Exercise, ExerciseOf } from '../../core/lesson/exercise/exercise.ts';
import { valueOfFormula } from '../../core/lesson/exercise/formula.ts';
import { askText } from '../shown/ask.ts';
import type { LessonMaps } from './lessonMaps.ts';
import { lessonCellOf } from './lessonNotebook.ts';

/**
 * @param maps Know which run of a map the person has chosen last.
 * @returns Null where the person gave no answer.
 * @throws {ExperimentError} if there is no rule.
 */
export async function askAnswer(
  exercise: Exercise,
  cell: vscode.NotebookCell,
  maps: Pick<LessonMaps, 'heldOn'>,
): Promise<Attempt | null> {
  switch (exercise.kind) {
    case 'rule':
      return { kind: 'rule', exercise, answer: ruleBehind(cell) };
    case 'number': {
      const { title = 'Your number', unit } = exercise;
      const prompt = unit === undefined ? 'A number, or a formula' : `A number, or a formula. Unit: ${unit}`;
      const answer = await askNumber(title, prompt);
      return answer === null ? null : { kind: 'number', exercise, answer };
    }
    case 'defend': {
      const { settings } = exercise;
      const held = maps.heldOn(cell.notebook.uri.toString(), settings);
      const answer = await askNumbers(exercise, held ?? []);
      return answer && { kind: 'defend', exercise, answer };
    }
    case 'choose': {
      const { title = `Choose ${exercise.setting}`, setting, loss, within } = exercise;
      const prompt = `A value of ${setting} with which the loss is at ${loss} or below within ${within} steps`;
      const answer = await askNumber(title, prompt);
      return answer === null ? null : { kind: 'choose', exercise, answer };
    }
  }
}

/** Two of them, with a comma between; the run that is held on a map stands there to begin with. */
async function askNumbers(
  { title = 'Choose a run', settings }: ExerciseOf<'defend'>,
  held: readonly number[],
): Promise<readonly number[] | null> {
  const read = (typed: string) => {
    const values = typed.split(/[,;]/).map((part) => valueOfFormula(part, {}));
    const numbers = values.flatMap((each) =>
      'value' in each && Number.isFinite(each.value) ? each.value : [],
    );
    return values.length === settings.length && numbers.length === values.length ? numbers : null;
  };
  const names = settings.join(', ');
  const text = await askText({
    ...{ title, value: held.map(valueText).join(', ') },
    prompt: `${names}, with a comma between. A run that is held on the map is put here`,
    faultOf: (typed) =>
      read(typed)
        ? null
        : `${clipped(typed, 40)} — expected ${settings.length} numbers for ${names}, such as 0.05, 0.9`,
  });
  return text === undefined ? null : read(text);
}

function ruleBehind({ notebook, index }: vscode.NotebookCell): string {
  const behind = notebook.getCells()[index + 1];
  const rule = behind && lessonCellOf(behind);
  if (rule?.kind === 'optimizer') return rule.text;
  const message = 'this exercise has no rule to work on — expected a cell with an optimizer right behind it';
  throw new ExperimentError([{ path: [], message }]);
}

export async function askNumber(title: string, prompt: string): Promise<number | null> {
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
