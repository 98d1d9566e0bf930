/** What a backend has around it, whichever host it is in. */
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { Log } from '../../threads/log.ts';
import type { Backend } from './backend.ts';

export interface Surroundings {
  readonly log: Log;
  /** The way to a device that computes. */
  readonly gpu: GpuLink & Pick<Backend, 'hasGpu'>;
  /** What times depend on beside the machine: the extension's version, and where its window is. */
  readonly version: string;
  /** Keeps what was measured of GPUs. */
  readonly measured: { get(): unknown; set(measured: unknown): void };
  /** Remembers of this workspace which training logs are open. */
  readonly openLogs: { get(): unknown; set(open: unknown): void };
  /** Tells the person what happened to saved races, in one sentence. */
  tell(message: string): void;
  /** Remembers of this window, across reloads, what it is known by in the library. */
  readonly windowId: { get(): string | undefined; set(id: string): void };
}
