/** The field `compare` of experiments: how its optimizers are compared fairly. */
import * as z from 'zod';
import { axisSchema } from '../map/mapSchema.ts';

/** `steps`, `samples`, `seconds`: until the loss is at or below the target. */
export const judgeKinds = ['final loss', 'best loss', 'accuracy', 'steps', 'samples', 'seconds'] as const;
export type JudgeKind = (typeof judgeKinds)[number];

/** Trials of one optimizer. */
export const mostTrials = 64;

/** @param problem Of a data set that ships, or a surface. */
export function compareSchemaOf<Problem extends z.ZodType>(problem: Problem) {
  return z
    .strictObject({
      trials: z
        .int()
        .min(2)
        .max(mostTrials)
        .optional()
        .describe(
          'How many points of its search space are tried of each optimizer. Default: 7, or as many as lr has values.',
        ),
      search: z
        .array(axisSchema)
        .max(6)
        .optional()
        .describe(
          'Hyperparameters that are tuned beside the learning rate, by name or with their range, such as ["momentum", "beta2"]; an optimizer is tuned in those that it has. Trials are quasi-random points then, the same for those that are shared. Default: none, and the rates lie on a logarithmic grid.',
        ),
      judge: z
        .literal(judgeKinds)
        .default('final loss')
        .describe(
          'What is compared: "final loss", "best loss", "accuracy", or "steps", "samples" or "seconds" until the evaluated loss is at or below target. On a surface "final loss", "best loss" or "steps".',
        ),
      tuning_seeds: z
        .int()
        .min(1)
        .max(100)
        .default(3)
        .describe('On how many seeds each trial is run. The best trial has the lowest median.'),
      seeds: z
        .int()
        .min(2)
        .max(200)
        .default(10)
        .describe(
          'On how many fresh seeds, that tuning never saw, the best trial of each optimizer is judged.',
        ),
      problems: z
        .array(problem)
        .max(20)
        .optional()
        .describe(
          'Further problems on which the same is done: data sets that ship or, beside a surface, surfaces and formulas. Default: none.',
        ),
    })
    .describe(
      'How the command Compare Fairly tunes and judges the optimizers: the same number of trials and of gradient evaluations for each, judged on fresh seeds and on rows that tuning never saw or, on a surface, from starts that it never saw.',
    );
}
