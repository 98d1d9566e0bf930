import { Worker } from 'node:worker_threads';
import type { InspectorAnswer, InspectorInput, InspectorQuestions } from './inspectorTasks.ts';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** A run that is kept open in a thread of its own, and asked about its steps. */
export class InspectorThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Why nothing can be asked any more. */
  #end: Error | null = null;

  constructor(workerFile: string, input: InspectorInput) {
    this.#worker = new Worker(workerFile, { workerData: input });
    this.#worker.on('message', ({ id, outcome }: InspectorAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if ('error' in outcome) waiting?.reject(new Error(outcome.error));
      else waiting?.resolve(outcome.output as never);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) =>
      this.#fail(new Error(`the thread of the step inspector ended with code ${code}`)),
    );
  }

  /** @throws {Error} if it can't be computed, or the thread has ended. */
  ask<Name extends keyof InspectorQuestions>(
    name: Name,
    input: InspectorQuestions[Name]['input'],
  ): Promise<InspectorQuestions[Name]['output']> {
    if (this.#end) return Promise.reject(this.#end);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, input });
    });
  }

  /** Whoever waits for an answer is told that there will be none. */
  dispose(): void {
    this.#fail(new Error('the step inspector was closed'));
    void this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}
