import * as z from 'zod';
import { measuredSchema } from './numbersSchema.ts';

/**
 * Loss and, for classifiers, the share of right answers after `step` steps: on the held-out rows where the problem has
 * some, else on the whole training set.
 */
export const evaluationSchema = z.object({
  step: z.number(),
  loss: measuredSchema,
  accuracy: measuredSchema.optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
