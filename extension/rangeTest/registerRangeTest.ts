/** What is there of the range test from the start: all else is loaded when the first is opened. */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { RangeTestActions } from '../commands/rangeTest/rangeTestActions.ts';
import { rangeTestType } from '../ids.ts';
import type { RangeTestPage } from './rangeTestPage.ts';

/** @returns Loads the page. */
export function registerRangeTest(
  context: vscode.ExtensionContext,
  actions: () => Promise<RangeTestActions>,
): () => Promise<RangeTestPage> {
  const load = once(async () => {
    const { RangeTestPage } = await import('./rangeTestPage.ts');
    const page = new RangeTestPage(context.extensionUri, await actions());
    context.subscriptions.push(page);
    return page;
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(rangeTestType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await load()).restore(page, state),
    }),
  );
  return load;
}
