/** What an editor asks about optimizers, wherever their texts come from. Light: what answers is loaded with the first text. */
import * as vscode from 'vscode';
import { ruleLanguage } from '../ids.ts';
import { semanticModifiers, semanticTypes } from './legend.ts';

const load = async () => (await import('./language.ts')).language;

export function registerRuleProviders(): vscode.Disposable {
  const { languages } = vscode;
  const selector: vscode.DocumentSelector = { language: ruleLanguage };
  const legend = new vscode.SemanticTokensLegend([...semanticTypes], [...semanticModifiers]);
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const completions: vscode.CompletionItemProvider = {
    provideCompletionItems: async (document, at) => (await load()).provideCompletions(document, at),
  };
  const renaming: vscode.RenameProvider = {
    prepareRename: async (document, at) => (await load()).prepareRename(document, at),
    provideRenameEdits: async (document, at, name) => (await load()).provideRename(document, at, name),
  };
  return vscode.Disposable.from(
    languages.registerCodeLensProvider(selector, {
      provideCodeLenses: async (document) => (await load()).provideRuleLens(document),
    }),
    languages.registerCompletionItemProvider(selector, completions, '=', '('),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, at) => (await load()).provideHover(document, at),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, at) => (await load()).provideDefinition(document, at),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: async (document, at, about) => (await load()).provideReferences(document, at, about),
    }),
    languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: async (document, at) => (await load()).provideHighlights(document, at),
    }),
    languages.registerRenameProvider(selector, renaming),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: async (document) => (await load()).provideSymbols(document),
    }),
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async (document) => (await load()).provideFolds(document),
    }),
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: async (document) => (await load()).provideFormatting(document),
    }),
    languages.registerDocumentSemanticTokensProvider(
      selector,
      { provideDocumentSemanticTokens: async (document) => (await load()).provideSemanticTokens(document) },
      legend,
    ),
    languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: async (document, at, about) => (await load()).provideFixes(document, at, about) },
      kinds,
    ),
  );
}
