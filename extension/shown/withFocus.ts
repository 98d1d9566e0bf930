/**
 * A question keeps the focus. Where a webview had it before, VS Code gives it back when the palette closes, which on a
 * busy machine comes after the question has opened: it would close at once, or keys would go to the webview.
 * Questions therefore set `ignoreFocusOut`, and take the focus again.
 */
import * as vscode from 'vscode';

/** By when a webview has taken the focus, in milliseconds. */
const settled = 500;

/** @returns The answer of a question that has opened just now. */
export async function withFocus<T>(answer: Thenable<T>): Promise<T> {
  const timer = setTimeout(() => {
    // A word of VS Code's for all its questions.
    void vscode.commands.executeCommand('workbench.action.focusQuickOpen');
  }, settled);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}
