import { parseExperiment } from '../../experiment/parseExperiment.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { ExerciseOf, ExperimentValue } from './exercise.ts';

/**
 * The exercise's experiment with two values in their places, once for each seed or start that has to hold.
 * @throws {ExperimentError} if it can't run with these values.
 */
export function defendedExperiments(
  { experiment, settings, loss, seeds, starts }: ExerciseOf<'defend'>,
  values: readonly number[],
): readonly Experiment[] {
  const parsed = parseExperiment(experiment);
  const { map: _, lr: __, ...rest } = experiment;
  const [{ lr: own, ...choice } = { optimizer: '' }] = parsed.optimizers;
  const given = new Map(settings.map((name, index) => [name, values[index] ?? Number.NaN]));
  const rate = given.get('lr');
  given.delete('lr');
  const hyperparameters = { ...choice.hyperparameters, ...Object.fromEntries(given) };
  const chosen = {
    ...{ ...rest, optimizers: [{ ...choice, hyperparameters }], target: loss },
    lr: rate === undefined ? (own ?? parsed.lr) : [rate],
  };
  return [...withSeeds(chosen, seeds ?? []), ...withStarts(chosen, starts ?? [])].map((each) =>
    parseExperiment(each),
  );
}

function withSeeds(experiment: ExperimentValue, seeds: readonly number[]): ExperimentValue[] {
  return seeds.map((seed) => ({ ...experiment, seed: [seed] }));
}

function withStarts(experiment: ExperimentValue, starts: readonly (readonly number[])[]): ExperimentValue[] {
  const { problem } = experiment;
  return starts.map((start) => ({ ...experiment, problem: { ...Object(problem), start } }));
}
