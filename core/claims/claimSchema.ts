/** A claim about optimizers as a `*.claim.json` file has it: what is said, by whom, and what is computed to test it. */
import * as z from 'zod';
import { settingsSchema } from '../experiment/schema.ts';
import { experimentValueSchema, linesSchema, sentence } from '../lesson/exercise/exerciseSchema.ts';
import type { Measure } from './claim.ts';

const verdicts = ['reproduced', 'not reproduced', 'not established'] as const;

const mostSeeds = 64;

const experimentProtocolSchema = z.strictObject({
  experiment: experimentValueSchema,
  rules: z
    .record(z.string(), linesSchema)
    .default({})
    .describe('Texts of rules that the experiment names by paths, such as "./uncorrected.optimizer".'),
});

const gradientsProtocolSchema = z.strictObject({
  optimizer: z.string().describe('Id of the optimizer that gets gradients of chance.'),
  settings: settingsSchema.default({}).describe('Its hyperparameters and options.'),
  scales: z
    .array(z.number().positive())
    .min(1)
    .max(8)
    .describe('How large the gradients of each parameter are: standard deviations of normal numbers.'),
  steps: z.int().min(1).max(10_000),
  seeds: z.array(z.int().min(0)).min(1).max(mostSeeds),
});

const slopesProtocolSchema = z.strictObject({
  optimizer: z.string().describe('Id of the optimizer that gets two slopes by turns.'),
  settings: settingsSchema.default({}).describe('Its hyperparameters and options.'),
  slopes: z
    .strictObject({
      usual: z.number(),
      other: z.number(),
      every: z.int().min(2).max(10_000).describe('The other one comes first, and then after so many steps.'),
    })
    .describe('Of losses that are linear in one parameter, which begins at 0.'),
  between: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low < high, { error: 'two numbers, the lower one first' })
    .describe('Where the parameter is taken back to after each step.'),
  steps: z.int().min(1).max(1_000_000),
});

const stageSchema = z.strictObject({
  epochs: z.int().min(1).max(10_000),
  batch_size: z.union([z.int().min(1), z.literal('full')]),
  lr: z.number().positive(),
});

const stagesProtocolSchema = z.strictObject({
  problem: z
    .record(z.string(), z.unknown())
    .describe('A model on data that ships, as in an experiment: "data", "hidden", "validation" and so on.'),
  optimizer: z.string().describe('Id of the optimizer that trains it.'),
  settings: settingsSchema.default({}).describe('Its hyperparameters and options, but for lr.'),
  ways: z
    .array(z.array(stageSchema).min(1).max(16))
    .min(1)
    .max(8)
    .describe(
      'Each is a run: stages with their epochs, batch_size and lr. Weights and the optimizer’s state go on from stage to stage.',
    ),
  seeds: z.array(z.int().min(0)).min(1).max(mostSeeds),
});

const boundaryProtocolSchema = z.strictObject({
  map: experimentValueSchema.describe(
    'An experiment of one run, a network on data that ships, with a field "map": its axes are learning rates or other hyperparameters.',
  ),
  cells: z.int().min(16).max(256).describe('Runs along each side of a view.'),
  zoom: z
    .strictObject({
      factor: z.number().gt(1).max(64).describe('How many times as near the next view is.'),
      first: z.int().min(0).max(30).describe('The first view that is measured; 0 is the whole map.'),
      last: z.int().min(0).max(30).describe('The last one.'),
    })
    .describe(
      'Views of the boundary between runs that train and runs that don’t, each around the point of it that was nearest to the middle.',
    ),
});

const measures = [
  ...(['final', 'best', 'evaluated', 'first', 'forGood', 'steps', 'diverged', 'distance'] as const),
  ...(['sharpness', 'dimension'] as const),
  ...(['coordinate', 'mean-step', 'last-step', 'sign-changes'] as const),
] as const;
/** Those of a training in stages. */
export const measuresOfStages: readonly Measure[] = ['final', 'evaluated', 'steps'];
/** Those of one parameter. */
export const measuresOfAxis: readonly Measure[] = ['coordinate', 'mean-step', 'last-step', 'sign-changes'];

const valueSchema = z.strictObject({
  run: z
    .int()
    .min(0)
    .default(0)
    .describe('Number of the run, in the order of the experiment; seeds are one run.'),
  measure: z
    .enum(measures)
    .describe(
      'Loss at the end or the lowest one; that of the last evaluation, on held-out rows where there are any; first step at the target, or from which on it stays there; how many steps a training in stages has; 1 where the run diverged; distance to the nearest minimum at the end; the largest eigenvalue of the Hessian there; of a boundary its box-counting dimension; and of one parameter its last value, the mean and the last length of its steps, and how often its sign changes.',
    ),
  axis: z.int().min(0).max(7).optional().describe('Which parameter.'),
});

const expectedSchema = z.union([
  z.strictObject({ equals: z.number(), within: z.number().min(0).describe('How far off it may be.') }),
  z.strictObject({ below: z.number() }),
  z.strictObject({ above: z.number() }),
]);

export const claimSchema = z.strictObject({
  title: z.string().min(1).max(200),
  claim: sentence.describe('What is said.'),
  source: z.strictObject({
    title: z.string().min(1).max(300),
    authors: z.string().max(300).optional(),
    year: z.int().min(1800).max(2200).optional(),
  }),
  protocol: z
    .union([
      experimentProtocolSchema,
      gradientsProtocolSchema,
      slopesProtocolSchema,
      stagesProtocolSchema,
      boundaryProtocolSchema,
    ])
    .optional()
    .describe('What is run. Left out where the statistic is a formula of constants alone.'),
  constants: z.record(z.string(), z.number()).default({}).describe('Numbers by name, for the statistic.'),
  values: z
    .record(z.string(), valueSchema)
    .default({})
    .describe('Numbers of the runs by name, for the statistic.'),
  statistic: z.strictObject({
    name: sentence.describe('What is measured, as it stands before the number.'),
    formula: z.string().max(1000).describe('Of constants and values, in the words of the rule language.'),
  }),
  expected: expectedSchema.describe('What the statistic is if the claim holds.'),
  verdict: z.enum(verdicts).describe('What comes out.'),
  finding: sentence.describe('What that means.'),
  slow: z
    .boolean()
    .default(false)
    .describe('Whether it takes longer than a few seconds: quick runs of all claims leave it out.'),
});
