/** A quick pick that shows a question: its rows, with what is typed above them, its title and its buttons. */
import * as vscode from 'vscode';
import { plainItem } from '../../shown/pickItem.ts';
import { plain } from '../../shown/plain.ts';
import type { Ask, Choice } from './ask.ts';
import { SettledMarks } from './settledMarks.ts';
import { wordForNothing } from './wordForNothing.ts';

interface Created<T> {
  readonly pick: vscode.QuickPick<Choice<T>>;
  /** Shows items as if the person had typed what they are for, and then something else. */
  readonly add: (items: readonly Choice<T>[]) => void;
  /** Shows rows that explain something, above the choices; what is marked stays so. */
  readonly explain: (rows: readonly Choice<T>[]) => void;
  /** What Enter takes: also what was typed while the window has not shown its rows yet, since Enter is quicker than they are. */
  readonly meant: () => readonly Choice<T>[];
  /** Sets rows and marks anew. */
  readonly restore: () => void;
}

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

  const marks = new SettledMarks<Choice<T>>(() => pick.selectedItems);
  pick.onDidChangeSelection(() => {
    // What only explains something can't be marked.
    const real = pick.selectedItems.filter(({ value }) => value !== null);
    if (ask.many && !marks.areSettling && real.length < pick.selectedItems.length) pick.selectedItems = real;
    showTitle(pick, ask, pick.selectedItems);
  });
  const change = (rows: readonly Choice<T>[], marked: readonly Choice<T>[]) => {
    pick.items = rows;
    if (!ask.many) return;
    pick.selectedItems = marked;
    marks.change(marked);
    showTitle(pick, ask, marked);
  };

  /** What was typed before and is still marked. */
  let kept: readonly Choice<T>[] = [];
  const keepTyped = () => {
    kept = marks.now.filter((item) => item.value !== null && !items.includes(item));
  };
  const showMade = (made: readonly Choice<T>[]) => {
    const others = [...kept, ...items].filter((item) => !made.some(({ value }) => value === item.value));
    change([...made, ...others], markedWith(made, others, marks.now, selected, ask));
  };
  const explain = (rows: readonly Choice<T>[]) => {
    const marked = marks.now.filter(({ value }) => value !== null);
    const choices = ask.many ? [...marked.filter((item) => !items.includes(item)), ...items] : items;
    change([...rows.map(plainItem), ...choices], marked);
  };

  let ahead: readonly Choice<T>[] = [];
  // What is typed is the first row, which becomes active when it is there.
  pick.onDidChangeActive((active) => {
    if (active.some((item) => ahead.includes(item))) ahead = [];
  });
  pick.onDidChangeValue((text) => {
    const made = ask.typed?.(text)?.map(plainItem) ?? null;
    ahead = made ?? [];
    if (made !== null) return showMade(made);
    const named = ask.items.flatMap(({ label, description = '' }) => [label, description]);
    const word = wordForNothing(text, named);
    // Anything else that is shown stays as the person has left it.
    if (word !== null || pick.items.length > ask.items.length)
      explain(word === null ? [] : [explanation(word, 'info')]);
    keepTyped();
  });
  const add = (made: readonly Choice<T>[]) => {
    keepTyped();
    showMade(made.map(plainItem));
  };
  const meant = () => {
    if (!ask.many) return ahead.length > 0 ? ahead.slice(0, 1) : pick.selectedItems;
    if (ahead.length > 0) return marks.set;
    // What is added to other marks leaves the choice between them.
    return ask.addsTyped ? pick.selectedItems : marks.now;
  };
  const restore = () => {
    const [active] = pick.activeItems;
    change([...pick.items], marks.now);
    if (!ask.many && active) pick.activeItems = [active];
  };
  return { pick, add, explain, meant, restore };
}

/** What is marked where rows are made of what was typed. */
function markedWith<T>(
  made: readonly Choice<T>[],
  others: readonly Choice<T>[],
  marked: readonly Choice<T>[],
  selected: readonly Choice<T>[],
  { addsTyped = false }: Ask<T>,
): readonly Choice<T>[] {
  // What is typed takes the place of what was marked from the start, not of what the person marked.
  const stays = marked.filter((item) => others.includes(item) && (addsTyped || !selected.includes(item)));
  const chosen = [...made.filter(({ value }) => value !== null), ...stays];
  return chosen.length > 0 || addsTyped ? chosen : selected;
}

export function valuesOf<T>(items: readonly Choice<T>[]): T[] {
  return items.flatMap(({ value }) => (value === null ? [] : [value]));
}

/** Title and buttons, which a button may change. */
export function showHead<T>(pick: vscode.QuickPick<Choice<T>>, ask: Ask<T>): void {
  showTitle(pick, ask, pick.selectedItems);
  const own = (ask.buttons ?? []).map(({ icon, tooltip }) => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: tooltip(),
  }));
  pick.buttons = [...(ask.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...own];
}

/** What is marked may be a part of it. */
function showTitle<T>(
  pick: vscode.QuickPick<Choice<T>>,
  { title }: Ask<T>,
  marked: readonly Choice<T>[],
): void {
  pick.title = plain(typeof title === 'string' ? title : title(valuesOf(marked)));
}

export function explanation(label: string, icon: string): Choice<never> {
  return { icon, label, alwaysShow: true, value: null };
}
