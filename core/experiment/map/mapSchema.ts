/** The field `map` of experiments: what the axes of a map of hyperparameters are. */
import * as z from 'zod';

const settingWords =
  'lr or another hyperparameter of the optimizer; "start_x" and "start_y" of a surface, "condition" of the valley; "batch_size", "seed", "lr_first" and "lr_last", the rates of the first and of the last layer, where there is data';

export const axisSchema = z.union([
  z.string().max(100),
  z.strictObject({
    setting: z.string().max(100).describe(`What changes along the axis: ${settingWords}.`),
    from: z.number().optional().describe('The first value. Default: of the setting.'),
    to: z.number().optional().describe('The last value. Default: of the setting.'),
    scale: z
      .enum(['linear', 'log', 'one minus log'])
      .optional()
      .describe(
        'How values lie along the axis; "one minus log" has 0.9, 0.99 and 0.999 equally far apart. Default: of the setting.',
      ),
  }),
]);
export type AxisChoice = z.infer<typeof axisSchema>;

export const mapSchema = z
  .strictObject({
    x: axisSchema.describe(
      `The x axis: the name of a setting, or a setting with its range. ${settingWords}.`,
    ),
    y: axisSchema.describe('The y axis: another setting.'),
    precision: z
      .enum(['float64', 'float32'])
      .optional()
      .describe(
        'How the runs on a surface are computed on the processor: "float32", in single precision, takes half to two thirds of the time and has six digits or so; what it can’t compute so is in double precision, and the map says why. Networks have the precision of "engine". Default: "float64".',
      ),
  })
  .describe(
    'Two settings whose whole plane is drawn, a run a cell, by the command Map Hyperparameters; of several runs of the experiment the first is the one that is changed.',
  );
export type MapChoice = z.infer<typeof mapSchema>;
