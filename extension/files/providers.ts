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
    provideCompletionItems: async (document, position) => {
      const { provideWholeExperiments, provideRuleCompletions } = await loadLanguage();
      const items = await provideRuleCompletions(document, position);
      return [...provideWholeExperiments(document, position), ...items];
    },
  };
  const links: vscode.DocumentLinkProvider = {
    provideDocumentLinks: async (document) => (await loadLanguage()).provideRuleLinks(document),
  };
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles((event) => {
      const files = event.files.filter(({ oldUri }) => mayHoldRules(oldUri));
      if (files.length > 0) event.waitUntil(loadLanguage().then((loaded) => loaded.editsForMoves(files)));
    }),
    registerCodeLensProvider(experimentSelector, { provideCodeLenses: provideRunLens }),
    registerHoverProvider(experimentSelector, hovers),
    registerCompletionItemProvider(experimentSelector, completions, '"', '/', '.'),
    registerDocumentLinkProvider(experimentSelector, links),
    registerCodeActionsProvider(experimentSelector, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/** Rules, experiments, and folders, whose names seldom end like those of files. */
function mayHoldRules({ path }: vscode.Uri): boolean {
  return /\.(optimizer|experiment\.json)$|\/[^/.]+$/.test(path);
}
