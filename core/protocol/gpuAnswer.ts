/** The answers of a device as they arrive. */
import * as z from 'zod';
import type { GpuAnswers } from '../engine/gpu/messages.ts';
import { measuredSchema } from '../race/numbersSchema.ts';

const floatsSchema = z.custom<Float32Array>((value) => value instanceof Float32Array);
const wordsSchema = z.custom<Uint32Array>((value) => value instanceof Uint32Array);

/** What is answered to each request, by its type. */
export const gpuAnswerSchemas: { readonly [T in keyof GpuAnswers]: z.ZodType<GpuAnswers[T]> } = {
  open: z.object({
    name: z.string(),
    isSoftware: z.boolean(),
    hasSubgroups: z.boolean(),
    version: z.string(),
    largestBuffer: z.int().min(0),
  }),
  describe: z.object({
    userAgent: z.string(),
    hasWebGpu: z.boolean(),
    adapter: z.union([
      z.object({
        vendor: z.string(),
        architecture: z.string(),
        device: z.string(),
        description: z.string(),
        isFallback: z.boolean(),
        limits: z.record(z.string(), z.number()),
        features: z.array(z.string()),
      }),
      z.null(),
    ]),
  }),
  examples: z.null(),
  create: z.null(),
  run: z.object({
    losses: floatsSchema,
    positions: z.union([floatsSchema, z.null()]),
    values: z.union([floatsSchema, z.null()]),
    milliseconds: z.number(),
    submits: z.int().min(0),
  }),
  evaluate: z.object({ loss: measuredSchema, right: z.int().min(0) }),
  createScores: z.null(),
  score: z.object({ scores: z.union([wordsSchema, z.null()]), milliseconds: z.number() }),
  dispose: z.null(),
};
