/** From a run of a race to what its steps are computed again by. */
import type { DebuggedBranch } from '../../core/debug/debugMessages.ts';
import { titleOfRun } from '../../core/debug/findRuns.ts';
import { type InspectedCurve, inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { RunToInspect } from '../../core/debug/inspector/inspection.ts';
import type { RunChoice } from '../../core/protocol/inspector.ts';
import type { ExperimentRun, Race, RaceOrLog } from '../../core/race/race.ts';
import { outlineOf } from '../../core/race/raceOutline.ts';
import type { RunRecord } from '../../core/race/runRecord.ts';
import type { InspectedRun } from '../backend/openThreads.ts';

/**
 * @param branch What was set in the debugger. Default: nothing.
 * @throws {Error} if there is no such run, or there are no steps to compute again.
 */
export function runToInspect(
  race: RaceOrLog,
  number: number,
  branch: DebuggedBranch | null = null,
): { run: InspectedRun; record: RunRecord } {
  if (race.log)
    throw new Error(`${race.log.name} is a training log: how its steps were computed isn't known.`);
  const found = race.runs[number];
  if (!found) throw new Error(`The experiment has no run of the number ${number}.`);
  const { spec, record } = found;
  if (record.state.stepsDone < 1)
    throw new Error(`${titleOf(race, number)} has not taken a step yet. Inspect it when it has.`);
  return { record, run: inspected(race, spec, record, branch) };
}

function inspected(
  { csv }: Race,
  spec: ExperimentRun['spec'],
  record: RunRecord,
  branch: DebuggedBranch | null,
): InspectedRun {
  const recorded = branch ? lossesOfBranch(record, branch) : lossesOf(record);
  // A branch may go on where the run ended.
  const stepsDone = branch ? spec.steps : record.state.stepsDone;
  return {
    run: { spec, stepsDone, recorded, edits: branch?.edits ?? [] },
    csv: csv && { folder: csv.folder, contentHash: csv.shape.contentHash },
  };
}

function lossesOf(record: RunRecord): RunToInspect['recorded'] {
  const { length } = record;
  const losses = record.get('loss');
  const steps = Float64Array.from({ length }, (_, index) => record.stepOf(index));
  return { steps, losses: losses?.slice() ?? new Float64Array() };
}

/** Those of the run up to where the first value was set, and then as far as the debugger has come. */
function lossesOfBranch(record: RunRecord, { fromStep, losses }: DebuggedBranch): RunToInspect['recorded'] {
  const before = lossesOf(record);
  const kept = before.steps.findIndex((step) => step >= fromStep - 1);
  const count = Math.min(kept < 0 ? before.steps.length : kept, before.losses.length);
  return {
    steps: Float64Array.from([...before.steps.subarray(0, count), ...losses.map((_, i) => fromStep - 1 + i)]),
    losses: Float64Array.from([...before.losses.subarray(0, count), ...losses]),
  };
}

export function curveOf({ recorded: { steps, losses } }: RunToInspect): InspectedCurve {
  return inspectedCurve(
    steps.length,
    (index) => steps[index] ?? 0,
    (index) => losses[index] ?? Number.NaN,
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
