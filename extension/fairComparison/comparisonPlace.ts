/** What is compared, what is known of it, and by what it is found again. */

import type { ComparisonDriver, StartedRace } from '../../core/fairComparison/comparisonDriver.ts';
import type { ComparisonSpec } from '../../core/fairComparison/comparisonSpec.ts';
import type { ComparisonPlace } from '../../core/protocol/fairComparison.ts';

/** What is compared, and where its data is. */
export interface ComparedExperiment {
  readonly spec: ComparisonSpec;
  /** Of its CSV file; null where it has none. */
  readonly csvFolder: string | null;
}

/** What was known of a comparison before. */
export interface KnownComparison {
  readonly compared: ComparedExperiment;
  readonly looks: readonly number[];
  readonly races: readonly StartedRace[];
}

export function comparisonPlaceOf(
  { spec, csvFolder }: ComparedExperiment,
  { state, races }: Pick<ComparisonDriver, 'state' | 'races'>,
): ComparisonPlace {
  return {
    ...{ experiment: spec.experiment, csvFolder, looks: [...state.looks] },
    races: races.map(({ race, kind, problem, entries, seeds }) => ({
      ...{ id: race.id, kind, problem, seeds: [...seeds] },
      entries: entries.map(({ entrant, trial }) => ({ entrant, trial })),
    })),
  };
}
