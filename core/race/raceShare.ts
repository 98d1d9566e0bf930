/** How far a race is: of the work of all its runs, since runs may begin in turn and differ in size. */

import { epochsAfter } from '../epochs.ts';
import type { AnySpec } from '../experiment/runSpec.ts';
import type { RaceOrLog, Run } from './race.ts';
import { hasEnded } from './status.ts';

/** What a step takes beside its examples: about as long as this many of a small network. */
const examplesBeside = 8;

const known = new WeakMap<RaceOrLog, readonly number[]>();

/** From 0 to 1. A run that ends early is done. */
export function shareDone(race: RaceOrLog): number {
  const { rows = 0, runs } = race;
  const work = known.get(race) ?? runs.map(({ spec }) => examplesIn(spec, spec.steps, rows));
  known.set(race, work);
  let [done, all] = [0, 0];
  for (const [number, run] of runs.entries()) {
    const ofRun = work[number] ?? 0;
    done += ofRun * shareOfRun(run, rows);
    all += ofRun;
  }
  return all === 0 ? 1 : done / all;
}

/** @param rows In one pass over the data. */
function shareOfRun({ spec, record: { state } }: Run, rows: number): number {
  if (hasEnded(state.status)) return 1;
  const { stop } = spec;
  const ofSteps = examplesIn(spec, state.stepsDone, rows) / examplesIn(spec, spec.steps, rows);
  if (stop.seconds === undefined || state.stepsPerSecond === 0) return ofSteps;
  const seconds = state.stepsDone / state.stepsPerSecond;
  return Math.min(1, Math.max(ofSteps, seconds / stop.seconds));
}

/** Of so many steps, in examples; on a surface there are none beside. */
function examplesIn({ batchSize, stepsPerEpoch }: AnySpec, steps: number, rows: number): number {
  const epochs = batchSize === null ? 0 : epochsAfter(stepsPerEpoch, steps);
  return examplesBeside * steps + rows * epochs;
}
