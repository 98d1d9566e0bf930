/** What is there of the fair comparison from the start: all else is loaded when the first is opened. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { FairComparisonActions } from '../commands/fairComparison/fairComparisonActions.ts';
import { fairComparisonType } from '../ids.ts';
import type { FairComparisonPage } from './fairComparisonPage.ts';

/** @returns Loads the page. */
export function registerFairComparison(
  context: vscode.ExtensionContext,
  actions: () => Promise<FairComparisonActions>,
): () => Promise<FairComparisonPage> {
  const load = once(async () => {
    const { FairComparisonPage } = await import('./fairComparisonPage.ts');
    const page = new FairComparisonPage(context.extensionUri, await actions());
    context.subscriptions.push(page);
    return page;
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(fairComparisonType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await load()).restore(page, state),
    }),
  );
  return load;
}
