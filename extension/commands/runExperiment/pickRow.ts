/** Quick picks one after the other: Enter goes on, the back button goes back, Escape ends them all. */
import type * as vscode from 'vscode';
import { plainItem } from '../../shown/pickItem.ts';
import { openQuestion, type QuestionListener } from '../../shown/question.ts';
import type { Answer, Ask, Choice } from './ask.ts';
import { createPick, explanation, showHead, valuesOf } from './shownPick.ts';

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
    const { pick, add, explain, meant, restore } = createPick(ask);
    return new Promise<Answer<readonly T[]>>((resolve) => {
      let isAnswered = false;
      /** What was wrong with the last answer; another one is checked anew. */
      let told: Choice<T> | null = null;
      const answer = (value: Answer<readonly T[]>) => {
        isAnswered = true;
        pick.busy = true;
        pick.enabled = false;
        resolve(value);
      };
      const offered = new Set(ask.items.map(plainItem));
      const isTypedWrong = (item: Choice<T>) => item.value === null && !offered.has(item);
      const accept = () => {
        // What was typed is wrong and says so; going on with what is marked would drop it silently.
        if (ask.many && pick.items.some((item) => isTypedWrong(item) && item !== told)) return;
        const values = valuesOf(meant());
        const fault = values.length > 0 ? (ask.check?.(values) ?? null) : null;
        if (fault !== null) {
          told = plainItem(explanation(fault, 'error'));
          explain([told]);
        } else if (values.length > 0) answer({ value: values });
      };
      pick.onDidTriggerButton((button) => {
        const { buttons = [] } = ask;
        const pressed = buttons[pick.buttons.indexOf(button) - (pick.buttons.length - buttons.length)];
        if (!pressed) return answer('back');
        pressed.press(add);
        showHead(pick, ask);
        if (pressed.accepts) accept();
      });
      pick.onDidAccept(accept);
      this.#replace(pick, {
        onClose: () => (isAnswered ? this.#leave(pick) : resolve(undefined)),
        onShownAgain: restore,
      });
    });
  }

  /** Closes what is still shown. */
  close(): void {
    const pick = this.#shown;
    this.#shown = undefined;
    pick?.dispose();
  }

  #replace(pick: vscode.QuickPick<vscode.QuickPickItem>, listener: QuestionListener): void {
    const before = this.#shown;
    this.#shown = pick;
    openQuestion(pick, listener);
    before?.dispose();
  }

  /** A pick is also hidden when the next one takes its place, or all are closed: then it isn't ours any more. */
  #leave(pick: vscode.Disposable): void {
    if (this.#shown !== pick) return;
    this.#left = true;
    this.#onLeave();
  }
}
