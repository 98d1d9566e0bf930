/** How far a race is: of the work of all its runs, since runs may begin in turn and differ in size. */
import type { AnySpec } from '../experiment/runSpec.ts';
import type { RaceOrLog, Run } from './race.ts';
import { hasEnded } from './status.ts';

/** What a step takes beside its examples: about as long as this many of a small network. */
const examplesBeside = 8;

const known = new WeakMap<RaceOrLog, readonly number[]>();

/** From 0 to 1. A run that ends early is done. */
export function shareDone(race: RaceOrLog): number {
  const work = known.get(race) ?? workOf(race);
  known.set(race, work);
  let [done, all] = [0, 0];
  for (const [number, run] of race.runs.entries()) {
    const ofRun = work[number] ?? 0;
    done += ofRun * shareOfRun(run);
    all += ofRun;
  }
  return all === 0 ? 1 : done / all;
}

function shareOfRun({ spec: { steps, stop }, record: { state } }: Run): number {
  if (hasEnded(state.status)) return 1;
  const ofSteps = state.stepsDone / steps;
  if (stop.seconds === undefined || state.stepsPerSecond === 0) return ofSteps;
  const seconds = state.stepsDone / state.stepsPerSecond;
  return Math.min(1, Math.max(ofSteps, seconds / stop.seconds));
}

/** In examples; all runs of a race are of one problem. */
function workOf({ runs }: RaceOrLog): number[] {
  const rows = Math.max(1, ...runs.map(({ spec }) => spec.stepsPerEpoch * sizeOf(spec, 1)));
  return runs.map(({ spec }) => spec.steps * (examplesBeside + sizeOf(spec, rows)));
}

/** Examples of a step; none on a surface. */
function sizeOf({ batchSize }: AnySpec, rows: number): number {
  return batchSize === 'full' ? rows : (batchSize ?? 0);
}
