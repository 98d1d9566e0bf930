/** Brings the interrupted runs of a race back to where they go on. */
import { runId } from '../experiment/runSpec.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import type { ExperimentRun, Race } from '../race/race.ts';
import { beforeStart } from '../race/runRecord.ts';
import type { KeptCheckpoint } from './checkpointFile.ts';

export interface ContinuedRuns {
  /** Of the runs that go on, by their numbers. */
  readonly from: ReadonlyMap<number, KeptCheckpoint>;
  /** How many runs had done steps and begin again, since there is no checkpoint of them that they could go on from. */
  readonly again: number;
}

/** Runs that wait then; those that had ended stay as they are. What was recorded behind their checkpoints is taken back. */
export function continueRuns(race: Race, kept: ReadonlyMap<number, KeptCheckpoint>): ContinuedRuns {
  const from = new Map<number, KeptCheckpoint>();
  let again = 0;
  for (const [number, run] of race.runs.entries()) {
    const { record } = run;
    if (record.state.status.kind !== 'interrupted') continue;
    const found = kept.get(number);
    const status = { kind: 'queued' } as const;
    if (found && isOf(found, run, race)) {
      from.set(number, found);
      record.truncate(found.checkpoint.recorder, { ...found.checkpoint.state, status });
      continue;
    }
    if (record.state.stepsDone > 0) again++;
    record.truncate({ points: 0, evaluations: 0 }, { ...beforeStart, status });
  }
  race.phase = 'running';
  return { from, again };
}

/** Whether it is a checkpoint of this run, by the rule as it is now, and the record has all that led there. */
function isOf({ id, checkpoint }: KeptCheckpoint, { spec, record }: ExperimentRun, { csv }: Race): boolean {
  const { id: expected, ...rest } = spec;
  return (
    id === expected &&
    runId(rest, ruleOf(spec), csv?.shape.contentHash) === expected &&
    record.has(checkpoint.recorder)
  );
}
