/** By which losses a run is told: a network's at its evaluations, a surface's after its steps. */
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { AnySpec } from '../experiment/runSpec.ts';
import type { Evaluation } from '../race/evaluation.ts';
import type { RunRecord } from '../race/runRecord.ts';

interface RecordedRun {
  readonly spec: Pick<AnySpec, 'problem' | 'steps'>;
  readonly record: RunRecord;
}

/** A curve on a surface has so many points: as many of all runs, at the same steps. */
const mostPoints = 200;

/** The curve: on a surface of some steps, evenly spaced, the last among them. */
export function measuredLosses({ spec, record }: RecordedRun): readonly Evaluation[] {
  if (trainsOnData(spec.problem)) return record.evaluations;
  const losses = record.get('loss');
  if (!losses || record.length === 0) return [];
  const every = Math.max(1, Math.ceil(spec.steps / mostPoints));
  const last = record.stepOf(record.length - 1);
  const points: Evaluation[] = [];
  let place = 0;
  for (let step = 0; step <= last; step = step < last ? Math.min(step + every, last) : last + 1) {
    // Of a thinned record the last point that was kept before.
    while (place + 1 < record.length && record.stepOf(place + 1) <= step) place++;
    points.push({ step, loss: losses.at(place) });
  }
  return points;
}

/** The first step at which a measured loss is at or below the target; infinite where none is. */
export function firstStepAt({ spec, record }: RecordedRun, target: number): number {
  if (trainsOnData(spec.problem))
    return record.evaluations.find(({ loss }) => loss <= target)?.step ?? Number.POSITIVE_INFINITY;
  const losses = record.get('loss');
  for (let place = 0; place < record.length; place++)
    if ((losses?.at(place) ?? Number.NaN) <= target) return record.stepOf(place);
  return Number.POSITIVE_INFINITY;
}
