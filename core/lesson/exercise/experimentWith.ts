import { parseExperiment } from '../../experiment/parseExperiment.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { ExerciseOf } from './exercise.ts';

/** The exercise's experiment with a value in its place. Throws an ExperimentError where it can't run with that. */
export function experimentWith(
  { experiment, setting, loss, within }: ExerciseOf<'choose'>,
  value: number,
): Experiment {
  const parsed = parseExperiment(experiment);
  const [choice] = parsed.optimizers;
  const given = { ...experiment, steps: within, target: loss };
  if (setting === 'lr') {
    const optimizers = parsed.optimizers.map(({ lr: _, ...others }) => others);
    return parseExperiment({ ...given, optimizers, lr: [value] });
  }
  const hyperparameters = { ...choice?.hyperparameters, [setting]: value };
  return parseExperiment({ ...given, optimizers: [{ ...choice, hyperparameters }] });
}
