/** How a worker thread's requests reach a device and the answers come back: numbered, in messages of its port. */
import type { GpuAnswers, GpuFailure, GpuRequest } from '../../core/engine/gpu/messages.ts';

export interface GpuQuestion {
  readonly type: 'gpu';
  /** Of the thread's requests. */
  readonly id: number;
  readonly request: GpuRequest;
}

export type GpuReply =
  | { readonly type: 'gpuAnswer'; readonly id: number; readonly answer: GpuAnswers[GpuRequest['type']] }
  | { readonly type: 'gpuFailure'; readonly id: number; readonly failure: GpuFailure };
