/** A worker of a browser as a thread. */
import type { StartThread, Thread } from '../../threads/thread.ts';
import type { ShippedTexts } from '../data/shippedTexts.ts';
import type { FromThread, ProgramName, ThreadStart } from './messages.ts';

type Listener = (value: never) => void;

class WebThread implements Thread {
  readonly #worker: Worker;
  readonly #listeners = new Map<string, Listener[]>();
  #hasEnded = false;

  constructor(address: string, start: ThreadStart) {
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data }: MessageEvent<FromThread>) => this.#take(data);
    this.#worker.onerror = (event) => {
      // It is told here, and to nobody else.
      event.preventDefault();
      this.#fail(event.message);
    };
    this.#worker.postMessage(start);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  postMessage(message: unknown, buffers: readonly ArrayBuffer[] = []): void {
    if (!this.#hasEnded) this.#worker.postMessage(message, [...buffers]);
  }

  terminate(): void {
    // As everywhere, whoever ends a thread hears of its end later.
    queueMicrotask(() => this.#end(1));
    this.#worker.terminate();
  }

  #take(data: FromThread): void {
    if (this.#hasEnded) return;
    if (data.type === 'message') this.#tell('message', data.message);
    else if (data.type === 'end') this.#end(0);
    else this.#fail(data.message);
  }

  #fail(message: string): void {
    if (this.#hasEnded) return;
    this.#tell('error', new Error(message));
    this.#end(1);
  }

  #end(code: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#worker.terminate();
    this.#tell('exit', code);
  }

  #tell(event: string, value: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }
}

/** Threads of this window. */
export interface WebThreads {
  of(program: ProgramName): StartThread;
  dispose(): void;
}

/** @param program The text of the program of all threads. */
export function webThreads(program: Uint8Array<ArrayBuffer>, shipped: ShippedTexts): WebThreads {
  // Workers of modules, and of files from elsewhere, are not started there.
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  return {
    of: (name) => (input) => new WebThread(address, { program: name, input, shipped }),
    dispose: () => URL.revokeObjectURL(address),
  };
}
