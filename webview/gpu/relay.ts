/** The page's part: has the worker, and passes on what goes to it and what comes from it. */

import { buffersIn } from '../../core/engine/gpu/buffersIn.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { GpuReply, ToGpu, WorkerRequest } from '../../core/protocol/gpu.ts';

/** As much as is used of a worker. */
export interface RelayWorker {
  onmessage: ((event: MessageEvent<GpuReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(request: WorkerRequest, transfer: Transferable[]): void;
  terminate(): void;
}

export class GpuRelay {
  readonly #post: (reply: GpuReply, transfer: Transferable[]) => void;
  readonly #start: (text: string) => RelayWorker;
  #worker: RelayWorker | null = null;
  /** The ids of requests without an answer. */
  readonly #waiting = new Set<number>();

  /** @param post To the extension. */
  constructor(post: (reply: GpuReply, transfer: Transferable[]) => void, start = startWorker) {
    this.#post = post;
    this.#start = start;
  }

  receive(message: ToGpu): void {
    if (message.type === 'endGpu') {
      this.#end();
      this.#waiting.clear();
      return;
    }
    const { id, request, worker } = message;
    this.#waiting.add(id);
    try {
      if (worker !== undefined) this.#worker ??= this.#begin(worker);
    } catch (error) {
      this.#fail(`the GPU’s worker can’t begin: ${messageOf(error)}`, false);
      return;
    }
    if (this.#worker) this.#worker.postMessage({ id, request }, buffersIn(request));
    else this.#fail('no GPU is open');
  }

  #begin(text: string): RelayWorker {
    const worker = this.#start(text);
    worker.onmessage = ({ data }) => {
      this.#waiting.delete(data.id);
      const { outcome } = data;
      this.#post(data, 'answer' in outcome ? buffersIn(outcome.answer) : []);
    };
    // What is thrown in a worker and caught by nobody may have been anybody's answer.
    worker.onerror = ({ message }) => {
      this.#end();
      this.#fail(`the GPU’s worker failed${message && `: ${message}`}`);
    };
    return worker;
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    if (!worker) return;
    // What it has said already and still is on the way.
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  }

  #fail(message: string, isLost = true): void {
    for (const id of this.#waiting)
      this.#post({ type: 'gpuReply', id, outcome: { failure: { message, isLost } } }, []);
    this.#waiting.clear();
  }
}

/** The page may load no file, but it may make a worker of a text. */
function startWorker(text: string): RelayWorker {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
