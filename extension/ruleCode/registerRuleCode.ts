import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import { ruleCodeScheme } from '../ids.ts';

/** Documents with the code of rules; what makes them is loaded with the first. */
export function registerRuleCode(): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const parts: vscode.Disposable[] = [changes];
  const load = once(async () => {
    const { CodeDocuments } = await import('./codeDocuments.ts');
    const documents = new CodeDocuments((uri) => changes.fire(uri));
    parts.push(documents);
    return documents;
  });
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri) => (await load()).textOf(uri),
  };
  parts.push(vscode.workspace.registerTextDocumentContentProvider(ruleCodeScheme, provider));
  return {
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
