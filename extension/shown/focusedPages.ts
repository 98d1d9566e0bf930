/** Pages that take the focus, as VS Code's API does not tell it of webviews. */
import type * as vscode from 'vscode';
import { Listeners } from '../../core/listeners.ts';
import { isPageFocus } from '../../core/protocol/pageFocus.ts';

const focused = new Listeners<undefined>();

export function onDidFocusPage(listener: () => void): vscode.Disposable {
  return focused.add(listener);
}

/** Listens to a page. That it has taken the focus is told to questions; its own messages are left to the listener. */
export function listenToPage(
  page: Pick<vscode.Webview, 'onDidReceiveMessage'>,
  onMessage: (message: unknown) => void,
): vscode.Disposable {
  return page.onDidReceiveMessage((message: unknown) => {
    if (isPageFocus(message)) focused.tell(undefined);
    else onMessage(message);
  });
}
