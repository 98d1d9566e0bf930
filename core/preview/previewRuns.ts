/** Where runs on a surface would go from another start. */

import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { createRunner } from '../engine/createRunner.ts';
import { mostPreviewedSteps } from '../experiment/limits.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Point } from '../problems/surfaces/surface.ts';

/** A run that nothing is kept of. */
export interface PreviewedRun {
  /** At the start, and after each step. */
  readonly losses: Float64Array;
  /** x and y there, flat. */
  readonly path: Float64Array;
  readonly hasDiverged: boolean;
}

/**
 * In float64, each to its end; the same numbers as a race from there, which a device may compute in single precision.
 * @param now Milliseconds from any clock that runs forward.
 * @throws {RangeError} if they take too many steps, or one is on no surface.
 */
export async function previewRuns(
  specs: readonly RunSpec[],
  start: Point,
  now: () => number,
): Promise<PreviewedRun[]> {
  const steps = specs.reduce((sum, spec) => sum + spec.steps, 0);
  if (steps > mostPreviewedSteps)
    throw new RangeError(`steps = ${steps} over all runs — expected at most ${mostPreviewedSteps}`);
  const runs: PreviewedRun[] = [];
  for (const spec of specs) runs.push(await previewRun(spec, start, now));
  return runs;
}

async function previewRun(spec: RunSpec, start: Point, now: () => number): Promise<PreviewedRun> {
  const { problem, steps } = spec;
  if (trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a surface`);
  const recording = { keep: 'steps', points: steps + 1, target: null } as const;
  const elsewhere: RunSpec = { ...spec, problem: { ...problem, start: [start[0], start[1]] } };
  const runner = await createRunner(elsewhere, null, { engines: [float64Engine], recording, now });
  try {
    await runner.advance(steps, Number.POSITIVE_INFINITY);
    const { points, state } = runner.takePiece();
    return {
      losses: points.loss ?? new Float64Array(),
      path: points.position ?? new Float64Array(),
      hasDiverged: state.status.kind === 'diverged',
    };
  } finally {
    runner.dispose();
  }
}
