/** What a map is called. */
import type { DataShape } from '../experiment/dataShape.ts';
import { problemName } from '../experiment/describe.ts';
import { clipped } from '../format.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import type { MapSpec } from './mapSpec.ts';

/** A formula may be of any length. */
const longestProblem = 60;

/** `Momentum on Rosenbrock` */
export function titleOfMap(spec: MapSpec, shape: DataShape | undefined): string {
  return `${optimizerOfMap(spec)} on ${clipped(problemName(spec.run.problem, shape), longestProblem)}`;
}

export function optimizerOfMap({ run }: MapSpec): string {
  return ruleOf(run)?.name ?? run.optimizer;
}
