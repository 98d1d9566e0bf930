import * as z from 'zod';
import { buffersIn } from '../../core/engine/gpu/buffersIn.ts';
import { GpuError } from '../../core/engine/gpu/messages.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { GpuOutcome, GpuReply, WorkerRequest } from '../../core/protocol/gpu.ts';
import { gpuRequestSchema } from '../../core/protocol/gpuRequest.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import { DeviceService } from './deviceService.ts';
import type { CreateExecutor } from './executor.ts';

/** As much as is used of what a worker finds around it. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: WorkerRequest }) => void): void;
  postMessage(reply: GpuReply, transfer: Transferable[]): void;
}

/** Answers each request that comes, whatever becomes of it. */
export function serve(scope: WorkerScope, createExecutor: CreateExecutor): void {
  const service = new DeviceService(createExecutor);
  scope.addEventListener('message', async ({ data: { id, request } }) => {
    const outcome = await outcomeOf(service, request);
    const buffers = 'answer' in outcome ? buffersIn(outcome.answer) : [];
    scope.postMessage({ type: 'gpuReply', id, outcome }, buffers);
  });
}

async function outcomeOf(service: DeviceService, received: unknown): Promise<GpuOutcome> {
  try {
    const request = gpuRequestSchema.safeParse(received);
    if (!request.success)
      throw new Error(`a request to the GPU is not understood: ${z.prettifyError(request.error)}`);
    return { answer: encodeMeasured(await service.handle(request.data)) };
  } catch (error) {
    return {
      failure: { message: messageOf(error), isLost: error instanceof GpuError && error.isLost },
    };
  }
}
