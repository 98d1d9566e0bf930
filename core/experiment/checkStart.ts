import { type Fault, faultAt } from '../fault.ts';
import { drawStart } from '../problems/surfaces/drawStart.ts';
import { notFiniteAt } from '../problems/surfaces/finiteAt.ts';
import type { SurfaceProblem } from './drawnStart.ts';
import { surfaceOf } from './surfaceOf.ts';

/**
 * Whether runs can begin where a surface's problem says. What is chosen in its place is finite.
 * @param path Of the problem in its experiment. Default: `problem`.
 * @throws {SurfaceError} if a formula is wrong.
 */
export function checkStart(problem: SurfaceProblem, path: readonly PropertyKey[] = ['problem']): Fault[] {
  const { start, start_range } = problem;
  const surface = start || start_range ? surfaceOf(problem) : undefined;
  if (!surface) return [];
  if (start && start_range) {
    const expected = 'either start, where all runs begin, or start_range, from which each seed draws its own';
    return [faultAt([...path, 'start_range'], start_range, expected)];
  }
  if (start_range)
    return drawStart(surface, start_range, 0) ? [] : [nowhereIn(problem, surface.window, path)];
  const wrong = start ? notFiniteAt(surface, start) : null;
  if (wrong === null) return [];
  const other = `[${surface.start.join(', ')}]`;
  const expected = `a place where the loss and its slope are finite, such as ${other}; here ${wrong}`;
  return [faultAt([...path, 'start'], start, expected)];
}

function nowhereIn({ start_range }: SurfaceProblem, window: object, path: readonly PropertyKey[]): Fault {
  const expected = `a part of the plane where the loss and its slope are finite at some points, such as ${JSON.stringify(window)}`;
  return faultAt([...path, 'start_range'], start_range, expected);
}
