/** What a batch size can be: one, or several that follow each other as a run goes on. */
import * as z from 'zod';
import { largestEpochs } from './limits.ts';

const sizeSchema = z.union([z.int().min(1), z.literal('full')]);

const mostStages = 64;

/** Of an experiment. */
export const batchSizeSchema = z.union([
  z.int().min(1),
  z.literal('full'),
  z.strictObject({
    stages: z
      .array(
        z.strictObject({
          size: sizeSchema.describe('Examples in a batch; "full" is all of them.'),
          epochs: z
            .int()
            .min(1)
            .max(largestEpochs)
            .optional()
            .describe('For how many passes over the data. The last stage goes on to the end without it.'),
        }),
      )
      .min(1)
      .max(mostStages)
      .describe(
        'Batch sizes that follow each other. Weights, the optimizer’s state and the order of the rows go on.',
      ),
  }),
]);
export type BatchSize = z.infer<typeof batchSizeSchema>;

/** Of a run; of stages it is known how long each is. */
export const batchSizeOfRunSchema = z.union([
  z.int(),
  z.literal('full'),
  z.object({ stages: z.array(z.object({ size: sizeSchema, epochs: z.int() })).min(2) }),
]);
export type BatchSizeOfRun = z.infer<typeof batchSizeOfRunSchema>;

/** Steps in one pass over the data, as `StepsPerEpoch` has them. */
export const stepsPerEpochSchema = z.union([
  z.int(),
  z
    .array(z.object({ epochs: z.int(), steps: z.int() }))
    .min(1)
    .readonly(),
]);
