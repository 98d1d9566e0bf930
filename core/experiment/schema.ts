/**
 * The experiment: one problem and the optimizers, batch sizes, learning rates and seeds to try on it.
 * The same shape is built by the command's picks and written by people in `.experiment.json` files.
 */
import * as z from 'zod';
import { ownRuleSchema } from '../optimizers/ownRule.ts';
import { activations } from '../problems/models/activations/index.ts';
import { initializations } from '../problems/models/initializations.ts';
import { usualBatchSize } from './batchSize.ts';
import { batchSizeSchema } from './batchSizeSchema.ts';
import { compareSchemaOf } from './compare/compareSchema.ts';
import { csvFields } from './csvSchema.ts';
import { listOf, ratesSchema, seedsSchema, settingSchema, settingsGridSchema } from './gridSchema.ts';
import { heldOutFields } from './heldOutSchema.ts';
import { largestEpochs, largestSteps, mostOptimizers } from './limits.ts';
import { mapSchema } from './map/mapSchema.ts';

const positive = z.number().positive();

function keysOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}

const interval = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, { error: 'two numbers, the lower one first' });

const startRange = z
  .strictObject({ x: interval, y: interval })
  .optional()
  .describe(
    'In place of start: each seed starts at a point of its own, drawn uniformly from this part of the plane, the same for all optimizers. Default: all runs have one start, and seeds are ignored; the command Compare Fairly draws from the part that the landscape shows.',
  );

const surfaceProblemSchema = z.strictObject({
  surface: z.string().meta({ description: 'The surface to minimize.', table: 'surfaces' }),
  start: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Where all runs start. Default: the start of the surface.'),
  start_range: startRange,
  condition: z
    .number()
    .min(1)
    .max(1e12)
    .optional()
    .describe('Of the valley: how many times steeper it is across than along. Default: 100.'),
});

const formulaProblemSchema = z.strictObject({
  formula: z
    .string()
    .max(1000)
    .describe('A function of x and y to minimize, such as "(1 - x)**2 + 100*(y - x**2)**2".'),
  start: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Where all runs start. Default: a point on the slope.'),
  start_range: startRange,
  window: z
    .strictObject({ x: interval, y: interval })
    .optional()
    .describe('The part of the plane to look at. Default: -5 to 5 along both axes.'),
});

const modelFields = {
  hidden: z
    .array(z.int().min(1).max(4096))
    .max(8)
    .default([])
    .describe('Widths of the hidden layers; none makes a logistic or linear regression.'),
  activation: z
    .literal(keysOf(activations))
    .optional()
    .describe('Activation of the hidden layers, under PyTorch’s name. Default: tanh.'),
  init: z
    .literal(keysOf(initializations))
    .optional()
    .describe(
      'How weights begin. Default: Glorot’s uniform weights for tanh and sigmoid, He’s for the others.',
    ),
  ...heldOutFields,
};

const dataProblemSchema = z.strictObject({
  data: z.string().meta({ description: 'The data set to train on.', table: 'datasets' }),
  ...modelFields,
});

const csvProblemSchema = z.strictObject({ ...csvFields, ...modelFields });

/** Each kind of problem begins with the field that only it has. */
export const problemSchema = z.union([
  surfaceProblemSchema,
  formulaProblemSchema,
  dataProblemSchema,
  csvProblemSchema,
]);
export type Problem = z.infer<typeof problemSchema>;

/** PyTorch's arguments stand beside the name; the table of schedules knows them. */
export const scheduleSchema = z
  .looseObject({
    name: z.string().meta({ description: 'The schedule, by its PyTorch name.', table: 'schedules' }),
    per: z
      .enum(['step', 'epoch'])
      .optional()
      .describe(
        'What the schedule counts: optimizer steps or epochs. Default: steps for OneCycleLR, CyclicLR and WarmupCosine, epochs for the others, as in the examples of PyTorch’s documentation; steps on surfaces, which have no epochs.',
      ),
  })
  .describe('How the learning rate changes as a run goes on, with PyTorch’s names and arguments.');
export type ScheduleChoice = z.infer<typeof scheduleSchema>;

/** Hyperparameters and options of a run, by name. */
export const settingsSchema = z.record(z.string(), settingSchema);

const layerRate = positive.optional();
const betweenLayers = layerRate.describe('Of a layer between the first and the last, by its number.');

const layerRatesSchema = z
  .strictObject({
    first: layerRate.describe('Of W1 and b1, which the inputs come to.'),
    ...{ layer2: betweenLayers, layer3: betweenLayers, layer4: betweenLayers, layer5: betweenLayers },
    ...{ layer6: betweenLayers, layer7: betweenLayers, layer8: betweenLayers },
    last: layerRate.describe('Of the layer that gives the outputs.'),
  })
  .describe(
    'Learning rates by layer of a network, as PyTorch’s parameter groups have them: { "first": 0.1, "last": 0.01 }. A layer that is not named has lr; a schedule changes each rate as it would change lr.',
  );
export type LayerChoice = z.infer<typeof layerRatesSchema>;

