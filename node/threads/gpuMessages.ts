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

/** The memory of a request's or an answer's numbers, to hand it over; of a part of some memory there is none. */
export function buffersIn(message: GpuRequest | GpuAnswers[GpuRequest['type']]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values({ ...message }) as unknown[]) {
    if (!(value instanceof Float32Array || value instanceof Uint32Array)) continue;
    const { buffer, byteLength } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffers.add(buffer);
  }
  return [...buffers];
}
