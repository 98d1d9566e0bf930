/**
 * What goes between the extension and the device in the panel's page. The page passes requests and answers on without a
 * look: they are checked where they are meant for, requests in the worker that has the device, answers in the extension.
 */
import * as z from 'zod';

/** To the page. */
export const toGpuSchemas = [
  z.object({
    type: z.literal('gpu'),
    /** Repeated in the reply. */
    id: z.int(),
    /** See `gpuRequestSchema`. */
    request: z.unknown(),
    /** With `open` alone: the text of the worker, for a page that has none running. */
    worker: z.string().optional(),
  }),
  /** The worker is to be ended, whatever it does; nothing more is answered. */
  z.object({ type: z.literal('endGpu') }),
] as const;
export type ToGpu = z.infer<(typeof toGpuSchemas)[number]>;

export const gpuOutcomeSchema = z.union([
  /** See `gpuAnswerSchemas`. */
  z.object({ answer: z.unknown() }),
  z.object({ failure: z.object({ message: z.string(), isLost: z.boolean() }) }),
]);
export type GpuOutcome = z.infer<typeof gpuOutcomeSchema>;

/** From the page. */
export const gpuReplySchema = z.object({
  type: z.literal('gpuReply'),
  id: z.int(),
  outcome: gpuOutcomeSchema,
});
export type GpuReply = z.infer<typeof gpuReplySchema>;

/** To the worker, from its page. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: unknown;
}
