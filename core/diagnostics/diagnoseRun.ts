/** Diagnostics of a run that has been: it is computed again, as the debugger does, and looked at on its way. */
import { Replay } from '../debug/replay.ts';
import { taskOf } from '../engine/createRunner.ts';
import { wholeObjective } from '../engine/wholeObjective.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { modelObjective } from '../problems/models/modelObjective.ts';
import { type DiagnosticId, diagnostics } from './index.ts';
import type { Reading } from './measuredSeries.ts';
import { measuredSteps, sampledSteps } from './sampledSteps.ts';
import { seenStep } from './seenStep.ts';

/** A run, and what is to be measured of it. */
export interface RunToDiagnose {
  readonly spec: RunSpec;
  /** How many steps it has done. */
  readonly stepsDone: number;
  readonly diagnostics: readonly DiagnosticId[];
}

/** What was measured of a step. */
export interface MeasuredStep {
  /** Counted from 1. */
  readonly step: number;
  /** On its mini-batch, before it: by it one tells whether the run is the same as the one that was recorded. */
  readonly loss: number;
  readonly readings: Partial<Record<DiagnosticId, Reading>>;
}

/** Null: some steps were taken that are not looked at. */
export interface DiagnosisNews {
  readonly stepsDone: number;
  readonly measured: MeasuredStep | null;
}

/** Steps between two words of how far it is. */
const stepsBetweenNews = 100;

/** Nothing goes back. */
const leastMemory = 1;

/**
 * @param data That of the problem; null on surfaces.
 * @throws {RangeError} if the run asks for a problem or an optimizer that there isn't.
 */
export function* diagnoseRun(
  { spec, stepsDone, diagnostics: ids }: RunToDiagnose,
  data: PreparedDataset | null,
): Generator<DiagnosisNews> {
  const replay = new Replay(spec, data, { mostBytes: leastMemory });
  const task = taskOf(spec, data);
  const whole = wholeObjective(task);
  const batch = task.kind === 'surface' ? task.objective : modelObjective(task.model);
  const sampled = sampledSteps(Math.min(stepsDone, spec.steps));
  const isSampled = new Set(sampled);
  const measures = ids.map((id) => ({
    id,
    steps: new Set(measuredSteps(sampled, diagnostics[id].every)),
    read: diagnostics[id].begin({ spec, task }),
  }));
  const last = sampled.at(-1) ?? 0;
  for (let step = 1; step <= last; step++) {
    const isLookedAt = isSampled.has(step);
    const before = isLookedAt ? replay.parameters.slice() : replay.parameters;
    const { loss } = replay;
    const hyperparameters = isLookedAt ? replay.hyperparameters : {};
    replay.forward();
    if (isLookedAt) {
      const seen = seenStep({
        step,
        before,
        after: replay.parameters.slice(),
        hyperparameters,
        batch,
        whole,
      });
      const readings: MeasuredStep['readings'] = {};
      for (const { id, steps, read } of measures) if (steps.has(step)) readings[id] = read(seen);
      yield { stepsDone: step, measured: { step, loss, readings } };
    } else if (step % stepsBetweenNews === 0) yield { stepsDone: step, measured: null };
    batch.next();
  }
}
