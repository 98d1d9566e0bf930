/** Scores of runs that are done step by step, from all their losses. */
import { float64Engine } from '../../../../core/engine/cpu/float64Engine.ts';
import { type FusedRun, fuseRun, type Varied } from '../../../../core/engine/cpu/fused/fuseRun.ts';
import { createRunner } from '../../../../core/engine/createRunner.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import type { MapScore } from '../../../../core/map/mapScore.ts';
import { type RecordedRun, record } from '../runs.ts';

/** The fused function of a run that has one. */
export function fused(spec: RunSpec, varied: readonly Varied[], target: number | null = null): FusedRun {
  const made = fuseRun(spec, varied, target);
  if (made.kind === 'fallback') throw new RangeError(`expected a function, not that ${made.reason}`);
  return made.score;
}

/** The run with a value put in place of each thing that differs. */
export function withValues(spec: RunSpec, varied: readonly Varied[], values: readonly number[]): RunSpec {
  let { problem, hyperparameters } = spec;
  for (const [index, each] of varied.entries()) {
    const value = values[index] ?? Number.NaN;
    if (each.kind === 'hyperparameter') hyperparameters = { ...hyperparameters, [each.name]: value };
    else if (each.kind === 'condition') problem = { ...problem, condition: value } as RunSpec['problem'];
    else {
      const { start = [Number.NaN, Number.NaN] } = problem as { start?: readonly [number, number] };
      const moved = each.axis === 'x' ? [value, start[1]] : [start[0], value];
      problem = { ...problem, start: moved } as RunSpec['problem'];
    }
  }
  return { ...spec, problem, hyperparameters };
}

/** Every loss of a run, the start's first. */
export async function recordSpec(spec: RunSpec): Promise<RecordedRun> {
  const recording = { keep: 'steps', points: 0, target: null } as const;
  return record(createRunner(spec, null, { engines: [float64Engine], recording, now: () => 0 }));
}

export function scoreOfLosses({ losses, status }: RecordedRun, target: number | null): MapScore {
  const isDiverged = status.kind === 'diverged';
  const isReached = (step: number) => target !== null && (losses[step] ?? Number.NaN) <= target;
  const last = losses.length - 1;
  let first = 0;
  for (let step = last; step > 0; step--) if (isReached(step)) first = step;
  let forGood = 0;
  for (let step = last; step > 0 && isReached(step); step--) forGood = step;
  return {
    final: isDiverged ? Number.NaN : (losses.at(-1) ?? Number.NaN),
    best: losses.reduce((least, loss) => (loss < least ? loss : least), Number.POSITIVE_INFINITY),
    first,
    forGood: isDiverged ? 0 : forGood,
    divergedAt: isDiverged ? Math.max(1, last) : 0,
  };
}
