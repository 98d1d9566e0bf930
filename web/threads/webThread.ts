/** A worker of a browser as a thread. */
import type { StartThread, Thread } from '../../threads/thread.ts';
import type { ShippedTexts } from '../data/shippedTexts.ts';
import { answerAbout } from '../files/askFiles.ts';
import type { WebFiles } from '../files/webFiles.ts';
import type { FromThread, ProgramName, ThreadStart, ToThread } from './messages.ts';

type Listener = (value: never) => void;

class WebThread implements Thread {
  readonly #worker: Worker;
  readonly #files: WebFiles;
  readonly #listeners = new Map<string, Listener[]>();
  #hasEnded = false;

  constructor(address: string, start: ThreadStart, files: WebFiles) {
    this.#files = files;
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
    this.#post({ type: 'message', message }, buffers);
  }

  terminate(): void {
    // As everywhere, whoever ends a thread hears of its end later.
    queueMicrotask(() => this.#end(1));
    this.#worker.terminate();
  }

  #post(message: ToThread, buffers: readonly ArrayBuffer[] = []): void {
    if (!this.#hasEnded) this.#worker.postMessage(message, [...buffers]);
  }

  #take(data: FromThread): void {
    if (this.#hasEnded) return;
    if (data.type === 'message') this.#tell('message', data.message);
    else if (data.type === 'question') void this.#answer(data);
    else if (data.type === 'end') this.#end(0);
    else this.#fail(data.message);
  }

  async #answer({ id, question }: Extract<FromThread, { readonly type: 'question' }>): Promise<void> {
    const answer = await answerAbout(this.#files, question);
    const isFile = 'value' in answer && answer.value instanceof Uint8Array;
    this.#post({ type: 'answer', id, answer }, isFile ? [answer.value.buffer as ArrayBuffer] : []);
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

export interface WebThreadsParts {
  /** The text of the program of all threads. */
  readonly program: Uint8Array<ArrayBuffer>;
  readonly shipped: ShippedTexts;
  /** Those of the person's folders. */
  readonly files: WebFiles;
}

export function webThreads({ program, shipped, files }: WebThreadsParts): WebThreads {
  // Workers of modules, and of files from elsewhere, are not started there.
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  return {
    of: (name) => (input) => new WebThread(address, { program: name, input, shipped }, files),
    dispose: () => URL.revokeObjectURL(address),
  };
}
