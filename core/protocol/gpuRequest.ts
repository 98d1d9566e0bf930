/** The requests to a device as they arrive: plain data whose arrays are looked at, not through. */
import * as z from 'zod';
import type { GpuBufferName, GpuPlan } from '../engine/gpu/gpuPlan.ts';
import type { GpuRequest } from '../engine/gpu/messages.ts';
import { measuredSchema } from '../race/numbersSchema.ts';

const bufferNames = [
  'values',
  'gradient',
  'uniforms',
  'ranges',
  'examples',
  'batch',
  'workspace',
  'results',
  'steps',
  'jobs',
] as const satisfies readonly GpuBufferName[];

const floatsSchema = z.custom<Float32Array>((value) => value instanceof Float32Array);
const wordsSchema = z.custom<Uint32Array>((value) => value instanceof Uint32Array);
const countSchema = z.int().min(0);
const dispatchesSchema = z.array(
  z.object({ kernel: countSchema, workgroups: z.tuple([countSchema, countSchema]) }),
);

const planSchema: z.ZodType<GpuPlan> = z.object({
  parameters: countSchema,
  tensors: countSchema,
  kept: countSchema,
  exampleLength: countSchema,
  rowLength: countSchema,
  batchSize: countSchema,
  workspace: countSchema,
  rowsPerEvaluation: countSchema,
  ranges: z.array(z.tuple([countSchema, countSchema])),
  kernels: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      entryPoint: z.string(),
      bindings: z.array(
        z.object({
          buffer: z.literal(bufferNames),
          type: z.literal(['storage', 'read-only-storage', 'uniform']),
          isPerStep: z.boolean(),
        }),
      ),
    }),
  ),
  together: z.union([
    z.object({
      kernel: countSchema,
      runsPerWorkgroup: z.int().min(1),
      stride: countSchema,
      workspace: countSchema,
      coordinates: countSchema,
    }),
    z.null(),
  ]),
  measure: dispatchesSchema,
  advance: dispatchesSchema,
  evaluate: dispatchesSchema,
});

export const gpuRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open') }),
  z.object({ type: z.literal('describe') }),
  z.object({
    type: z.literal('examples'),
    key: z.string(),
    length: countSchema,
    at: countSchema,
    numbers: floatsSchema,
  }),
  z.object({
    type: z.literal('create'),
    run: z.string(),
    plan: planSchema,
    examples: z.union([z.string(), z.null()]),
    values: floatsSchema,
  }),
  z.object({
    type: z.literal('run'),
    run: z.string(),
    steps: countSchema,
    limit: measuredSchema,
    uniforms: floatsSchema,
    rows: wordsSchema,
    counts: wordsSchema,
    checkpoint: z.boolean(),
  }),
  z.object({ type: z.literal('evaluate'), run: z.string(), first: countSchema, end: countSchema }),
  z.object({
    type: z.literal('createScores'),
    run: z.string(),
    plan: z.object({ name: z.string(), source: z.string(), entryPoint: z.string(), kept: countSchema }),
    steps: countSchema,
    goal: z.number(),
    columnCount: countSchema,
    rowCount: countSchema,
    places: wordsSchema,
    constants: floatsSchema,
    values: floatsSchema,
  }),
  z.object({
    type: z.literal('score'),
    run: z.string(),
    first: countSchema,
    end: countSchema,
    moving: floatsSchema,
    read: z.boolean(),
  }),
  z.object({ type: z.literal('dispose'), run: z.string() }),
]) satisfies z.ZodType<GpuRequest>;
