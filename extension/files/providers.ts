/** What an editor asks about experiments, saved or not. */
import * as vscode from 'vscode';
import { experimentSelector } from './experimentDocuments.ts';
import { provideRunLens } from './runLens.ts';

const loadLanguage = async () => (await import('./language.ts')).language;

export function registerProviders(): vscode.Disposable {
  const { registerCodeLensProvider, registerHoverProvider, registerCodeActionsProvider } = vscode.languages;
  const { registerCompletionItemProvider, registerDocumentLinkProvider } = vscode.languages;
  const fixes: vscode.CodeActionProvider = {
    provideCodeActions: async (document, at, context) =>
      (await loadLanguage()).provideFixes(document, at, context),
  };
  const hovers: vscode.HoverProvider = {
    provideHover: async (document, position) => (await loadLanguage()).provideHover(document, position),
  };
  const completions: vscode.CompletionItemProvider = {
    provideCompletionItems: async (document, position) =>
      (await loadLanguage()).provideRuleCompletions(document, position),
  };
  const links: vscode.DocumentLinkProvider = {
    provideDocumentLinks: async (document) => (await loadLanguage()).provideRuleLinks(document),
  };
  return vscode.Disposable.from(
    registerCodeLensProvider(experimentSelector, { provideCodeLenses: provideRunLens }),
    registerHoverProvider(experimentSelector, hovers),
    registerCompletionItemProvider(experimentSelector, completions, '"', '/', '.'),
    registerDocumentLinkProvider(experimentSelector, links),
    registerCodeActionsProvider(experimentSelector, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}
