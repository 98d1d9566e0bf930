/** The extension in a browser's extension host: vscode.dev, with no Node.js anywhere. */
import * as vscode from 'vscode';
import { type Api, activate as activateWith } from './extension.ts';

export { deactivate } from './extension.ts';

export function activate(context: vscode.ExtensionContext): Promise<Api> {
  return activateWith(context, async (store, surroundings) => {
    const { createWebBackend } = await import('./backend/webBackend.ts');
    const folders = {
      dist: vscode.Uri.joinPath(context.extensionUri, 'dist'),
      // That of the workspace may be gone with it.
      races: vscode.Uri.joinPath(context.globalStorageUri, 'races'),
    };
    return createWebBackend(store, folders, surroundings);
  });
}
