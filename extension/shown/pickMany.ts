/** A list to mark rows in that grows while it is open. */
import * as vscode from 'vscode';
import { type PickItem, plainItem } from './pickItem.ts';
import { plain } from './plain.ts';
import { openQuestion } from './question.ts';

interface ManyQuestion<T extends PickItem> {
  readonly title: string;
  readonly placeHolder: string;
  /** Groups of rows, one after the other. */
  readonly groups: AsyncIterable<readonly T[]>;
  /** Whether a row is marked to begin with. */
  readonly isMarked: (item: T) => boolean;
}

/** @returns undefined where the person gave no answer. */
export async function pickMany<T extends PickItem>({
  title,
  placeHolder,
  groups,
  isMarked,
}: ManyQuestion<T>): Promise<readonly T[] | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  pick.title = plain(title);
  pick.placeholder = plain(placeHolder);
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  let isOver = false;
  const chosen = new Promise<readonly T[] | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems));
    openQuestion(pick, {
      onClose: () => resolve(undefined),
      onShownAgain() {
        const marked = pick.selectedItems;
        pick.items = [...pick.items];
        pick.selectedItems = marked;
      },
    });
  });
  void chosen.then(() => {
    isOver = true;
  });
  for await (const group of groups) {
    if (isOver) break;
    const items = group.map(plainItem);
    // New rows would take the marks with them.
    const marked = [...pick.selectedItems, ...items.filter(isMarked)];
    pick.items = [...pick.items, ...items];
    pick.selectedItems = marked;
  }
  if (!isOver) pick.busy = false;
  const items = await chosen;
  pick.dispose();
  return items;
}
