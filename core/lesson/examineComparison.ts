/** Whether a lesson's fair comparison can be computed: of each optimizer the first trial is, on one seed, in float64. */
import { shapeOfData } from '../experiment/dataShape.ts';
import type { Experiment } from '../experiment/schema.ts';
import { comparisonSpecOf } from '../fairComparison/comparisonSpec.ts';
import { firstState } from '../fairComparison/comparisonState.ts';
import { nextRaces } from '../fairComparison/nextRaces.ts';
import type { ExperimentOptions } from './exercise/experimentOptions.ts';
import { dataFor, type RanRun, runExperiment } from './exercise/experiments.ts';

/**
 * @returns These runs, of each of its problems: all of them would take longer than the races of a lesson together.
 * @throws {ExperimentError} if its optimizers can't be compared; RangeError if the data isn't there, or a run can't be made.
 */
export async function examineComparison(
  experiment: Experiment,
  options: ExperimentOptions = {},
): Promise<readonly RanRun[]> {
  const { problem } = experiment;
  const data = 'csv' in problem ? await dataFor(problem, options) : null;
  const spec = comparisonSpecOf(experiment, data ? shapeOfData(data) : undefined);
  const ran: RanRun[] = [];
  for (const { experiment: race, entries, seeds } of nextRaces(firstState(spec))) {
    const isFirst = (place: number) =>
      entries.findIndex(({ entrant }) => entrant === entries[place]?.entrant) === place;
    const optimizers = race.optimizers.filter((_, place) => isFirst(place));
    ran.push(...(await runExperiment({ ...race, optimizers, seed: seeds.slice(0, 1) }, options)));
  }
  return ran;
}
