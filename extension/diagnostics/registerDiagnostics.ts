/** What is there of diagnostics from the start: all else is loaded when they are asked for first. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { Backend } from '../backend/backend.ts';
import { diagnosticsType } from '../ids.ts';
import type { DiagnosticsPage } from './diagnosticsPage.ts';

/** @returns Loads the page. */
export function registerDiagnostics(
  context: vscode.ExtensionContext,
  backend: () => Promise<Backend>,
): () => Promise<DiagnosticsPage> {
  const load = once(async () => {
    const { DiagnosticsPage } = await import('./diagnosticsPage.ts');
    const { DiagnosticsMemory } = await import('./diagnosticsMemory.ts');
    // Beside the races that it is about.
    const storage = context.storageUri ?? context.globalStorageUri;
    const folder = vscode.Uri.joinPath(storage, 'diagnostics');
    const memory = new DiagnosticsMemory(folder, `${context.extension.packageJSON.version}`);
    const page = new DiagnosticsPage(context.extensionUri, backend, memory);
    context.subscriptions.push(page);
    return page;
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(diagnosticsType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await load()).restore(page, state),
    }),
  );
  return load;
}