const optimizerChoiceSchema = z.strictObject({
  optimizer: z.string().meta({
    description:
      'The optimizer: its id or, of a rule of your own, the path of its .optimizer file, such as "./mine.optimizer", relative to this file.',
    table: 'optimizers',
  }),
  lr: ratesSchema
    .optional()
    .describe('Learning rates of this optimizer alone, in place of the experiment’s.'),
  layer_lr: layerRatesSchema.optional(),
  hyperparameters: settingsGridSchema
    .optional()
    .describe(
      'Other hyperparameters and options by name, such as beta1 or amsgrad; what is not given has the rule’s default. A list, or a range of numbers, tries several values of one: "momentum": [0.9, 0.95], "weight_decay": { "from": 1e-5, "to": 0.1, "count": 5 }.',
    ),
  schedule: scheduleSchema
    .optional()
    .describe('Schedule of this optimizer alone, in place of the experiment’s.'),
});

export const stopSchema = z.strictObject({
  target: positive
    .optional()
    .describe('Loss that a run is to reach; of a model, the running mean over one epoch.'),
  patience: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Models: evaluations in a row that bring no lower loss; early stopping.'),
  seconds: positive.optional().describe('Computing time of a run, in seconds.'),
});

export const engineChoiceSchema = z.literal(['auto', 'cpu', 'gpu', 'float64']);

/** What is kept of each run. */
export const recordChoiceSchema = z.literal(['steps', 'thinned', 'evaluations', 'score']);

export const experimentSchema = z.strictObject({
  title: z
    .string()
    .max(200)
    .optional()
    .describe('Shown above the chart. Default: the parts of the experiment.'),
  problem: problemSchema.describe('What to minimize: a surface, or a model on a data set or CSV file.'),
  optimizers: z
    .array(optimizerChoiceSchema)
    .min(1)
    .max(mostOptimizers)
    .describe('The optimizers to compare.'),
  lr: ratesSchema
    .optional()
    .describe(
      'Learning rates; each optimizer without its own runs with each. A list, or a range such as { "from": 1e-4, "to": 1, "count": 9 }. Not needed where each optimizer has its own.',
    ),
  schedule: scheduleSchema.optional(),
  scale_lr: z
    .strictObject({
      base_batch_size: z.int().min(1).describe('The batch size to which the learning rates belong.'),
      rule: z.enum(['linear', 'sqrt']).default('linear').describe('How the rate follows the batch size.'),
    })
    .optional()
    .describe(
      'Scales the learning rates with the batch size, as the linear scaling rule does; of a batch size with stages, with the first, since batches that grow stand for a rate that falls.',
    ),
  batch_size: listOf(batchSizeSchema)
    .default([usualBatchSize])
    .describe(
      'Batch sizes; "full" is batch gradient descent. In place of one, { "stages": [{ "size": 32, "epochs": 10 }, { "size": 128 }] } has batches grow, or shrink, as a run goes on. Surfaces have no data and ignore it.',
    ),
  seed: seedsSchema
    .default([0])
    .describe(
      'Seeds for initial weights and batch order: a list, or { "from": 0, "count": 10 }. The same seed gives the same run, bit for bit on one machine and engine. On a surface they draw the starts where problem.start_range is given; without it nothing is random there, and they are ignored.',
    ),
  steps: z.int().min(1).max(largestSteps).optional().describe('Surfaces: how many steps.'),
  epochs: z.int().min(1).max(largestEpochs).optional().describe('Models: how many passes over the data.'),
  evaluate_every: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe(
      'Models: epochs from one evaluation to the next; more where they would take above 20 ms and 5 % of the time. Default: 1.',
    ),
  stop: stopSchema
    .optional()
    .describe('What ends a run before its last step, whichever comes first. Default: nothing does.'),
  target: positive.optional().describe('Loss that counts as solved, for "steps to".'),
  step_along: z
    .literal(['w0', 'w1'])
    .optional()
    .describe(
      'Surfaces, in lessons: draws beside the loss how long each step along this parameter is, divided by the learning rate; w0 goes across, w1 up.',
    ),
  map: mapSchema.optional(),
  compare: compareSchemaOf(
    z.union([surfaceProblemSchema, formulaProblemSchema, dataProblemSchema]),
  ).optional(),
  record: recordChoiceSchema
    .optional()
    .describe(
      'What is kept of each run: "steps", the loss after every step; "thinned", at most 10,000 points that keep the shape of the curve; "evaluations", those of models alone; "score", where it ended. What is kept changes nothing about the run. Default: "steps" up to 5 million steps over all runs, else "thinned".',
    ),
  engine: engineChoiceSchema
    .optional()
    .describe(
      'How networks are trained: "auto" in single precision, on the GPU where that was measured to be much faster here, else on the processor; "cpu" in single precision on the processor, never on the GPU; "gpu" in single precision on the GPU, or as "cpu" where that can’t be used; "float64" in double precision on the processor, ten to forty times slower. Surfaces are computed in double precision, on the processor, and with "gpu" in single precision on the GPU: a loss below about 1e-14 of its terms is rounding there. Maps of surfaces go to the GPU with "auto", too, where the processor takes long. Default: what the setting optimizerPlayground.engine says, which is "auto".',
    ),
});

/** An experiment that runs has the rules of its paths with it. */
export const keptExperimentSchema = experimentSchema.extend({
  optimizers: z
    .array(optimizerChoiceSchema.extend({ rule: ownRuleSchema.optional() }))
    .min(1)
    .max(mostOptimizers),
});
export type Experiment = z.infer<typeof keptExperimentSchema>;
export type RecordChoice = z.infer<typeof recordChoiceSchema>;
