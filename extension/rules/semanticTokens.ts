import * as vscode from 'vscode';
import { semanticTokensOf } from '../../core/rule/language/semanticTokens.ts';
import { semanticModifiers, semanticTypes } from './legend.ts';

/** What each word of an optimizer stands for, by numbers of the legend. */
export function provideSemanticTokens(document: vscode.TextDocument): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder();
  for (const { start, end, type, modifiers } of semanticTokensOf(document.getText())) {
    const { line, character } = document.positionAt(start);
    const bits = modifiers.reduce((sum, each) => sum | (1 << semanticModifiers.indexOf(each)), 0);
    builder.push(line, character, end - start, semanticTypes.indexOf(type), bits);
  }
  return builder.build();
}
