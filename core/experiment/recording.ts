/** How much of each run of an experiment is kept. */
import { type Fault, faultAt } from '../fault.ts';
import { mostCurves, mostPoints } from './limits.ts';
import type { Experiment, RecordChoice } from './schema.ts';

/** A curve is no wider than a screen: more points than this change nothing that can be seen. */
const mostPointsOfRun = 10_000;

/** What is kept of the runs of a race. */
export interface Recording {
  readonly keep: RecordChoice;
  /** How many points of a run are kept at most, where they are thinned. */
  readonly points: number;
  /** Loss that counts as solved; null where none is set. */
  readonly target: number | null;
}

/** @param steps Of each run. */
export function recordingOf({ record, target }: Experiment, steps: readonly number[]): Recording {
  const runs = Math.max(1, steps.length);
  const automatic = runs > mostCurves ? 'score' : pointsOf(steps) <= mostPoints ? 'steps' : 'thinned';
  return {
    keep: record ?? automatic,
    points: Math.min(mostPointsOfRun, Math.floor(mostPoints / runs)),
    target: target ?? null,
  };
}

/**
 * What an experiment asks to keep, and can't.
 * @param stepsOf Gives the steps of each run, of which there may be many.
 */
export function checkRecording({ record }: Experiment, stepsOf: () => readonly number[]): Fault[] {
  if (record === undefined || record === 'score') return [];
  const steps = stepsOf();
  const [runs, points] = [steps.length, pointsOf(steps)].map((count) => count.toLocaleString('en'));
  if (steps.length > mostCurves)
    return [
      faultAt(['record'], record, `"score" for ${runs} runs: the curves of at most ${mostCurves} are kept`),
    ];
  if (record !== 'steps' || pointsOf(steps) <= mostPoints) return [];
  const most = mostPoints.toLocaleString('en');
  return [
    faultAt(['record'], record, `"thinned" for ${points} points over all runs: at most ${most} are kept`),
  ];
}

/** Of curves with a point at the start and after every step. */
function pointsOf(steps: readonly number[]): number {
  return steps.reduce((sum, each) => sum + each + 1, 0);
}
