/** A thread that is kept open and asked, and that may tell things in between. */
import type { StartThread, Thread } from '../thread.ts';
import type { FromThread, QuestionTable } from './questions.ts';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

interface ThreadOptions {
  /** As messages call it: `the step inspector`. */
  readonly name: string;
  readonly onNews?: (news: unknown) => void;
}

export class QuestionThread<T extends QuestionTable<T>> {
  readonly #worker: Thread;
  readonly #name: string;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Why nothing can be asked any more. */
  #end: Error | null = null;

  constructor(start: StartThread, input: object, { name, onNews }: ThreadOptions) {
    this.#name = name;
    this.#worker = start(input);
    this.#worker.on('message', (message: FromThread) => {
      if ('news' in message) onNews?.(message.news);
      else this.#settle(message);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the thread of ${name} ended with code ${code}`)));
  }

  /** @throws {Error} if it can't be computed, or the thread has ended. */
  ask<Name extends keyof T>(name: Name, input: T[Name]['input']): Promise<T[Name]['output']> {
    if (this.#end) return Promise.reject(this.#end);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, input });
    });
  }

  /** Whoever waits for an answer is told that there will be none. */
  dispose(): void {
    this.#fail(new Error(`${this.#name} was closed`));
    void this.#worker.terminate();
  }

  #settle({ id, outcome }: Extract<FromThread, { readonly id: number }>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('error' in outcome) waiting?.reject(new Error(outcome.error));
    else waiting?.resolve(outcome.output as never);
  }

  #fail(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}
