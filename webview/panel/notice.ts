import { messageOf } from '../../core/messageOf.ts';
import { words } from './words.ts';

/** How long it is said what became of a file, in milliseconds. */
const noticeTime = 6000;

/** What became of something that the person asked for, said for a while. */
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

  /** Says under which name a file was saved, or why it was not; nothing if the person chose no file. */
  async follow(saving: Promise<string | null>): Promise<void> {
    try {
      const file = await saving;
      if (file !== null) this.#say(words.saved(file));
    } catch (error) {
      this.#say(words.notSaved(messageOf(error)));
      throw error;
    }
  }

  #say(text: string): void {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#text = null;
      this.#changed();
    }, noticeTime);
    this.#changed();
  }
}
