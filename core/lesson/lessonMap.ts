/** The map of an experiment in a lesson: as the page of maps has it, with fewer cells. */
import type { DataShape } from '../experiment/dataShape.ts';
import { ExperimentError } from '../experiment/errors.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { faultAt } from '../fault.ts';
import { cellsOf, type MapCells } from '../map/mapCells.ts';
import { type MapSpec, mapOfExperiment, settingsOfMap } from '../map/mapSpec.ts';
import { obstacleToSingle } from '../map/singlePrecision.ts';

export interface LessonMap {
  readonly spec: MapSpec;
  readonly columns: MapCells;
  readonly rows: MapCells;
}

/** Columns, and rows: a run on a surface takes microseconds, one on data milliseconds. */
const mostCells = { surface: 128, data: 32 } as const;

/**
 * @param shape Of its data; undefined on surfaces.
 * @throws {ExperimentError} if an axis is wrong.
 */
export function lessonMapOf(experiment: Experiment, shape: DataShape | undefined): LessonMap {
  const spec = mapOfExperiment(experiment, shape);
  const settings = settingsOfMap(spec);
  const most = trainsOnData(experiment.problem) ? mostCells.data : mostCells.surface;
  const cells = (axis: MapSpec['x']) =>
    cellsOf(axis, settings.find(({ name }) => name === axis.setting)?.isWhole ?? false, most);
  const [columns, rows] = [cells(spec.x), cells(spec.y)];
  const obstacle = spec.precision ? obstacleToSingle(spec, [columns, rows]) : null;
  if (obstacle !== null)
    throw new ExperimentError([
      faultAt(['map', 'precision'], spec.precision, `"float64", since ${obstacle}`),
    ]);
  return { spec, columns, rows };
}
