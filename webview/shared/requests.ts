import type { ParamsOf, Reply, Request, RequestTable, ResultOf } from '../../core/protocol/requests.ts';

interface Waiting {
  readonly name: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the extension, and waits for its replies. */
export class Requests<T extends RequestTable> {
  readonly #table: T;
  readonly #post: (request: Request) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(table: T, post: (request: Request) => void) {
    this.#table = table;
    this.#post = post;
  }

  /** Fails with the extension's words for what went wrong. */
  ask<K extends keyof T & string>(name: K, params: ParamsOf<T, K>): Promise<ResultOf<T, K>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name, resolve, reject });
      this.#post({ type: 'request', id, name, params });
    });
  }

  /** Takes a reply; one that nobody waits for is ignored. */
  settle({ id, outcome }: Reply): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    if ('error' in outcome) {
      waiting.reject(new Error(outcome.error));
      return;
    }
    const result = this.#table[waiting.name]?.result.safeParse(outcome.result);
    if (result?.success) waiting.resolve(result.data as never);
    else
      waiting.reject(
        new Error(`reply to ${waiting.name} = ${outcome.result} — expected another kind of answer`),
      );
  }
}
