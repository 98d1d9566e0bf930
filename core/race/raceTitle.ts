import type { DataShape } from '../experiment/dataShape.ts';
import {
  batchSizesName,
  learningRatesName,
  leftOutName,
  optimizersName,
  problemName,
  settingGridsName,
} from '../experiment/describe.ts';
import { isRandom } from '../experiment/drawnStart.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { rateOfSchedule } from '../experiment/scheduleOf.ts';
import type { Experiment } from '../experiment/schema.ts';
import { clipped } from '../format.ts';

/** A formula may be of any length. */
const longestFormula = 60;

/**
 * `Two spirals, 2-32-2 network · SGD, Adam · batch 32 · lr 0.01`, or the experiment's own title. What there are many of is
 * counted: `12 optimizers`. What was left out of a CSV file is told in any case.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function raceTitle(experiment: Experiment, shape?: DataShape): string {
  const { title, problem, optimizers, lr, batch_size, schedule, seed } = experiment;
  if (title !== undefined) return `${title}${leftOutName(problem, shape)}`;
  const seeds = new Set(seed).size;
  const parts = [
    'formula' in problem ? clipped(problem.formula, longestFormula) : problemName(problem, shape),
    optimizersName(optimizers),
  ];
  if (trainsOnData(problem)) parts.push(batchSizesName(batch_size));
  if (schedule && rateOfSchedule(schedule) !== null) parts.push(schedule.name);
  else if (lr && optimizers.every((each) => each.lr === undefined)) parts.push(learningRatesName(lr));
  parts.push(...settingGridsName(optimizers));
  if (isRandom(problem) && seeds > 1) parts.push(`${seeds} seeds`);
  return parts.join(' · ');
}
