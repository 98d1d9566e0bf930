import { buffersIn } from '../../core/engine/gpu/buffersIn.ts';
import { gpuErrorOf } from '../../core/engine/gpu/deviceAccess.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { GpuQuestion, GpuReply } from './gpuMessages.ts';

/** Carries a worker thread's requests to the device, and what is answered back to it. */
export class GpuRelay {
  readonly #link: GpuLink;
  readonly #post: (reply: GpuReply, buffers: readonly ArrayBuffer[]) => void;
  /** The thread's runs on the device, by their names there. */
  readonly #runs = new Set<string>();
  #hasEnded = false;

  constructor(link: GpuLink, post: (reply: GpuReply, buffers: readonly ArrayBuffer[]) => void) {
    this.#link = link;
    this.#post = post;
  }

  async receive({ id, request }: GpuQuestion): Promise<void> {
    if (this.#hasEnded) return;
    if (request.type === 'create' || request.type === 'createScores') this.#runs.add(request.run);
    if (request.type === 'dispose') this.#runs.delete(request.run);
    try {
      const answer = await this.#link.request(request);
      if (!this.#hasEnded) this.#post({ type: 'gpuAnswer', id, answer }, buffersIn(answer));
    } catch (error) {
      const { message, isLost } = gpuErrorOf(error);
      if (!this.#hasEnded) this.#post({ type: 'gpuFailure', id, failure: { message, isLost } }, []);
    }
  }

  /** The thread has ended: the device lets go of its runs. */
  end(): void {
    this.#hasEnded = true;
    for (const run of this.#runs) this.#link.request<'dispose'>({ type: 'dispose', run }).catch(() => {});
    this.#runs.clear();
  }
}
