/** Races of a comparison whose runs are over at once, with losses that a function of the run gives. */

import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import type { ComparisonSpec } from '../../../core/fairComparison/comparisonSpec.ts';
import {
  type ComparisonRace,
  type ComparisonState,
  firstState,
} from '../../../core/fairComparison/comparisonState.ts';
import { nextRaces, type PlannedRace } from '../../../core/fairComparison/nextRaces.ts';
import { createRace } from '../../../core/race/race.ts';
import type { RecordPiece } from '../../../core/race/runRecord.ts';

/** The evaluated loss at the end; NaN: it diverges. */
export type LossOf = (run: RunSpec) => number;

export function rateOf({ hyperparameters }: RunSpec): number {
  return Number(hyperparameters['lr']);
}

/** What a run of this loss has recorded when it is over. */
export function endPiece(spec: RunSpec, lossOf: LossOf): RecordPiece {
  const loss = lossOf(spec);
  const hasDiverged = Number.isNaN(loss);
  return {
    ...{ firstPoint: 0, points: {} },
    evaluations: [
      { step: 0, loss: 2.3, accuracy: 0.1 },
      ...(hasDiverged ? [] : [{ step: spec.steps, loss, accuracy: Math.max(0, 1 - loss) }]),
    ],
    state: {
      status: hasDiverged
        ? { kind: 'diverged', step: 3, reason: 'loss rose', hint: 'try a lower rate' }
        : { kind: 'finished' },
      engine: { precision: 'float64', threads: 1, description: 'CPU, float64' },
      stepsDone: hasDiverged ? 3 : spec.steps,
      ...{ loss, best: loss, reached: null, stepsPerSecond: 100 },
    },
  };
}

function raceOf({ experiment, ...outline }: PlannedRace, id: string, lossOf: LossOf): ComparisonRace {
  const race = createRace(experiment, { id, startedAt: 0 });
  race.phase = 'ended';
  for (const { spec, record } of race.runs) record.append(endPiece(spec, lossOf));
  return { ...outline, race };
}

/** One stage further. */
export function advanced(state: ComparisonState, lossOf: LossOf): ComparisonState {
  const races = nextRaces(state).map((planned, index) =>
    raceOf(planned, `race-${state.races.length + index}`, lossOf),
  );
  return { ...state, races: [...state.races, ...races] };
}

/** As far as it goes. */
export function completed(spec: ComparisonSpec, lossOf: LossOf, from = firstState(spec)): ComparisonState {
  let state = from;
  for (let stage = 0; stage < 20 && nextRaces(state).length > 0; stage++) state = advanced(state, lossOf);
  return state;
}
