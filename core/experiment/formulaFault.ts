import { SurfaceError } from '../problems/surfaces/expression/surfaceError.ts';
import type { Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

type FormulaProblem = Extract<Problem, { formula: string }>;

/** What is wrong with a formula, with the column: it can't be read, or has no finite value; null where it can be minimized. */
export function formulaFault(problem: FormulaProblem): string | null {
  try {
    surfaceOf(problem);
    return null;
  } catch (error) {
    if (error instanceof SurfaceError) return error.message;
    throw error;
  }
}
