/**
 * The experiment: one problem and the optimizers, batch sizes, learning rates and seeds to try on it.
 * The same shape is built by the command's picks and written by people in `.experiment.json` files.
 */
import { z } from 'zod';

const positive = z.number().positive();

/** Learning rates above this are mistakes in every rule that ships. */
export const largestLearningRate = 10;
const learningRate = positive.max(largestLearningRate);
const learningRates = z.array(learningRate).min(1).max(16);

const surfaceProblemSchema = z.strictObject({
  /** Id from the table of surfaces: `valley`, `rosenbrock`. */
  surface: z.string(),
  /** Default: the surface's own start. */
  start: z.tuple([z.number(), z.number()]).optional(),
});

const modelProblemSchema = z.strictObject({
  /** Id from the table of data sets: `spirals`, `digits`. */
  data: z.string(),
  /** Widths of the hidden layers; none makes a logistic regression. */
  hidden: z.array(z.int().min(1).max(4096)).max(8).default([]),
});

export const problemSchema = z.union([surfaceProblemSchema, modelProblemSchema]);
export type Problem = z.infer<typeof problemSchema>;
export type SurfaceProblem = z.infer<typeof surfaceProblemSchema>;
export type ModelProblem = z.infer<typeof modelProblemSchema>;

const contestantSchema = z.strictObject({
  optimizer: z.string(),
  /** Learning rates of this optimizer alone, in place of the experiment's. */
  lr: learningRates.optional(),
  /** Any other hyperparameter of the rule, by name; what is not given has the rule's default. */
  hyperparameters: z.record(z.string(), z.number()).optional(),
});

export const experimentSchema = z.strictObject({
  title: z.string().max(200).optional(),
  problem: problemSchema,
  optimizers: z.array(contestantSchema).min(1).max(16),
  lr: learningRates,
  /** Ignored on surfaces, which have no data. `"full"` is batch gradient descent. */
  batch_size: z
    .array(z.union([z.int().min(1), z.literal('full')]))
    .min(1)
    .max(16)
    .default([32]),
  seed: z.array(z.int().min(0).max(4294967295)).min(1).max(64).default([0]),
  /** Surfaces: how many steps. */
  steps: z.int().min(1).max(10_000_000).optional(),
  /** Models: how many passes over the data. */
  epochs: z.int().min(1).max(100_000).optional(),
  /** Loss that counts as solved. */
  target: positive.optional(),
});
export type Experiment = z.infer<typeof experimentSchema>;
