/** How the data of a problem is split, and which of its rows models are evaluated on. */
import type { HeldOutOptions } from '../problems/data/preparation/prepareDataset.ts';
import { type ModelProblem, trainsOnData } from './modelProblem.ts';
import type { AnySpec } from './runSpec.ts';

/** The fields of a problem that say so. */
export type HeldOutFields = Pick<ModelProblem, 'validation' | 'test' | 'evaluate_on'>;

/** Shares of rows, each given. */
export type ProblemSplit = Required<Omit<HeldOutOptions, 'seed'>>;

export function splitOf({ validation = 0, test = 0, evaluate_on }: HeldOutFields): ProblemSplit {
  return { validation, test, evaluateOn: evaluate_on ?? 'validation' };
}

/** Of these, test and validation rows are held out of training. */
type EvaluatedRows = 'training' | 'validation' | 'test';

/** The rows that evaluations are on; null on surfaces. What a log tells of is taken to be held out. */
export function evaluatedRows(problem: AnySpec['problem']): EvaluatedRows | null {
  if ('log' in problem) return 'validation';
  if (!trainsOnData(problem)) return null;
  const { evaluateOn = 'validation', validation = 0 } = splitOf(problem);
  return evaluateOn === 'validation' && validation === 0 ? 'training' : evaluateOn;
}

/** Whether evaluations are on rows that are held out of training. */
export function isHeldOut(problem: AnySpec['problem']): boolean {
  const rows = evaluatedRows(problem);
  return rows === 'validation' || rows === 'test';
}
