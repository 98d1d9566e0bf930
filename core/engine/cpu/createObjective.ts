import type { RunSpec } from '../../experiment/expand.ts';
import type { Dataset } from '../../problems/data/dataset.ts';
import { modelObjective } from '../../problems/models/modelObjective.ts';
import type { Objective } from '../../problems/objective.ts';
import { findSurface } from '../../problems/surfaces/index.ts';
import { surfaceObjective } from '../../problems/surfaces/surfaceObjective.ts';

/**
 * The objective of a run.
 * @param dataset Gives a data set by its id.
 * @throws {RangeError} if there is no such surface.
 */
export function createObjective(run: RunSpec, dataset: (id: string) => Dataset): Objective {
  const { problem, batchSize, seed } = run;
  if ('surface' in problem) {
    const surface = findSurface(problem.surface);
    if (!surface)
      throw new RangeError(`problem.surface = ${problem.surface} — expected a surface of the table`);
    return surfaceObjective(surface, problem.start);
  }
  const data = dataset(problem.data);
  const size = batchSize === 'full' || batchSize === null ? data.rows : batchSize;
  return modelObjective(data, problem.hidden, size, seed ?? 0);
}
