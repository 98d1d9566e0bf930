/** Asks the threads of a race for the weights of a run: one of them has it, and which one may change. */
import type { Weights } from '../../core/engine/checkpoint.ts';

interface Question {
  /** Threads that have not answered. */
  silent: number;
  readonly settle: (weights: Weights | null) => void;
}

export class AskedWeights {
  readonly #ask: (run: number, id: number) => number;
  readonly #waiting = new Map<number, Question>();
  #last = 0;

  /** @param ask Puts a question of this id to all threads, and gives how many they are. */
  constructor(ask: (run: number, id: number) => number) {
    this.#ask = ask;
  }

  /** null: no thread has the run now. */
  of(run: number): Promise<Weights | null> {
    const id = ++this.#last;
    return new Promise((resolve) => {
      const silent = this.#ask(run, id);
      if (silent === 0) resolve(null);
      else this.#waiting.set(id, { silent, settle: resolve });
    });
  }

  /** Takes the answer of a thread. */
  take(id: number, weights: Weights | null): void {
    const question = this.#waiting.get(id);
    if (!question) return;
    question.silent--;
    if (weights === null && question.silent > 0) return;
    this.#waiting.delete(id);
    question.settle(weights);
  }

  /** A thread has ended, and what it was asked has no answer. */
  end(): void {
    for (const { settle } of this.#waiting.values()) settle(null);
    this.#waiting.clear();
  }
}
