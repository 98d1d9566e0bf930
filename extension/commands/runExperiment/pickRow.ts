/** Quick picks one after the other: Enter goes on, the back button goes back, Escape ends them all. */
import * as vscode from 'vscode';
import { type PickItem, plainItem } from '../../shown/pickItem.ts';
import { plain } from '../../shown/plain.ts';
import { wordForNothing } from './wordForNothing.ts';

/** `back` where the person asked for the pick before; undefined where they left. */
export type Answer<T> = { readonly value: T } | 'back' | undefined;

export interface Choice<T> extends PickItem {
  /** null: the item explains something and can't be chosen. */
  readonly value: T | null;
}

export interface Ask<T> {
  /** What has been chosen so far; a function where its button changes that. */
  readonly title: string | (() => string);
  readonly placeholder: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly items: readonly Choice<T>[];
  /** Marked when the pick opens. */
  readonly selected: readonly Choice<T>[];
  readonly many: boolean;
  /**
   * Items for what the person types, shown above the others and, where `many`, marked. Default: where nothing in the list
   * is called so, a row that says it.
   */
  readonly typed?: (text: string) => readonly Choice<T>[];
  /** Changes something beside what is asked for. Default: there is none. */
  readonly button?: PickButton;
  /** What is wrong with values that are each fine, in words; null where nothing is. Default: nothing. */
  readonly check?: (values: readonly T[]) => string | null;
}

interface PickButton {
  /** The name of a codicon. */
  readonly icon: string;
  /** What it will do. */
  readonly tooltip: () => string;
  readonly press: () => void;
}

/**
 * An answered pick stays, busy, until the next one takes its place: what the person types in between would otherwise
 * go to the editor.
 */
export class PickRow {
  readonly #onLeave: () => void;
  #shown: vscode.Disposable | undefined;
  #left = false;

  /** @param onLeave Called where the person leaves while the next pick is prepared. */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  /** Asks for one value, or for one or more where `many`. */
  ask<T>(ask: Ask<T>): Promise<Answer<readonly T[]>> {
    if (this.#left) return Promise.resolve(undefined);
    const pick = createPick(ask);
    return new Promise((resolve) => {
      let isAnswered = false;
      /** What was wrong with the last answer; another one is checked anew. */
      let told: Choice<T> | null = null;
      const answer = (value: Answer<readonly T[]>) => {
        isAnswered = true;
        pick.busy = true;
        pick.enabled = false;
        resolve(value);
      };
      pick.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) answer('back');
        else {
          ask.button?.press();
          showHead(pick, ask);
        }
      });
      pick.onDidHide(() => {
        if (isAnswered) this.#leave(pick);
        else resolve(undefined);
      });
      pick.onDidAccept(() => {
        // What was typed is wrong and says so; going on with what is marked would drop it silently.
        if (ask.many && pick.items.some((item) => item.value === null && item !== told)) return;
        const values = pick.selectedItems.flatMap(({ value }) => (value === null ? [] : [value]));
        const fault = values.length > 0 ? (ask.check?.(values) ?? null) : null;
        if (fault !== null) {
          told = plainItem(explanation(fault, 'error'));
          show(pick, [told], ask);
        } else if (values.length > 0) answer({ value: values });
      });
      this.#replace(pick);
    });
  }

  /** Closes what is still shown. */
  close(): void {
    const pick = this.#shown;
    this.#shown = undefined;
    pick?.dispose();
  }

  #replace(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
    const before = this.#shown;
    this.#shown = pick;
    pick.show();
    before?.dispose();
  }

  /** A pick is also hidden when the next one takes its place, or all are closed: then it isn't ours any more. */
  #leave(pick: vscode.Disposable): void {
    if (this.#shown !== pick) return;
    this.#left = true;
    this.#onLeave();
  }
}

function createPick<T>(ask: Ask<T>): vscode.QuickPick<Choice<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  const items = ask.items.map(plainItem);
  const selected = ask.selected.map(plainItem);
  showHead(pick, ask);
  pick.placeholder = plain(ask.placeholder);
  pick.step = ask.step;
  pick.totalSteps = ask.totalSteps;
  pick.canSelectMany = ask.many;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = items;
  if (ask.many) pick.selectedItems = selected;
  else if (selected.length > 0) pick.activeItems = selected;

  const { typed } = ask;
  if (typed)
    pick.onDidChangeValue((text) => {
      const shown = typed(text).map(plainItem);
      const others = items.filter((item) => !shown.some(({ value }) => value === item.value));
      // What is typed takes the place of what was marked from the start, not of what the person marked.
      const marked = pick.selectedItems.filter((item) => others.includes(item) && !selected.includes(item));
      const chosen = [...shown.filter(({ value }) => value !== null), ...marked];
      pick.items = [...shown, ...others];
      if (ask.many) pick.selectedItems = chosen.length > 0 ? chosen : selected;
    });
  else
    pick.onDidChangeValue((text) => {
      const named = ask.items.flatMap(({ label, description = '' }) => [label, description]);
      const word = wordForNothing(text, named);
      // Anything else that is shown stays as the person has left it.
      if (word !== null || pick.items.length > ask.items.length)
        show(pick, word === null ? [] : [explanation(word, 'info')], ask);
    });
  return pick;
}

/** Title and buttons, which a button may change. */
function showHead<T>(pick: vscode.QuickPick<Choice<T>>, { title, step, button }: Ask<T>): void {
  pick.title = plain(typeof title === 'string' ? title : title());
  const own = button && { iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.tooltip() };
  pick.buttons = [...(step > 1 ? [vscode.QuickInputButtons.Back] : []), ...(own ? [own] : [])];
}

/** Rows that explain something, above the choices; what is marked stays so. */
function show<T>(pick: vscode.QuickPick<Choice<T>>, rows: readonly Choice<T>[], ask: Ask<T>): void {
  const marked = pick.selectedItems.filter(({ value }) => value !== null);
  const items = ask.items.map(plainItem);
  const choices = ask.many ? [...marked.filter((item) => !items.includes(item)), ...items] : items;
  pick.items = [...rows.map(plainItem), ...choices];
  if (ask.many) pick.selectedItems = marked;
}

function explanation(label: string, icon: string): Choice<never> {
  return { icon, label, alwaysShow: true, value: null };
}
