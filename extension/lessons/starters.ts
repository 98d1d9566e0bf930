/** What rules of exercises said at first. */
import * as vscode from 'vscode';
import { parseExercise } from '../../core/lesson/exercise/parseExercise.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';
import { taskKey } from '../../core/lesson/standing.ts';
import { ruleOf } from './exercises.ts';
import { type LessonMemory, placeOfTask } from './lessonMemory.ts';
import { lessonCellOf } from './lessonNotebook.ts';

export interface PutBack {
  /** Rules that stay as they are, since nobody knows what they were. */
  readonly without: number;
  /** Puts what was there in its place again. */
  undo(): Promise<void>;
}

/** Remembers what the rules of a lesson say that is opened, for exercises that have no starter. */
export async function noteBeginnings(notebook: vscode.NotebookDocument, memory: LessonMemory): Promise<void> {
  for (const cell of notebook.getCells()) {
    if (lessonCellOf(cell).kind !== 'exercise') continue;
    const { exercise } = parseExercise(lessonCellOf(cell).text);
    const rule = ruleOf(cell);
    if (rule && exercise?.kind === 'rule' && exercise.starter === undefined)
      await memory.noteBeginning(placeOfTask(cell), rule.document.getText());
  }
}

/**
 * Puts starters in place of what the person has written, by an edit that can be undone.
 * @param exercises Cells of one lesson.
 * @param shipped The lesson as it ships; null where it doesn't.
 * @param memory Has what stood in others when they were opened first.
 */
export async function putStarters(
  exercises: readonly vscode.NotebookCell[],
  shipped: Uint8Array | null,
  memory: Pick<LessonMemory, 'beginningOf'>,
): Promise<PutBack> {
  const known = shipped ? startersIn(shipped) : new Map<string, string>();
  const texts = new Map<vscode.TextDocument, string>();
  let without = 0;
  for (const cell of exercises) {
    const { exercise } = parseExercise(lessonCellOf(cell).text);
    const rule = ruleOf(cell);
    if (exercise?.kind !== 'rule' || !rule) continue;
    const place = placeOfTask(cell);
    const starter = exercise.starter ?? known.get(place.key) ?? memory.beginningOf(place);
    if (starter === undefined) without += 1;
    else if (rule.document.getText() !== starter.trimEnd()) texts.set(rule.document, starter.trimEnd());
  }
  const before = new Map([...texts.keys()].map((document) => [document, document.getText()]));
  await write(texts);
  return { without, undo: () => write(before) };
}

/** By the keys of exercises. */
function startersIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const { cells } = parseLesson(new TextDecoder().decode(bytes));
  const found = cells.flatMap((cell, number): [string, string][] => {
    const behind = cells[number + 1];
    return cell.kind === 'exercise' && behind?.kind === 'optimizer'
      ? [[taskKey(cell, number), behind.text]]
      : [];
  });
  return new Map(found);
}

async function write(texts: ReadonlyMap<vscode.TextDocument, string>): Promise<void> {
  if (texts.size === 0) return;
  const edit = new vscode.WorkspaceEdit();
  for (const [document, text] of texts) {
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    edit.replace(document.uri, whole, text);
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error('The lesson can’t be written: what its exercises say stays as it is.');
}
