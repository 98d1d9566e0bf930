/**
 * An exercise of a lesson, as the JSON of its cell has it. What a learner answers is checked by computation alone: each kind
 * says what is computed, none has the answer as a text to compare with.
 */
import * as z from 'zod';
import { settingSchema } from '../../experiment/gridSchema.ts';

export const sentence = z.string().min(1).max(1000);

/** A text, or its lines: JSON has no text of several lines. */
export const linesSchema = z
  .union([z.string().max(10_000), z.array(z.string().max(1000)).min(1).max(200)])
  .transform((text) => (typeof text === 'string' ? text : `${text.join('\n')}\n`));

const common = {
  title: z.string().min(1).max(200).optional().describe('Shown above the exercise. Default: none.'),
  hints: z
    .array(sentence)
    .max(10)
    .default([])
    .describe('What helps, one more at a time, the smallest help first. Default: none.'),
  explanation: sentence
    .optional()
    .describe('Shown once the exercise is passed, or its solution is. Default: none.'),
};

const settingsSchema = z.record(z.string(), settingSchema);

/** Of rules side by side, which are computed line by line. */
const mostComparedSteps = 1000;
/** Of a run. */
const mostSteps = 10_000;

const surfaceGradients = z.strictObject({
  surface: z.string().describe('Id of a surface: gradients are its slopes where the rule has come to.'),
  start: z.array(z.number()).length(2).optional().describe('Default: the start of the surface.'),
});
const noiseGradients = z.strictObject({
  noise: z
    .int()
    .min(0)
    .max(20)
    .describe(
      'Which noise: six parameters, whose slopes have noise of their own in each step, as mini-batches have.',
    ),
});
const givenGradients = z.strictObject({
  sequence: z
    .array(z.array(z.number()).min(1).max(8))
    .min(1)
    .max(200)
    .describe(
      'The gradients of each step, one for each parameter; over and over where there are more steps.',
    ),
  start: z
    .array(z.number())
    .min(1)
    .max(8)
    .optional()
    .describe('The parameters before the first step. Default: all 1.'),
});
const gradientsSchema = z.union([surfaceGradients, noiseGradients, givenGradients]);

const ruleExerciseSchema = z
  .strictObject({
    kind: z.literal('rule'),
    ...common,
    reference: linesSchema.describe(
      'What the learner’s rule is held to: the id of an optimizer, or the text of a rule.',
    ),
    settings: settingsSchema
      .default({})
      .describe(
        'Hyperparameters and options of the reference; the learner’s rule gets the hyperparameters that it declares. Default: those of the reference.',
      ),
    gradients: z
      .array(gradientsSchema)
      .min(1)
      .max(8)
      .default([
        { surface: 'valley' },
        { noise: 0 },
        {
          sequence: [
            [1, -3, 0],
            [0.5, 2, 0],
            [-2, 0.001, 4],
            [0, 1000, -1],
          ],
        },
      ])
      .describe(
        'Where both rules are run, side by side. Default: the valley, a noisy slope, and gradients of many sizes.',
      ),
    steps: z
      .int()
      .min(1)
      .max(mostComparedSteps)
      .default(200)
      .describe('How many steps are compared. Default: 200.'),
    rate: z
      .enum(['constant', 'falling'])
      .default('falling')
      .describe(
        'Whether the rules are compared with a learning rate that falls, too, which tells lr inside the velocity from lr outside. Default: "falling".',
      ),
    starter: linesSchema
      .optional()
      .describe(
        'What a reset puts into the cell. Default: what the lesson has there when it is opened before the first try.',
      ),
    solution: linesSchema
      .optional()
      .describe('The model answer. Default: the reference, if that is a text of its own.'),
  })
  .describe('The learner writes an optimizer, which is compared with a reference step by step.');

export const experimentValueSchema = z
  .record(z.string(), z.unknown())
  .describe('An experiment, as in a file of its own. Optimizers are named by their ids.');

const chooseExerciseSchema = z
  .strictObject({
    kind: z.literal('choose'),
    ...common,
    experiment: experimentValueSchema.describe(
      'An experiment with one run, in which the learner’s value is put.',
    ),
    setting: z
      .string()
      .min(1)
      .describe('What the learner chooses: lr, or another hyperparameter of the optimizer.'),
    loss: z.number().positive().describe('The loss to reach.'),
    within: z.int().min(1).max(mostSteps).describe('Steps in which it has to be reached.'),
    solution: z.number().describe('A value that does.'),
  })
  .describe('The learner finds a value with which a run reaches a loss.');

/** Runs of a check: a check takes seconds at most. */
const mostFresh = 20;

const defendExerciseSchema = z
  .strictObject({
    kind: z.literal('defend'),
    ...common,
    experiment: experimentValueSchema.describe(
      'An experiment with one run, in which the learner’s two values are put.',
    ),
    settings: z
      .array(z.string().min(1))
      .length(2)
      .describe('What the learner chooses: the settings of the axes of a map, such as lr and momentum.'),
    loss: z.number().positive().describe('The loss at or below which a run has to stay to its end.'),
    within: z.int().min(1).max(mostSteps).describe('The step from which on it has to be there.'),
    seeds: z
      .array(z.int().min(0))
      .min(1)
      .max(mostFresh)
      .optional()
      .describe('Seeds that no map has shown: each is a run that has to hold. Of problems with data.'),
    starts: z
      .array(z.array(z.number()).length(2))
      .min(1)
      .max(mostFresh)
      .optional()
      .describe('Points to start from that no map has shown: each is a run that has to hold. Of surfaces.'),
    solution: z.array(z.number()).length(2).describe('Two values that hold, in the order of "settings".'),
  })
  .describe('The learner chooses a run of a map, which has to hold where the map has not looked.');

const valuesSchema = z.record(z.string(), z.number());

export const quantitySchema = z.union([
  z.strictObject({
    formula: z
      .string()
      .max(1000)
      .describe('In the words of the rule language, such as "(2 + 2 * momentum) / curvature".'),
    values: valuesSchema.default({}).describe('What the names in it stand for.'),
  }),
  z.strictObject({
    experiment: experimentValueSchema.describe('An experiment with one run.'),
    measure: z
      .enum(['final', 'best', 'first', 'forGood', 'largest-stable-lr'])
      .describe(
        'What is taken of the run: what runs are judged by, or the largest learning rate at which its loss ends no higher than it begins.',
      ),
  }),
]);

export const toleranceSchema = z.number().min(0).max(1);
export const unitSchema = z
  .string()
  .max(40)
  .optional()
  .describe('Of the number, such as "steps". Default: none.');

const numberExerciseSchema = z
  .strictObject({
    kind: z.literal('number'),
    ...common,
    expected: quantitySchema.describe('How the right number is computed.'),
    tolerance: toleranceSchema
      .default(0.01)
      .describe('How far off an answer may be, as a share of the right number. Default: 0.01.'),
    unit: unitSchema,
    mistakes: z
      .array(z.strictObject({ number: quantitySchema, message: sentence }))
      .max(10)
      .default([])
      .describe('Wrong numbers that have a known cause, with what to say about it. Default: none.'),
  })
  .describe('The learner works out a number.');

export const exerciseSchema = z.discriminatedUnion('kind', [
  ruleExerciseSchema,
  chooseExerciseSchema,
  numberExerciseSchema,
  defendExerciseSchema,
]);
