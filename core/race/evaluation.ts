import * as z from 'zod';

/**
 * Loss and, for classifiers, the share of right answers after `step` steps: on the held-out rows where the problem has
 * some, else on the whole training set.
 */
export const evaluationSchema = z.object({
  step: z.number(),
  loss: z.number(),
  accuracy: z.number().optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
