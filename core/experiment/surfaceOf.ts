import { findSurface } from '../problems/surfaces/index.ts';
import type { Surface } from '../problems/surfaces/surface.ts';
import { describeSurface } from '../problems/surfaces/typed/describeSurface.ts';
import { parseSurface } from '../problems/surfaces/typed/parseSurface.ts';
import { valleySurface } from '../problems/surfaces/valley.ts';
import { trainsOnData } from './modelProblem.ts';
import type { Problem } from './schema.ts';

/** The last typed surface: looking for its minima takes longer than asking again. */
let last: { readonly key: string; readonly surface: Surface } | undefined;

/**
 * The surface of a problem, of the table or typed; undefined where the problem has data or names no surface.
 * @throws {SurfaceError} if a formula is wrong.
 */
export function surfaceOf(problem: Problem): Surface | undefined {
  if (trainsOnData(problem)) return undefined;
  if ('surface' in problem) {
    const { surface, condition } = problem;
    return surface === 'valley' && condition ? valleySurface(condition) : findSurface(surface);
  }
  const key = JSON.stringify([problem.formula, problem.window]);
  if (last?.key !== key)
    last = { key, surface: describeSurface(parseSurface(problem.formula), problem.window) };
  return last.surface;
}
