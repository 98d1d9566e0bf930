/** What an editor asks about experiments, saved or not. */
import * as vscode from 'vscode';
import { experimentSelector } from './experimentDocuments.ts';
import { provideRunLens } from './runLens.ts';

const loadLanguage = async () => (await import('./language.ts')).language;

export function registerProviders(): vscode.Disposable {
  const { registerCodeLensProvider, registerHoverProvider, registerCodeActionsProvider } = vscode.languages;
  const fixes: vscode.CodeActionProvider = {
    provideCodeActions: async (document, at, context) =>
      (await loadLanguage()).provideFixes(document, at, context),
  };
  const hovers: vscode.HoverProvider = {
    provideHover: async (document, position) => (await loadLanguage()).provideHover(document, position),
  };
  return vscode.Disposable.from(
    registerCodeLensProvider(experimentSelector, { provideCodeLenses: provideRunLens }),
    registerHoverProvider(experimentSelector, hovers),
    registerCodeActionsProvider(experimentSelector, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}
