/**
 * The experiment: one problem and the optimizers, batch sizes, learning rates and seeds to try on it.
 * The same shape is built by the command's picks and written by people in `.experiment.json` files.
 */
import * as z from 'zod';

const positive = z.number().positive();

/** Learning rates above this are mistakes in every rule that ships. */
export const largestLearningRate = 10;
const learningRate = positive.max(largestLearningRate);
const learningRates = z.array(learningRate).min(1).max(16);

const surfaceProblemSchema = z.strictObject({
  surface: z.string().meta({ description: 'The surface to minimize.', table: 'surfaces' }),
  start: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Where all runs start. Default: the start of the surface.'),
});

const modelProblemSchema = z.strictObject({
  data: z.string().meta({ description: 'The data set to train on.', table: 'datasets' }),
  hidden: z
    .array(z.int().min(1).max(4096))
    .max(8)
    .default([])
    .describe('Widths of the hidden layers; none makes a logistic regression.'),
});

export const problemSchema = z.union([surfaceProblemSchema, modelProblemSchema]);
export type Problem = z.infer<typeof problemSchema>;

const contestantSchema = z.strictObject({
  optimizer: z.string().meta({ description: 'The optimizer, by its id.', table: 'optimizers' }),
  lr: learningRates
    .optional()
    .describe('Learning rates of this optimizer alone, in place of the experiment’s.'),
  hyperparameters: z
    .record(z.string(), z.number())
    .optional()
    .describe('Other hyperparameters by name, such as beta1; what is not given has the rule’s default.'),
});

export const experimentSchema = z.strictObject({
  title: z
    .string()
    .max(200)
    .optional()
    .describe('Shown above the chart. Default: the parts of the experiment.'),
  problem: problemSchema.describe('What to minimize: a surface, or a model on a data set.'),
  optimizers: z.array(contestantSchema).min(1).max(16).describe('The optimizers to compare.'),
  lr: learningRates.describe('Learning rates; each optimizer runs with each.'),
  batch_size: z
    .array(z.union([z.int().min(1), z.literal('full')]))
    .min(1)
    .max(16)
    .default([32])
    .describe('Batch sizes; "full" is batch gradient descent. Surfaces have no data and ignore it.'),
  seed: z
    .array(z.int().min(0).max(4294967295))
    .min(1)
    .max(64)
    .default([0])
    .describe('Seeds for initial weights and batch order. The same seed gives the same run, bit for bit.'),
  steps: z.int().min(1).max(1_000_000).optional().describe('Surfaces: how many steps.'),
  epochs: z.int().min(1).max(100_000).optional().describe('Models: how many passes over the data.'),
  target: positive.optional().describe('Loss that counts as solved, for "steps to".'),
});
export type Experiment = z.infer<typeof experimentSchema>;
