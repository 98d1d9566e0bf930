/** The shape of what a run has recorded, where it comes from elsewhere: a file, or another page. */
import * as z from 'zod';
import { engineFactsSchema } from './engineFacts.ts';
import { evaluationSchema } from './evaluation.ts';
import { measuredSchema, numbersSchema } from './numbersSchema.ts';
import { type Points, quantityNames } from './quantities.ts';
import { runStatusSchema } from './statusSchema.ts';

export const runStateSchema = z.object({
  status: runStatusSchema,
  /** null before it has begun. */
  engine: z.union([engineFactsSchema, z.null()]),
  stepsDone: z.int(),
  /** The last one; of models the mean over the last epoch. NaN before the run has begun. */
  loss: measuredSchema,
  /** The smallest of these; infinite before the run has begun. */
  best: measuredSchema,
  /** The first step after which it was at or below the target of the race; null: not yet, or there is no target. */
  reached: z.union([z.int(), z.null()]),
  /** Over the run's own computing time; 0 until it is known. */
  stepsPerSecond: z.number(),
});

const pointsSchema = z.partialRecord(z.literal(quantityNames), numbersSchema);

export const recordPieceSchema = z.object({
  firstPoint: z.int(),
  points: pointsSchema as z.ZodType<Points>,
  evaluations: z.array(evaluationSchema),
  state: runStateSchema,
});
