/** What is wrong with the further problems that optimizers are compared on. */
import { type Fault, faultAt } from '../../fault.ts';
import { datasets, findDataset } from '../../problems/data/index.ts';
import { surfaces } from '../../problems/surfaces/index.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';
import { checkStart } from '../checkStart.ts';
import type { SurfaceProblem } from '../drawnStart.ts';
import { describeFormulaFault } from '../formulaFault.ts';
import { trainsOnData } from '../modelProblem.ts';
import type { Experiment } from '../schema.ts';
import { surfaceOf } from '../surfaceOf.ts';

type OtherProblem = NonNullable<NonNullable<Experiment['compare']>['problems']>[number];

export function checkProblems({ problem, compare }: Experiment): Fault[] {
  const isOnData = trainsOnData(problem);
  return (compare?.problems ?? []).flatMap((other, index) => {
    const path = ['compare', 'problems', index];
    if (trainsOnData(other) !== isOnData) return [faultAt(path, nameOf(other), kindWanted(isOnData))];
    if (trainsOnData(other)) return findDataset(other.data) ? [] : [noSuch(path, 'data', other.data)];
    return onSurface(other, path);
  });
}

/** Epochs, rows and batches are of data, steps and starts of surfaces: one budget is for one kind. */
function kindWanted(isOnData: boolean): string {
  return isOnData
    ? 'data, as the problem is: a surface has no epochs and no rows. Compare on surfaces in an experiment of their own'
    : 'a surface or a formula, as the problem is: data has epochs and rows. Compare on data in an experiment of its own';
}

function onSurface(other: SurfaceProblem, path: readonly PropertyKey[]): Fault[] {
  if ('formula' in other) {
    const fault = describeFormulaFault(other, path);
    return fault ? [fault] : checkStart(other, path);
  }
  if (!surfaceOf(other)) return [noSuch(path, 'surface', other.surface)];
  if (other.condition !== undefined && other.surface !== 'valley')
    return [faultAt([...path, 'condition'], other.condition, 'none: only the valley has one')];
  return checkStart(other, path);
}

function noSuch(path: readonly PropertyKey[], field: 'data' | 'surface', name: string): Fault {
  const ids = (field === 'data' ? datasets : surfaces).map(({ id }) => id);
  return faultAt([...path, field], name, `one of ${ids.join(', ')}${didYouMean(name, ids)}`);
}

function nameOf(problem: OtherProblem): string {
  if ('data' in problem) return problem.data;
  return 'surface' in problem ? problem.surface : problem.formula;
}
