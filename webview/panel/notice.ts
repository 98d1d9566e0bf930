import { messageOf } from '../../core/messageOf.ts';
import { words } from './words.ts';

/** How long it is said why a file was not saved, in milliseconds. */
const noticeTime = 6000;

/** Why something that the person asked for was not done, said for a while. That it was done, VS Code says. */
export class Notice {
  readonly #changed: () => void;
  #text: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed Is called when there is something to say, and when there is nothing any more. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** null where there is nothing to say. */
  get text(): string | null {
    return this.#text;
  }

  /** Says why a file was not saved, until another is. */
  async follow(saving: Promise<unknown>): Promise<void> {
    try {
      await saving;
    } catch (error) {
      this.#say(words.notSaved(messageOf(error)));
      throw error;
    }
    if (this.#text !== null) this.#say(null);
  }

  #say(text: string | null): void {
    this.#text = text;
    clearTimeout(this.#timer);
    if (text !== null) this.#timer = setTimeout(() => this.#say(null), noticeTime);
    this.#changed();
  }
}
