import type { DataShape } from '../experiment/dataShape.ts';
import { batchSizesName, learningRatesName, leftOutName, problemName } from '../experiment/describe.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { findOptimizer } from '../optimizers/index.ts';

/**
 * `Two spirals, 2-32-2 network · SGD, Adam · batch 32 · lr 0.01`, or the experiment's own title. What was left out of a
 * CSV file is told in any case.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function raceTitle(experiment: Experiment, shape?: DataShape): string {
  const { title, problem, optimizers, lr, batch_size } = experiment;
  if (title !== undefined) return `${title}${leftOutName(problem, shape)}`;
  const names = optimizers.map((each) => findOptimizer(each.optimizer)?.rule.name ?? each.optimizer);
  const parts = [problemName(problem, shape), [...new Set(names)].join(', ')];
  if (trainsOnData(problem)) parts.push(batchSizesName(batch_size));
  if (optimizers.every((each) => each.lr === undefined)) parts.push(learningRatesName(lr));
  return parts.join(' · ');
}
