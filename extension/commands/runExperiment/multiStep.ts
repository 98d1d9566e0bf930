/** Quick picks in a row: Enter goes on, the back button goes back, Escape ends them all. */
import * as vscode from 'vscode';

/** `back` where the person asked for the pick before; undefined where they left. */
export type Answer<T> = { readonly value: T } | 'back' | undefined;

export interface Choice<T> extends vscode.QuickPickItem {
  /** null: the item explains something and can't be chosen. */
  readonly value: T | null;
}

export interface Ask<T> {
  /** What has been chosen so far. */
  readonly title: string;
  readonly placeholder: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly items: readonly Choice<T>[];
  /** Marked when the pick opens. */
  readonly selected: readonly Choice<T>[];
  readonly many: boolean;
  /** Items for what the person types, shown above the others and, where `many`, marked. */
  readonly typed?: (text: string) => readonly Choice<T>[];
}

/** Asks for one value, or for one or more where `many`. */
export function askPick<T>(ask: Ask<T>): Promise<Answer<readonly T[]>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.title = ask.title;
  pick.placeholder = ask.placeholder;
  pick.step = ask.step;
  pick.totalSteps = ask.totalSteps;
  pick.canSelectMany = ask.many;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.buttons = ask.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  pick.items = ask.items;
  if (ask.many) pick.selectedItems = ask.selected;
  else if (ask.selected.length > 0) pick.activeItems = ask.selected;

  const { typed } = ask;
  if (typed)
    pick.onDidChangeValue((text) => {
      const shown = typed(text);
      const others = ask.items.filter((item) => !shown.some(({ value }) => value === item.value));
      // What is typed takes the place of what was marked from the start, not of what the person marked.
      const marked = pick.selectedItems.filter(
        (item) => others.includes(item) && !ask.selected.includes(item),
      );
      const chosen = [...shown.filter(({ value }) => value !== null), ...marked];
      pick.items = [...shown, ...others];
      if (ask.many) pick.selectedItems = chosen.length > 0 ? chosen : ask.selected;
    });

  return new Promise((resolve) => {
    const answer = (value: Answer<readonly T[]>) => {
      resolve(value);
      pick.dispose();
    };
    pick.onDidTriggerButton(() => answer('back'));
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => {
      // What was typed is wrong and says so; going on with what is marked would drop it silently.
      if (ask.many && pick.items.some((item) => item.value === null)) return;
      const values = pick.selectedItems.flatMap(({ value }) => (value === null ? [] : [value]));
      if (values.length > 0) answer({ value: values });
    });
    pick.show();
  });
}

/**
 * Runs `steps` in order over one growing state; a step that answers `back` leads to the one before that asked.
 * @param keep What to make of an earlier state that the person goes back to from a later one.
 * @returns The last state, or undefined where the person left.
 */
export async function runSteps<State>(
  state: State,
  steps: readonly ((state: State) => Promise<Answer<State>>)[],
  keep: (later: State, earlier: State) => State,
): Promise<State | undefined> {
  const states = [state];
  while (states.length <= steps.length) {
    const current = states[states.length - 1] as State;
    const answer = await steps[states.length - 1]?.(current);
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      goBack(states);
      const earlier = states.pop();
      if (earlier !== undefined) states.push(keep(current, earlier));
    } else states.push(answer.value);
    if (states.length === 0) return undefined;
  }
  return states[states.length - 1];
}

/** Drops the last state, and with it those of steps that asked nothing. */
function goBack(states: unknown[]): void {
  let dropped: unknown;
  do dropped = states.pop();
  while (states.length > 0 && dropped === states[states.length - 1]);
}
