import * as vscode from 'vscode';
import { evaluableAt } from '../../core/rule/language/evaluable.ts';
import { rangeOf } from '../rules/places.ts';

/** What is evaluated where a person points at while a rule is debugged. */
export function evaluableExpression(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.EvaluatableExpression | null {
  const found = evaluableAt(document.getText(), document.offsetAt(position));
  return found && new vscode.EvaluatableExpression(rangeOf(document, found.at), found.expression);
}
