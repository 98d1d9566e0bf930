/** From a run of a race to what its steps are computed again by. */
import { titleOfRun } from '../../core/debug/findRuns.ts';
import { type InspectedCurve, inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { RunChoice } from '../../core/protocol/inspector.ts';
import type { ExperimentRun, Race, RaceOrLog } from '../../core/race/race.ts';
import { outlineOf } from '../../core/race/raceOutline.ts';
import type { RunRecord } from '../../core/race/runRecord.ts';
import type { InspectedRun } from '../backend/backend.ts';

/** @throws {Error} if there is no such run, or there are no steps to compute again. */
export function runToInspect(race: RaceOrLog, number: number): { run: InspectedRun; record: RunRecord } {
  if (race.log)
    throw new Error(`${race.log.name} is a training log: how its steps were computed isn't known.`);
  const found = race.runs[number];
  if (!found) throw new Error(`The experiment has no run of the number ${number}.`);
  const { spec, record } = found;
  if (record.state.stepsDone < 1)
    throw new Error(`${titleOf(race, number)} has not taken a step yet. Inspect it when it has.`);
  return { record, run: inspected(race, spec, record) };
}

function inspected({ csv }: Race, spec: ExperimentRun['spec'], record: RunRecord): InspectedRun {
  const { length } = record;
  const losses = record.get('loss');
  const steps = Float64Array.from({ length }, (_, index) => record.stepOf(index));
  return {
    run: {
      ...{ spec, stepsDone: record.state.stepsDone },
      recorded: { steps, losses: losses?.slice() ?? new Float64Array() },
    },
    csv: csv && { folder: csv.folder, contentHash: csv.shape.contentHash },
  };
}

export function curveOf(record: RunRecord): InspectedCurve {
  const losses = record.get('loss');
  return inspectedCurve(
    record.length,
    (index) => record.stepOf(index),
    (index) => losses?.at(index) ?? Number.NaN,
  );
}

/** The runs of the race that have steps. */
export function choicesOf(race: Race): readonly RunChoice[] {
  return outlineOf(race).runs.flatMap((outline, run) => {
    const { color, variant, state } = outline;
    return state.stepsDone < 1 ? [] : [{ run, color, variant, title: titleOfRun(outline) }];
  });
}

export function titleOf(race: RaceOrLog, number: number): string {
  const outline = outlineOf(race).runs[number];
  return outline ? titleOfRun(outline) : race.title;
}

/** Where it diverged; else its first step. */
export function firstStepOf({ state: { status, stepsDone } }: RunRecord): number {
  const step = status.kind === 'diverged' ? status.step : 1;
  return Math.min(Math.max(1, step), stepsDone);
}

/** @returns A sentence; null where the steps are the same bit for bit. */
export function precisionOf({ state }: RunRecord): string | null {
  if (state.engine?.precision !== 'float32') return null;
  return 'The run was computed in float32. Here its steps are computed again in float64, so that late ones may differ from what was recorded.';
}
