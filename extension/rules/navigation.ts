/** The ways between the places where a name of an optimizer stands. */
import * as vscode from 'vscode';
import { definitionAt, referencesAt } from '../../core/rule/language/references.ts';
import { rangeOf } from './places.ts';

export function provideDefinition(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Location | null {
  const found = definitionAt(document.getText(), document.offsetAt(position));
  return found && new vscode.Location(document.uri, rangeOf(document, found));
}

export function provideReferences(
  document: vscode.TextDocument,
  position: vscode.Position,
  { includeDeclaration }: vscode.ReferenceContext,
): vscode.Location[] {
  const options = { withDeclaration: includeDeclaration };
  const found = referencesAt(document.getText(), document.offsetAt(position), options);
  return found.map(({ at }) => new vscode.Location(document.uri, rangeOf(document, at)));
}

/** The places of the name at the cursor, those that assign it apart from those that read it. */
export function provideHighlights(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] {
  const { Read, Write } = vscode.DocumentHighlightKind;
  return referencesAt(document.getText(), document.offsetAt(position)).map(
    ({ at, writes }) => new vscode.DocumentHighlight(rangeOf(document, at), writes ? Write : Read),
  );
}
