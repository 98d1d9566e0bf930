/**
 * A question keeps the keyboard. Where a page had it before, VS Code gives it back to the page when the palette closes, which on
 * a busy machine comes after the question has opened. Questions therefore set `ignoreFocusOut`, and take it back.
 */
import * as vscode from 'vscode';
import { onDidFocusPage } from './focusedPages.ts';

/** By when a page has been given the focus, in milliseconds; later the person has clicked it. */
const settled = 2000;

export interface QuestionListener {
  /** It has closed, whoever closed it. */
  readonly onClose: () => void;
  /** Sets its rows and marks anew: VS Code takes them off where another question is in its place for a moment. */
  readonly onShownAgain: () => void;
}

/** Something to type into. */
type Question = vscode.QuickInput & { readonly value: string };

/** Shows a question. */
export function openQuestion(input: Question, { onClose, onShownAgain }: QuestionListener): void {
  /** How often it was shown again, and VS Code has yet to tell that it was closed for that. */
  let again = 0;
  const focused = whenPageTakesFocus(() => {
    // VS Code would select what was typed: more of it would take its place. Nobody sees that in time.
    if (input.value !== '') return;
    again++;
    showAgain(input);
    onShownAgain();
  });
  input.onDidHide(() => {
    if (again > 0) {
      again--;
      return;
    }
    focused.dispose();
    onClose();
  });
  input.show();
}

/**
 * For a question that VS Code shows for us, which has opened just now.
 * @returns Its answer.
 */
export async function withFocus<T>(answer: Thenable<T>): Promise<T> {
  // The command takes the keyboard to the rows of a list, not to where text is typed.
  const focused = whenPageTakesFocus(
    () => void vscode.commands.executeCommand('workbench.action.focusQuickOpen'),
  );
  try {
    return await answer;
  } finally {
    focused.dispose();
  }
}

function whenPageTakesFocus(listener: () => void): vscode.Disposable {
  const focused = onDidFocusPage(listener);
  const timer = setTimeout(() => focused.dispose(), settled);
  return {
    dispose() {
      clearTimeout(timer);
      focused.dispose();
    },
  };
}

/** VS Code focuses what a person types into when it shows a question in another one's place. No command of its own does. */
function showAgain(input: vscode.QuickInput): void {
  const other = vscode.window.createInputBox();
  other.title = input.title;
  other.show();
  input.show();
  other.dispose();
}
