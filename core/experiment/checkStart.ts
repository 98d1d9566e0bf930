import { type Fault, faultAt } from '../fault.ts';
import { notFiniteAt } from '../problems/surfaces/finiteAt.ts';
import type { ModelProblem } from './modelProblem.ts';
import type { Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

/**
 * Whether runs can begin where a surface's problem says. What is chosen in its place is finite.
 * @throws {SurfaceError} if a formula is wrong.
 */
export function checkStart(problem: Exclude<Problem, ModelProblem>): Fault[] {
  const { start } = problem;
  const surface = start && surfaceOf(problem);
  const wrong = surface ? notFiniteAt(surface, start) : null;
  if (!surface || wrong === null) return [];
  const other = `[${surface.start.join(', ')}]`;
  const expected = `a place where the loss and its slope are finite, such as ${other}; here ${wrong}`;
  return [faultAt(['problem', 'start'], start, expected)];
}
