/** Whether the runs of a lesson's map can be computed: some of them are, from one edge to the other, in float64. */
import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { shapeOfData } from '../experiment/dataShape.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { MapCells } from '../map/mapCells.ts';
import { MapGrid, numbersOfCell, writeScore } from '../map/mapGrid.ts';
import { createScorer } from '../map/scorer.ts';
import type { ExperimentOptions } from './exercise/experimentOptions.ts';
import { dataFor } from './exercise/experiments.ts';
import { lessonMapOf } from './lessonMap.ts';

/** Columns, and rows, that are computed: a map on data would take longer than the races of a lesson together. */
const mostLooks = 8;

/**
 * @returns What is known of these runs.
 * @throws {ExperimentError} if an axis is wrong; RangeError if the data isn't there, or a run can't be made.
 */
export async function examineMap(experiment: Experiment, options: ExperimentOptions = {}): Promise<MapGrid> {
  const { problem } = experiment;
  const data = await dataFor(problem, options);
  const shape = 'csv' in problem && data ? shapeOfData(data) : undefined;
  const { spec, columns, rows } = lessonMapOf(experiment, shape);
  const score = createScorer(spec, { engines: [float64Engine], data, isGivenUp: () => false });
  const grid = new MapGrid(columns.values.length, rows.values.length);
  for (const row of looks(rows))
    for (const column of looks(columns)) {
      const known = await score(columns.values[column] ?? Number.NaN, rows.values[row] ?? Number.NaN);
      if (!known) continue;
      const numbers = new Float64Array(numbersOfCell);
      writeScore(known, numbers, 0);
      grid.take({ cells: Uint32Array.of(row * grid.columns + column), numbers });
    }
  return grid;
}

/** Indices equally far apart, the first and the last included. */
function looks({ values: { length } }: MapCells): number[] {
  const count = Math.min(mostLooks, length);
  return Array.from({ length: count }, (_, look) =>
    Math.round((look * (length - 1)) / Math.max(1, count - 1)),
  );
}
