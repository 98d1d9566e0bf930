import { buffersIn } from '../../core/engine/gpu/buffersIn.ts';
import {
  type GpuAnswers,
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../core/engine/gpu/messages.ts';
import type { GpuQuestion, GpuReply } from './gpuMessages.ts';

type Post = (question: GpuQuestion, buffers: readonly ArrayBuffer[]) => void;

interface Asked {
  resolve(answer: GpuReply & { type: 'gpuAnswer' }): void;
  reject(error: GpuError): void;
}

/** A worker thread's link: asks the extension host, which asks the page that has the device. */
export class PortLink implements GpuLink {
  readonly #post: Post;
  readonly #asked = new Map<number, Asked>();
  #last = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    const id = ++this.#last;
    const replied = new Promise<GpuReply & { type: 'gpuAnswer' }>((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
    });
    this.#post({ type: 'gpu', id, request }, buffersIn(request));
    // Both ends are built from one source: the answer is of the request's type.
    return (await replied).answer as GpuAnswers[T];
  }

  /** A reply that nobody waits for is dropped. */
  receive(reply: GpuReply): void {
    const asked = this.#asked.get(reply.id);
    this.#asked.delete(reply.id);
    if (reply.type === 'gpuAnswer') asked?.resolve(reply);
    else asked?.reject(new GpuError(reply.failure));
  }
}
