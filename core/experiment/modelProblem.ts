import type { LogSpec } from './runSpec.ts';
import type { Problem } from './schema.ts';

/** A model on a data set that ships, or on a CSV file. */
export type ModelProblem = Extract<Problem, { data: string } | { csv: string }>;
export type CsvProblem = Extract<Problem, { csv: string }>;

/** Whether the problem is a model on data; if not, it is a surface, or nothing is known of it but a log. */
export function trainsOnData(problem: Problem | LogSpec['problem']): problem is ModelProblem {
  return 'data' in problem || 'csv' in problem;
}

/** How an experiment names the data: `digits`, `data/houses.csv`. */
export function dataName(problem: ModelProblem): string {
  return 'csv' in problem ? problem.csv : problem.data;
}
