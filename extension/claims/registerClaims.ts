/** The view "Claims" and the page of the lab. Light: claims are read when either is seen first. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import { claimsType, viewIds } from '../ids.ts';
import type { ClaimLab, ClaimLabParts } from './claimLab.ts';
import type { ClaimRow } from './claimTree.ts';

/** @returns The lab, which is loaded when it is asked for first. */
export function registerClaims(
  { extensionUri, globalStorageUri, globalState, subscriptions }: vscode.ExtensionContext,
  backend: ClaimLabParts['backend'],
): () => Promise<ClaimLab> {
  const { window, EventEmitter } = vscode;
  const changes = new EventEmitter<undefined>();
  const load = once(async () => {
    const { ClaimLab } = await import('./claimLab.ts');
    const places = { extension: extensionUri, storage: globalStorageUri, memory: globalState };
    const lab = new ClaimLab({ ...places, backend }, () => changes.fire(undefined));
    subscriptions.push(lab);
    return lab;
  });
  subscriptions.push(
    changes,
    window.registerTreeDataProvider<ClaimRow>(viewIds.claims, {
      onDidChangeTreeData: changes.event,
      getChildren: async (row) => (await load()).rowsUnder(row ?? null),
      getTreeItem: async (row) => (await load()).itemOf(row),
    }),
    window.registerWebviewPanelSerializer(claimsType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await load()).restore(page, state),
    }),
  );
  return load;
}
