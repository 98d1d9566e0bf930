/** A problem as a fair comparison has it: what is random on it, and what it is tuned and judged by. */
import { type DataShape, knownShape } from '../experiment/dataShape.ts';
import { problemName } from '../experiment/describe.ts';
import type { SurfaceProblem } from '../experiment/drawnStart.ts';
import { type ModelProblem, trainsOnData } from '../experiment/modelProblem.ts';
import type { Problem } from '../experiment/schema.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { splitCounts } from '../problems/data/preparation/splitDataset.ts';

export interface ComparedProblem {
  readonly name: string;
  /** With rows to tune by and rows to judge by or, of a surface, with the range of its starts. */
  readonly problem: Problem;
  /** None of a surface. */
  readonly rows: { readonly training: number; readonly validation: number; readonly test: number };
  /** Of its data; undefined of a surface. */
  readonly shape: DataShape | undefined;
}

/** Of the rows, where the experiment says nothing. */
const usualShare = 0.2;

/** @param shape Of its data. Default: that of a data set that ships. */
export function comparedProblem(given: Problem, shape = knownShape(given)): ComparedProblem {
  if (!trainsOnData(given)) return comparedSurface(given);
  if (!shape) throw new RangeError('shape = undefined — expected that of the data');
  const { evaluate_on, ...others } = given;
  const validation = others.validation || shareBeside(others.test ?? 0);
  const problem = { ...others, validation, test: others.test || shareBeside(validation) };
  return { name: problemName(problem, shape), problem, rows: splitCounts(shape.rows, problem), shape };
}

/** Starts are what is random there: from one place nobody knows what holds from others. */
function comparedSurface(given: SurfaceProblem): ComparedProblem {
  const { start, ...others } = given;
  const window = surfaceOf(given)?.window;
  if (!window) throw new RangeError('surface = undefined — expected one of the table, or a formula');
  const { x, y } = given.start_range ?? window;
  const condition = 'condition' in given ? given.condition : undefined;
  return {
    // By which two valleys are told apart.
    name: `${problemName(given)}${condition === undefined ? '' : `, condition ${condition}`}`,
    problem: { ...others, start_range: { x: [...x], y: [...y] } },
    rows: { training: 0, validation: 0, test: 0 },
    shape: undefined,
  };
}

/** Most rows are to train on, also where the person holds many out. */
function shareBeside(other: number): number {
  return Math.min(usualShare, (1 - other) / 3);
}

/** The problem of a race: tuned by one part of the data and judged by another. */
export function problemOfStage({ problem }: ComparedProblem, rows: 'validation' | 'test'): Problem {
  return trainsOnData(problem) ? withRows(problem, rows) : problem;
}

function withRows(problem: ModelProblem, rows: 'validation' | 'test'): Problem {
  return { ...problem, evaluate_on: rows };
}
