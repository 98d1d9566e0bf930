import { messageOf } from '../../core/messageOf.ts';

/** How long it is said, in milliseconds. */
const noticeTime = 6000;

/** What is said of something that the person asked for. */
export interface Outcome {
  /** Where it was not done, why. */
  failed(reason: string): string;
  /** That it was done; null where VS Code says that. */
  readonly done: string | null;
}

/** What came of something that the person asked for, said for a while. */
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

  /** Says why it was not done, until something else is. */
  async follow(work: Promise<unknown>, { failed, done }: Outcome): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#say(failed(messageOf(error)));
      throw error;
    }
    if (done !== this.#text) this.#say(done);
  }

  #say(text: string | null): void {
    this.#text = text;
    clearTimeout(this.#timer);
    if (text !== null) this.#timer = setTimeout(() => this.#say(null), noticeTime);
    this.#changed();
  }
}
