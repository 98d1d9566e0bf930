/** Short questions. What is said in them is made plain here; what the person types is given as it was typed. */
import * as vscode from 'vscode';
import { type PickItem, plainItem } from './pickItem.ts';
import { plain } from './plain.ts';
import { withFocus } from './question.ts';

interface TextQuestion {
  readonly title: string;
  /** What is there to begin with. */
  readonly value: string;
  readonly prompt: string;
  /** An example. */
  readonly placeHolder?: string;
  /** What is wrong with a text; null: nothing. */
  readonly faultOf?: (text: string) => string | null;
}

/** @returns undefined where the person gave no answer. */
export async function askText({
  title,
  value,
  prompt,
  placeHolder,
  faultOf,
}: TextQuestion): Promise<string | undefined> {
  const answer = vscode.window.showInputBox({
    ...{ title: plain(title), value, prompt: plain(prompt), ignoreFocusOut: true },
    ...(placeHolder !== undefined && { placeHolder: plain(placeHolder) }),
    validateInput(text) {
      const fault = faultOf?.(text) ?? null;
      return fault === null ? null : plain(fault);
    },
  });
  return withFocus(answer);
}

/** @returns undefined where the person chose none. */
export async function askChoice<T extends PickItem>(
  items: readonly T[],
  { title, placeHolder }: { readonly title: string; readonly placeHolder?: string },
): Promise<T | undefined> {
  const answer = vscode.window.showQuickPick(items.map(plainItem), {
    ...{ title: plain(title), matchOnDescription: true, ignoreFocusOut: true },
    ...(placeHolder !== undefined && { placeHolder: plain(placeHolder) }),
  });
  return withFocus(answer);
}
