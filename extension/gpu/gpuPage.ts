import * as vscode from 'vscode';
import * as z from 'zod';
import {
  type GpuAnswers,
  GpuError,
  type GpuFailure,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../core/engine/gpu/messages.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { GpuReply, ToGpu } from '../../core/protocol/gpu.ts';
import { gpuAnswerSchemas } from '../../core/protocol/gpuAnswer.ts';

/** How long the page may be silent while it is asked, in milliseconds. */
const patience = 30_000;

interface Waiting {
  readonly type: GpuRequest['type'];
  readonly resolve: (answer: never) => void;
  readonly reject: (error: GpuError) => void;
}

/** Reads the text of the worker that ships. */
export function shippedWorker(extension: vscode.Uri): () => Promise<string> {
  const file = vscode.Uri.joinPath(extension, 'dist', 'webview', 'gpu.js');
  return async () => {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    } catch (error) {
      throw new GpuError({ message: `the GPU’s part can’t be read: ${messageOf(error)}`, isLost: false });
    }
  };
}

/** A page that can have the worker, from when it is ready until it is gone. */
export interface PageWithGpu {
  /** Comes back when the window has taken the message. @returns Whether it did. */
  post(message: ToGpu): Promise<boolean>;
  /** Called with each answer of the page's GPU. */
  onGpuReply: (reply: GpuReply) => void;
  /** Calls `listener` with a clause when the page is gone; at once if it is. */
  onDidEnd(listener: (why: string) => void): void;
}

/** What has the page: the panel, or a map. */
export interface PageOwner {
  /** The page when it is ready; null where there is none. */
  page(): Promise<PageWithGpu | null>;
}

/** The way to the device in a page. Whatever becomes of the page, each request has an answer or fails. */
export class GpuPage implements GpuLink {
  readonly #owner: PageOwner;
  readonly #readWorker: () => Promise<string>;
  readonly #name: string;
  /** Whose answers are waited for. */
  #page: PageWithGpu | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasGpu: boolean | null = null;

  /**
   * @param readWorker Gives the text of the worker that has the device.
   * @param name Of what has the page, for people.
   */
  constructor(owner: PageOwner, readWorker: () => Promise<string>, name = 'the panel') {
    this.#name = name;
    this.#owner = owner;
    this.#readWorker = readWorker;
  }

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    const worker = request.type === 'open' ? await this.#readWorker() : undefined;
    const page = await this.#owner.page();
    if (!page) throw new GpuError(noPage(request, this.#name, this.#page !== null));
    const id = ++this.#last;
    const { promise, resolve, reject } = withResolvers<GpuAnswers[T]>();
    if (this.#waiting.size === 0) this.#watch();
    this.#waiting.set(id, { type: request.type, resolve, reject });
    // Which fails what waits where the page has gone already.
    if (page !== this.#page) this.#follow(page);
    const message = { type: 'gpu', id, request: withOwnArrays(request) } as const;
    // The answer may come before the window says that it took the message, and without that it says nothing.
    void page.post(worker === undefined ? message : { ...message, worker }).then((isTaken) => {
      if (!isTaken) this.#settle(id, { message: `${this.#name} takes no messages`, isLost: true });
    });
    return promise;
  }

  /** Whether the page has found a GPU that is more than its processor; null where it was not asked yet. */
  hasGpu(): boolean | null {
    return this.#hasGpu;
  }

  dispose(): void {
    this.#failAll({ message: 'the extension has ended', isLost: true });
  }

  #follow(page: PageWithGpu): void {
    this.#page = page;
    page.onGpuReply = (reply) => this.#receive(reply);
    page.onDidEnd((why) => this.#failAll({ message: `the GPU was lost: ${why}`, isLost: true }));
  }

  #receive({ id, outcome }: GpuReply): void {
    // Of a page that was there before this one, or of what has failed already: no id is used again.
    if (!this.#waiting.has(id)) return;
    // That one answers is a sign of life for all.
    this.#watch();
    this.#settle(id, 'failure' in outcome ? outcome.failure : outcome);
  }

  /** Waits for a sign of life. Without one the worker is ended, so that the next `open` begins with another. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#waiting.size === 0) return;
      void this.#page?.post({ type: 'endGpu' });
      const message = `the GPU has not answered for ${patience / 1000} seconds`;
      // One that does not even open is not tried again.
      for (const [id, { type }] of [...this.#waiting]) this.#settle(id, { message, isLost: type !== 'open' });
    }, patience);
  }

  #settle(id: number, outcome: { readonly answer: unknown } | GpuFailure): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) clearTimeout(this.#timer);
    if (!('answer' in outcome)) {
      if (waiting.type === 'open' && !outcome.isLost) this.#hasGpu = false;
      waiting.reject(new GpuError(outcome));
      return;
    }
    const answer = gpuAnswerSchemas[waiting.type].safeParse(outcome.answer);
    if (answer.success) {
      if (answer.data && 'isSoftware' in answer.data) this.#hasGpu = !answer.data.isSoftware;
      waiting.resolve(answer.data as never);
    } else {
      const message = `an answer of the GPU is not understood: ${z.prettifyError(answer.error)}`;
      waiting.reject(new GpuError({ message, isLost: false }));
    }
  }

  #failAll(failure: GpuFailure): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, failure);
  }
}

function noPage({ type }: GpuRequest, name: string, wasThere: boolean): GpuFailure {
  const how = wasThere ? 'was closed' : 'is not open';
  return { message: `${name}, through which the GPU is reached, ${how}`, isLost: type !== 'open' };
}

/**
 * The request with a copy of each array that is a part of a buffer or is shared with other threads: VS Code sends whole
 * buffers.
 */
function withOwnArrays(request: GpuRequest): unknown {
  const entries = Object.entries(request).map(([key, value]) => [key, isPart(value) ? value.slice() : value]);
  return Object.fromEntries(entries);
}

function isPart(value: unknown): value is Float32Array | Uint32Array {
  if (!(value instanceof Float32Array || value instanceof Uint32Array)) return false;
  return value.byteLength < value.buffer.byteLength || !(value.buffer instanceof ArrayBuffer);
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}
