/** Whether learning rates are in the range that a rule of one's own gives its lr: those that ship take any above 0. */
import { type Fault, faultAt, type Path } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { formatRange, inRange } from '../rule/check/range.ts';
import { type DataShape, knownShape, rowsOf } from './dataShape.ts';
import { trainsOnData } from './modelProblem.ts';
import { ratesOf, rowsOfBatch, scaledRate } from './rates.ts';
import { rateOfSchedule } from './scheduleOf.ts';
import type { Experiment } from './schema.ts';

/** @param shape Of the data; without it no rate is scaled. Default: that of a data set that ships. */
export function checkOwnRates(
  experiment: Experiment,
  shape: DataShape | undefined = knownShape(experiment.problem),
): Fault[] {
  return experiment.optimizers.flatMap((choice, index) => {
    const lr = choice.rule && ruleOf(choice)?.hyperparameters.find(({ name }) => name === 'lr');
    if (!lr) return [];
    const expected = `${formatRange('lr', lr.range)}, as ${choice.optimizer} has it`;
    const at = ['optimizers', index];
    const ownRate = rateOfSchedule(choice.schedule ?? experiment.schedule ?? null);
    if (ownRate !== null) {
      const path = choice.schedule ? [...at, 'schedule'] : ['schedule'];
      return inRange(ownRate, lr.range) ? [] : [faultAt(path, ownRate, `rates with ${expected}`)];
    }
    const path: Path = choice.lr ? [...at, 'lr'] : ['lr'];
    return ratesOf(choice, experiment).flatMap((rate, place) => {
      if (!inRange(rate, lr.range)) return [faultAt([...path, place], rate, expected)];
      const scaled = scaledRates(experiment, rate, shape).find((each) => !inRange(each, lr.range));
      return scaled === undefined
        ? []
        : [faultAt([...path, place], rate, `${expected}; scaled it is ${scaled}`)];
    });
  });
}

/** The rate with each batch size. */
function scaledRates(experiment: Experiment, rate: number, shape: DataShape | undefined): number[] {
  const rows = rowsOf(experiment.problem, shape);
  if (!trainsOnData(experiment.problem) || rows === undefined) return [];
  return experiment.batch_size.map((size) => scaledRate(rate, rowsOfBatch(size, rows), experiment));
}
