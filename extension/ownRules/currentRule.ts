import * as vscode from 'vscode';
import { ruleLanguage } from '../ids.ts';

/**
 * The rule that a command is about: the one that it is given, or else that of the editor.
 * @throws {Error} if the person is at none.
 */
export function currentRule(given: unknown): vscode.Uri {
  if (given instanceof vscode.Uri) return given;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === ruleLanguage) return document.uri;
  throw new Error(
    'No optimizer is open. Open a file whose name ends in .optimizer, or begin one with New Optimizer….',
  );
}
