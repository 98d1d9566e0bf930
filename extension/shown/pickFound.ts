/** A list whose rows are looked for anew with each text that is typed. */
import * as vscode from 'vscode';
import { type PickItem, plainItem } from './pickItem.ts';
import { plain } from './plain.ts';
import { openQuestion } from './question.ts';

interface FindQuestion<T extends PickItem> {
  readonly title: string;
  readonly placeHolder: string;
  /** @throws {Error} which ends the question. */
  readonly find: (text: string) => Promise<readonly T[]>;
}

/** @returns undefined where the person chose none. */
export async function pickFound<T extends PickItem>({
  title,
  placeHolder,
  find,
}: FindQuestion<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  pick.title = plain(title);
  pick.placeholder = plain(placeHolder);
  pick.ignoreFocusOut = true;
  let asked = 0;
  const chosen = new Promise<T | undefined>((resolve, reject) => {
    const look = async (text: string) => {
      const number = ++asked;
      pick.busy = true;
      const found = await find(text);
      // Of a text that was typed before, it comes too late.
      if (number !== asked) return;
      // VS Code would leave out those that don't have the text in their names.
      pick.items = found.map((item) => plainItem({ ...item, alwaysShow: true }));
      pick.busy = false;
    };
    pick.onDidChangeValue((text) => void look(text).catch(reject));
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    openQuestion(pick, {
      onClose: () => resolve(undefined),
      onShownAgain() {
        pick.items = [...pick.items];
      },
    });
    void look('').catch(reject);
  });
  try {
    return await chosen;
  } finally {
    pick.dispose();
  }
}
