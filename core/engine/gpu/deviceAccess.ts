/** The way to the device that the runs of a thread share: opened for the first that needs it, and again after a loss. */
import { messageOf } from '../../messageOf.ts';
import {
  type GpuAnswers,
  type GpuDeviceFacts,
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from './messages.ts';

/** A device, until it is lost. */
export interface Device {
  readonly facts: GpuDeviceFacts;
  /** What was sent to it or is on its way, by name. */
  readonly tables: Map<string, Promise<void>>;
  /** @throws {GpuError} if it can't be answered, or isn't within a bound: then the device counts as lost. */
  request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]>;
  /** Lets go of a run. Nobody waits for it: a device that counts as lost may be there, and have the run. */
  dispose(run: string): void;
}

export interface DeviceAccessOptions {
  readonly link: GpuLink;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** In seconds: a device that answers nothing for so long never will. Default: 30, more than a kernel takes to be compiled. */
  readonly patience?: number;
}

/** A single request may wait so many times as long, while others are answered. */
const mostPatience = 4;

interface Unanswered {
  seconds: number;
  giveUp(): void;
}

export class DeviceAccess {
  readonly #link: GpuLink;
  readonly #wait: DeviceAccessOptions['wait'];
  readonly #patience: number;
  readonly #unanswered = new Set<Unanswered>();
  #device: Promise<Device> | null = null;
  #isWatching = false;
  /** Seconds since anything was answered. */
  #silence = 0;

  constructor({ link, wait, patience = 30 }: DeviceAccessOptions) {
    this.#link = link;
    this.#wait = wait;
    this.#patience = patience;
  }

  /**
   * The device that is open, or a new one. A refusal holds for all that follows.
   * @throws {GpuError} if there is none.
   */
  open(): Promise<Device> {
    const device = this.#device ?? this.#openNew();
    this.#device = device;
    device.catch((error: GpuError) => {
      if (error.isLost) this.#forget(device);
    });
    return device;
  }

  async #openNew(): Promise<Device> {
    const facts = await this.#ask<'open'>({ type: 'open' }, false);
    const opened = this.#device;
    let loss: GpuError | null = null;
    return {
      facts,
      tables: new Map(),
      request: async (request) => {
        if (loss) throw loss;
        try {
          return await this.#ask(request, true);
        } catch (error) {
          if (error instanceof GpuError && error.isLost) {
            loss = error;
            this.#forget(opened);
          }
          throw error;
        }
      },
      dispose: (run) => void this.#ask<'dispose'>({ type: 'dispose', run }, false).catch(() => {}),
    };
  }

  #forget(device: Promise<Device> | null): void {
    if (this.#device === device) this.#device = null;
  }

  /** @param isLost Whether the device counts as lost where there is no answer. */
  #ask<T extends GpuRequest['type']>(request: GpuRequestOf<T>, isLost: boolean): Promise<GpuAnswers[T]> {
    return new Promise((resolve, reject) => {
      const message = `the GPU did not answer for ${this.#patience} s`;
      const entry = { seconds: 0, giveUp: () => settle(() => reject(new GpuError({ message, isLost }))) };
      const settle = (end: () => void) => {
        this.#unanswered.delete(entry);
        end();
      };
      const hear = (end: () => void) => {
        this.#silence = 0;
        settle(end);
      };
      if (this.#unanswered.size === 0) this.#silence = 0;
      this.#unanswered.add(entry);
      void this.#watch();
      // A link that throws is one that answers so.
      void (async () => this.#link.request<T>(request))().then(
        (answer) => hear(() => resolve(answer)),
        (error: unknown) => hear(() => reject(gpuErrorOf(error))),
      );
    });
  }

  /** Counts seconds, and not the time: where a thread was busy for long, answers may be waiting for it. */
  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    while (this.#unanswered.size > 0) {
      await this.#wait(1000);
      this.#silence++;
      const isSilent = this.#silence > this.#patience;
      for (const entry of this.#unanswered)
        if (++entry.seconds > mostPatience * this.#patience || isSilent) entry.giveUp();
    }
    this.#isWatching = false;
  }
}

/** What was thrown, as a failure of the GPU. */
export function gpuErrorOf(error: unknown): GpuError {
  return error instanceof GpuError ? error : new GpuError({ message: messageOf(error), isLost: false });
}
