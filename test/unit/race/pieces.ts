/** Pieces of records, written down by hand. */

import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import { type Points, type Quantity, quantities } from '../../../core/race/quantities.ts';
import { createRace, type Race, type RaceOptions, type RaceOrLog } from '../../../core/race/race.ts';
import {
  beforeStart,
  type RecordPiece,
  type RunRecord,
  type RunState,
} from '../../../core/race/runRecord.ts';

/** What a test writes down of a piece; numbers of each quantity are flat. */
export interface PieceText extends Partial<Record<Quantity, readonly number[]>> {
  /** Default: 0. */
  readonly firstPoint?: number;
  /** Default: none. */
  readonly evaluations?: readonly Evaluation[];
  /** Default: running; otherwise as before the start. */
  readonly state?: Partial<RunState>;
}

export const quantityNames = Object.keys(quantities) as Quantity[];

export function pieceOf({ firstPoint = 0, evaluations = [], state, ...numbers }: PieceText): RecordPiece {
  const points: Points = {};
  for (const quantity of quantityNames) {
    const given = numbers[quantity];
    if (given) points[quantity] = Float64Array.from(given);
  }
  return {
    firstPoint,
    points,
    evaluations: [...evaluations],
    state: { ...beforeStart, status: { kind: 'running' }, ...state },
  };
}

/** All that a record holds, as plain values. */
export function contentOf(record: RunRecord) {
  const points = quantityNames.flatMap((quantity) => {
    const series = record.get(quantity);
    return series ? [[quantity, [...series.slice()]] as const] : [];
  });
  return { points: Object.fromEntries(points), evaluations: [...record.evaluations], state: record.state };
}

/** @param experiment As a person writes it. */
export function raceOf(experiment: unknown, options: Partial<RaceOptions> = {}): Race {
  return createRace(parseExperiment(experiment), { id: 'race-1', startedAt: 1, ...options });
}

/** The record of a run of the race. @param run Default: its first. */
export function recordOf(race: RaceOrLog, run = 0): RunRecord {
  const found = race.runs[run];
  if (!found) throw new RangeError(`run = ${run} — expected one of ${race.runs.length}`);
  return found.record;
}

/** All that was recorded of runs, but for what depends on time: evaluations are left out where they take too long. */
export function recordedIn({ runs }: Race) {
  return runs.map(({ record }) => {
    const { points, state } = contentOf(record);
    return { points, ...state, stepsPerSecond: 0 };
  });
}
