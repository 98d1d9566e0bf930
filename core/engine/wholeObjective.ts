import { createBatches } from '../problems/data/batches.ts';
import { modelObjective } from '../problems/models/modelObjective.ts';
import type { Objective } from '../problems/objective.ts';
import { createRandom } from '../random.ts';
import type { Task } from './engine.ts';

/** The loss that a run minimizes, over all rows that it trains on. */
export function wholeObjective(task: Task): Objective {
  if (task.kind === 'surface') return task.objective;
  const { rows } = task.model.training;
  return modelObjective({
    ...task.model,
    batchesFrom: () => createBatches(rows, rows, createRandom(0)),
    batchSize: rows,
  });
}
