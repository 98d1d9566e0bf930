/** A device that is far away, on a clock that goes on only where nobody has anything to do. */
import { setImmediate } from 'node:timers/promises';
import type { GpuAnswers, GpuLink, GpuRequest, GpuRequestOf } from '../../../../core/engine/gpu/messages.ts';
import { FakeGpu } from './fakeGpu.ts';

export interface Distance {
  /** To the device and back, in milliseconds. */
  readonly latency: number;
  /** Of a step, of any run: the device takes one after the other. */
  readonly step: number;
}

export class DistantGpu implements GpuLink {
  readonly gpu = new FakeGpu();
  readonly #distance: Distance;
  #time = 0;
  /** When the device is done with all that it has. */
  #freeAt = 0;
  #working = 0;
  #sleepers: { readonly at: number; wake(): void }[] = [];
  #isRunning = false;

  constructor(distance: Distance) {
    this.#distance = distance;
  }

  /** Each look takes a little time. */
  readonly now = (): number => {
    this.#time += 0.01;
    return this.#time;
  };

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    const { latency, step } = this.#distance;
    await this.#sleepUntil(this.#time + latency / 2);
    this.#working++;
    const answer = await this.gpu.request(request).finally(() => this.#working--);
    const milliseconds = 'steps' in request ? step * request.steps : 0;
    this.#freeAt = Math.max(this.#time, this.#freeAt) + milliseconds;
    await this.#sleepUntil(this.#freeAt + latency / 2);
    return 'steps' in request ? { ...answer, milliseconds } : answer;
  }

  #sleepUntil(at: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at, wake });
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#sleepers.length > 0) {
      await setImmediate();
      if (this.#working > 0) continue;
      const at = Math.min(...this.#sleepers.map((each) => each.at));
      this.#time = Math.max(this.#time, at);
      const awake = this.#sleepers.filter((each) => each.at === at);
      this.#sleepers = this.#sleepers.filter((each) => each.at !== at);
      for (const { wake } of awake) wake();
    }
    this.#isRunning = false;
  }
}
