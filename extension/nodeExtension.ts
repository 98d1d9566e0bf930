/** The extension in a Node extension host: on a desktop, or on a server that it is connected to. */
import * as vscode from 'vscode';
import { type Api, activate as activateWith } from './extension.ts';

export { deactivate } from './extension.ts';

/** Under it the workspace remembers which races are on queues. */
const queuedKey = 'queuedRaces';

export function activate(context: vscode.ExtensionContext): Promise<Api> {
  return activateWith(context, async (store, surroundings) => {
    const { createNodeBackend } = await import('./backend/nodeBackend.ts');
    const folders = {
      dist: vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath,
      storage: (context.storageUri ?? context.globalStorageUri).fsPath,
    };
    return createNodeBackend(store, folders, {
      ...surroundings,
      ownFolders: trustedFolders,
      terminals: context.environmentVariableCollection,
      queuedRaces: {
        get: () => context.workspaceState.get(queuedKey),
        set: (races) => void context.workspaceState.update(queuedKey, races),
      },
    });
  });
}

/** On the disk. */
function trustedFolders(): readonly string[] {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  if (!isTrusted) return [];
  return workspaceFolders.flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : []));
}
