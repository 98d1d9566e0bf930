/** From runs of races to what diagnostics are measured by. */

import { titleOfRun } from '../../core/debug/findRuns.ts';
import type { DiagnosticId } from '../../core/diagnostics/index.ts';
import type { ShownRun } from '../../core/protocol/diagnostics.ts';
import { chosenRuns } from '../../core/race/chosenRuns.ts';
import type { ExperimentRun, Race, RaceOrLog } from '../../core/race/race.ts';
import { outlineOf } from '../../core/race/raceOutline.ts';
import type { RunRecord } from '../../core/race/runRecord.ts';
import type { DiagnosedRun } from '../backend/backend.ts';

/** A run of an open race. */
export interface FoundRun {
  readonly race: Race;
  readonly number: number;
  readonly run: ExperimentRun;
}

/** @throws {Error} if there is no such run, or there are no steps to compute again. */
export function findRun(race: RaceOrLog, number: number): FoundRun {
  if (race.log)
    throw new Error(`${race.log.name} is a training log: how its steps were computed isn't known.`);
  const run = race.runs[number];
  if (!run) throw new Error(`The experiment has no run of the number ${number}.`);
  if (run.record.state.stepsDone < 1)
    throw new Error(`${titleOf({ race, number })} has not taken a step yet. Measure it when it has.`);
  return { race, number, run };
}

export function titleOf({ race, number }: Pick<FoundRun, 'race' | 'number'>): string {
  const outline = outlineOf(race).runs[number];
  return outline ? titleOfRun(outline) : race.title;
}

/** Of one race with the colours that they have there; of several with those of a race that had these runs. */
export function shownRuns(found: readonly FoundRun[]): readonly ShownRun[] {
  const races = new Set(found.map(({ race }) => race));
  const looks = races.size === 1 ? found.map(({ run }) => run) : chosenRuns(found).runs;
  return found.map((each, place) => {
    const { color = 0, variant = 0 } = looks[place] ?? {};
    const name = races.size === 1 ? titleOf(each) : `${titleOf(each)} · ${each.race.title}`;
    return { title: name, color, variant, steps: each.run.record.state.stepsDone };
  });
}

export function runToDiagnose(
  { race: { csv }, run: { spec, record } }: FoundRun,
  diagnostics: readonly DiagnosticId[],
): DiagnosedRun {
  return {
    run: { spec, stepsDone: record.state.stepsDone, diagnostics },
    csv: csv && { folder: csv.folder, contentHash: csv.shape.contentHash },
  };
}

/** Losses of a run by the number of steps that it had done. */
export function recordedLosses(record: RunRecord): ReadonlyMap<number, number> {
  const losses = record.get('loss');
  return new Map(
    Array.from({ length: record.length }, (_, index) => [
      record.stepOf(index),
      losses?.at(index) ?? Number.NaN,
    ]),
  );
}
