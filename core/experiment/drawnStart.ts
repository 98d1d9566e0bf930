/** Surfaces on which each seed starts at a point of its own. */
import { drawStart } from '../problems/surfaces/drawStart.ts';
import { type ModelProblem, trainsOnData } from './modelProblem.ts';
import type { LogSpec } from './runSpec.ts';
import type { Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

export type SurfaceProblem = Exclude<Problem, ModelProblem>;

/** Whether its runs differ by their seeds: first weights and batches, or starts. */
export function isRandom(problem: Problem): boolean {
  return trainsOnData(problem) || problem.start_range !== undefined;
}

/** The problem of a run, which has the start that its seed draws beside the range. */
export function problemOfSeed(problem: Problem, seed: number): Problem {
  if (trainsOnData(problem) || !problem.start_range) return problem;
  const surface = surfaceOf(problem);
  const start = surface && drawStart(surface, problem.start_range, seed);
  return start ? { ...problem, start: [...start] } : problem;
}

/** The problem that an experiment has, of that of a run: the seed draws the start again. */
export function withoutDrawnStart<Given extends Problem | LogSpec['problem']>(problem: Given): Given {
  if (!('start_range' in problem) || problem.start_range === undefined) return problem;
  const { start: _, ...others } = problem;
  return others as Given;
}
