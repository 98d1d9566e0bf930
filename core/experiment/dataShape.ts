/** How large a problem's data is. */
import * as z from 'zod';
import { findDataset } from '../problems/data/index.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { type SplitCounts, splitCounts } from '../problems/data/preparation/splitDataset.ts';
import { trainsOnData } from './modelProblem.ts';
import type { Problem } from './schema.ts';
import { splitOf } from './splitOf.ts';
import { targetUnitsSchema } from './targetUnits.ts';
import { textColumnSchema, textColumnsOf } from './textColumns.ts';

export const dataShapeSchema = z.object({
  /** All of them, those that are held out included. */
  rows: z.int(),
  features: z.int(),
  /** 0 where a number is predicted. */
  classes: z.int(),
  /** Rows that were left out for a missing value; absent where none were. */
  skippedRows: z.int().optional(),
  /** The number to predict in a CSV file's own units; absent where a class is predicted, or the data ships. */
  targetUnits: targetUnitsSchema.optional(),
  /** Of a CSV file: columns of text that hardly help to learn anything; absent where there are none. */
  textColumns: z.array(textColumnSchema).optional(),
  /** SHA-256 of the numbers that were read of a CSV file; absent where the data ships. */
  contentHash: z.string().optional(),
});
export type DataShape = Readonly<z.infer<typeof dataShapeSchema>>;

/** The shape of a data set that ships. That of a CSV file is not known before it is read; surfaces have none. */
export function knownShape(problem: Problem): DataShape | undefined {
  return 'data' in problem ? findDataset(problem.data) : undefined;
}

/**
 * Rows of the problem's data to train on; undefined on surfaces and where the shape is not known.
 * @param shape Default: that of a data set that ships.
 */
export function rowsOf(problem: Problem, shape = knownShape(problem)): number | undefined {
  return countsOf(problem, shape)?.training;
}

/** Rows of each part of the problem's data, as `rowsOf` has those to train on. */
export function countsOf(problem: Problem, shape = knownShape(problem)): SplitCounts | undefined {
  return trainsOnData(problem) && shape ? splitCounts(shape.rows, splitOf(problem)) : undefined;
}

/** @param contentHash Of a file. Default: none. */
export function shapeOfData(
  { training, validation, unused = 0 }: PreparedDataset,
  contentHash?: string,
): DataShape {
  const { features, classes, skippedRows, targetName, targetScale, reading } = training;
  const rows = training.rows + (validation?.rows ?? 0) + unused;
  const deviation = targetScale?.deviations[0];
  const textColumns = reading ? textColumnsOf(reading, rows) : [];
  return {
    ...{ rows, features, classes },
    ...(contentHash !== undefined && { contentHash }),
    ...(skippedRows !== undefined && { skippedRows }),
    ...(textColumns.length > 0 && { textColumns }),
    ...(targetName !== undefined &&
      deviation !== undefined && { targetUnits: { name: targetName, deviation } }),
  };
}
