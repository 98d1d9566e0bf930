import type { Problem } from './schema.ts';

/** A model on a data set that ships, or on a CSV file. */
export type ModelProblem = Extract<Problem, { data: string } | { csv: string }>;
export type CsvProblem = Extract<Problem, { csv: string }>;

/** Whether the problem is a model on data; if not, it is a surface. */
export function trainsOnData(problem: Problem): problem is ModelProblem {
  return 'data' in problem || 'csv' in problem;
}

/** How an experiment names the data: `digits`, `data/houses.csv`. */
export function dataName(problem: ModelProblem): string {
  return 'csv' in problem ? problem.csv : problem.data;
}
