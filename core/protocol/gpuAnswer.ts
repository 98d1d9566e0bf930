/** The answers of a device as they arrive. */
import * as z from 'zod';
import type { GpuAnswers } from '../engine/gpu/messages.ts';
import { measuredSchema } from '../race/numbersSchema.ts';

const floatsSchema = z.custom<Float32Array>((value) => value instanceof Float32Array);

/** What is answered to each request, by its type. */
export const gpuAnswerSchemas: { readonly [T in keyof GpuAnswers]: z.ZodType<GpuAnswers[T]> } = {
  open: z.object({
    name: z.string(),
    isSoftware: z.boolean(),
    version: z.string(),
    largestBuffer: z.int().min(0),
  }),
  examples: z.null(),
  create: z.null(),
  run: z.object({
    losses: floatsSchema,
    positions: z.union([floatsSchema, z.null()]),
    values: z.union([floatsSchema, z.null()]),
    milliseconds: z.number(),
  }),
  evaluate: z.object({ loss: measuredSchema, right: z.int().min(0) }),
  dispose: z.null(),
};
