import { type Fault, pathName, valueName } from '../fault.ts';
import { SurfaceError } from '../problems/surfaces/expression/surfaceError.ts';
import { didYouMeanField } from './otherField.ts';
import type { Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

type FormulaProblem = Extract<Problem, { formula: string }>;

/** What is wrong with a formula: it can't be read, or no run can begin anywhere; null where it can be minimized. */
export function formulaFault(problem: FormulaProblem): SurfaceError | null {
  try {
    surfaceOf(problem);
    return null;
  } catch (error) {
    if (error instanceof SurfaceError) return error;
    throw error;
  }
}

/** The same of an experiment's field. @param path Of the problem there. Default: `problem`. */
export function describeFormulaFault(
  problem: FormulaProblem,
  path: readonly PropertyKey[] = ['problem'],
): Fault | null {
  const { formula } = problem;
  const fault = formulaFault(problem);
  if (!fault) return null;
  const place = fault.column === null ? ` = ${valueName(formula)} —` : ',';
  const at = [...path, 'formula'];
  const message = `${pathName(at)}${place} ${fault.message}${didYouMeanField('formula', formula)}`;
  return { path: at, message };
}
