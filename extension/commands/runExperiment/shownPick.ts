/** A quick pick that shows a question: its rows, with what is typed above them, its title and its buttons. */
import * as vscode from 'vscode';
import { plainItem } from '../../shown/pickItem.ts';
import { plain } from '../../shown/plain.ts';
import type { Ask, Choice } from './ask.ts';
import { wordForNothing } from './wordForNothing.ts';

interface Created<T> {
  readonly pick: vscode.QuickPick<Choice<T>>;
  /** Shows items as if the person had typed what they are for, and then something else. */
  readonly add: (items: readonly Choice<T>[]) => void;
  /** What is meant by what was typed, while the window has not shown its rows yet: Enter is quicker than they are. */
  readonly ahead: () => readonly Choice<T>[];
}

/**
 * For so long after typing, in milliseconds, the window may still tell of marks from before: where rows change, it takes them all
 * off for a moment. Nobody is so quick to take one off by hand.
 */
const settling = 1000;

/** A pick that is not shown yet. */
export function createPick<T>(ask: Ask<T>): Created<T> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  const items = ask.items.map(plainItem);
  const selected = ask.selected.map(plainItem);
  pick.placeholder = plain(ask.placeholder);
  pick.step = ask.step;
  pick.totalSteps = ask.totalSteps;
  pick.canSelectMany = ask.many;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.items = items;
  if (ask.many) pick.selectedItems = selected;
  else if (selected.length > 0) pick.activeItems = selected;
  showHead(pick, ask);
  pick.onDidChangeSelection(() => {
    // What only explains something can't be marked.
    const marked = pick.selectedItems.filter(({ value }) => value !== null);
    if (ask.many && marked.length < pick.selectedItems.length) pick.selectedItems = marked;
    showTitle(pick, ask);
  });

  /** What was typed before and is still marked. */
  let kept: readonly Choice<T>[] = [];
  const keepTyped = () => {
    kept = pick.selectedItems.filter((item) => item.value !== null && !items.includes(item));
  };
  let ahead: readonly Choice<T>[] = [];
  /** What is marked with it. */
  let marked: readonly Choice<T>[] = [];
  let typedAt = Number.NEGATIVE_INFINITY;
  // What is typed is the first row, which becomes active when it is there.
  pick.onDidChangeActive((active) => {
    if (active.some((item) => ahead.includes(item))) ahead = [];
  });
  const showMade = (made: readonly Choice<T>[]) => {
    marked = showTyped(pick, made, { kept, items, selected }, ask);
    showTitle(pick, ask);
  };
  pick.onDidChangeValue((text) => {
    const made = ask.typed?.(text)?.map(plainItem) ?? null;
    ahead = made ?? [];
    typedAt = made && made.length > 0 ? Date.now() : Number.NEGATIVE_INFINITY;
    if (made !== null) return showMade(made);
    const named = ask.items.flatMap(({ label, description = '' }) => [label, description]);
    const word = wordForNothing(text, named);
    // Anything else that is shown stays as the person has left it.
    if (word !== null || pick.items.length > ask.items.length)
      showRows(pick, word === null ? [] : [explanation(word, 'info')], ask);
    keepTyped();
    showTitle(pick, ask);
  });
  const add = (made: readonly Choice<T>[]) => {
    keepTyped();
    showMade(made.map(plainItem));
  };
  const meant = () => {
    if (!ask.many) return ahead.slice(0, 1);
    // What is added to other marks leaves the choice between them.
    const isSettling = !ask.addsTyped && Date.now() - typedAt < settling;
    return ahead.length > 0 || isSettling ? marked : [];
  };
  return { pick, add, ahead: meant };
}

interface Listed<T> {
  readonly kept: readonly Choice<T>[];
  readonly items: readonly Choice<T>[];
  readonly selected: readonly Choice<T>[];
}

/** @returns What is marked then. */
function showTyped<T>(
  pick: vscode.QuickPick<Choice<T>>,
  shown: readonly Choice<T>[],
  { kept, items, selected }: Listed<T>,
  { many, addsTyped = false }: Ask<T>,
): readonly Choice<T>[] {
  const others = [...kept, ...items].filter((item) => !shown.some(({ value }) => value === item.value));
  // What is typed takes the place of what was marked from the start, not of what the person marked.
  const marked = pick.selectedItems.filter(
    (item) => others.includes(item) && (addsTyped || !selected.includes(item)),
  );
  const chosen = [...shown.filter(({ value }) => value !== null), ...marked];
  pick.items = [...shown, ...others];
  const all = chosen.length > 0 || addsTyped ? chosen : selected;
  if (many) pick.selectedItems = all;
  return all;
}

export function valuesOf<T>(items: readonly Choice<T>[]): T[] {
  return items.flatMap(({ value }) => (value === null ? [] : [value]));
}

/** Title and buttons, which a button may change. */
export function showHead<T>(pick: vscode.QuickPick<Choice<T>>, ask: Ask<T>): void {
  showTitle(pick, ask);
  const own = (ask.buttons ?? []).map(({ icon, tooltip }) => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: tooltip(),
  }));
  pick.buttons = [...(ask.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...own];
}

/** What is marked may be a part of it. */
function showTitle<T>(pick: vscode.QuickPick<Choice<T>>, { title }: Ask<T>): void {
  pick.title = plain(typeof title === 'string' ? title : title(valuesOf(pick.selectedItems)));
}

/** Rows that explain something, above the choices; what is marked stays so. */
export function showRows<T>(
  pick: vscode.QuickPick<Choice<T>>,
  rows: readonly Choice<T>[],
  ask: Ask<T>,
): void {
  const marked = pick.selectedItems.filter(({ value }) => value !== null);
  const items = ask.items.map(plainItem);
  const choices = ask.many ? [...marked.filter((item) => !items.includes(item)), ...items] : items;
  pick.items = [...rows.map(plainItem), ...choices];
  if (ask.many) pick.selectedItems = marked;
}

export function explanation(label: string, icon: string): Choice<never> {
  return { icon, label, alwaysShow: true, value: null };
}
