/** What can be wrong with an experiment only in view of its data: of a CSV file, once it is read. */

import { type Fault, faultAt } from '../fault.ts';
import { usualBatchSize } from './batchSize.ts';
import { checkOwnRates } from './checkOwnRates.ts';
import { checkRates } from './checkRates.ts';
import { checkSchedules } from './checkSchedules.ts';
import { checkSplitOfData } from './checkSplit.ts';
import { checkStages } from './checkStages.ts';
import { type DataShape, rowsOf } from './dataShape.ts';
import { lengthOf } from './defaults.ts';
import { expandExperiment } from './expand.ts';
import { dataName, trainsOnData } from './modelProblem.ts';
import { checkRecording } from './recording.ts';
import type { Experiment } from './schema.ts';

/** Everything wrong with an experiment that has no fault of its own; empty if it can run on data of this shape. */
export function checkData(experiment: Experiment, shape: DataShape): Fault[] {
  const { problem } = experiment;
  const faults = [
    ...(trainsOnData(problem) ? checkSplitOfData(problem, shape) : []),
    ...checkBatchSizes(experiment, shape),
    ...checkSchedules(experiment, shape).faults,
    ...checkRates(experiment, shape),
    ...checkOwnRates(experiment, shape),
  ];
  return faults.length > 0 ? faults : checkRecording(experiment, () => stepsOf(experiment, shape));
}

export function checkBatchSizes(experiment: Experiment, shape: DataShape): Fault[] {
  const { problem, batch_size } = experiment;
  const rows = rowsOf(problem, shape);
  if (rows === undefined || !trainsOnData(problem)) return [];
  const which = rows < shape.rows ? 'training rows' : 'rows';
  const isUsual = batch_size.length === 1 && batch_size[0] === usualBatchSize;
  const unnamed = isUsual ? `; where the file has no batch_size, it is ${usualBatchSize}` : '';
  const expected = `1 to ${rows} (the ${which} of ${dataName(problem)}) or "full"${unnamed}`;
  const { epochs = 1 } = lengthOf(experiment, shape);
  return batch_size.flatMap((given, index) => {
    const path = ['batch_size', index];
    const fits = (size: number | 'full') => size === 'full' || size <= rows;
    if (typeof given !== 'object') return fits(given) ? [] : [faultAt(path, given, expected)];
    const tooLarge = given.stages.flatMap(({ size }, stage) =>
      fits(size) ? [] : [faultAt([...path, 'stages', stage, 'size'], size, expected)],
    );
    return [...tooLarge, ...checkStages(given.stages, [...path, 'stages'], epochs)];
  });
}

/**
 * Steps of each run.
 * @param shape Default: that of a data set that ships.
 */
export function stepsOf(experiment: Experiment, shape?: DataShape): number[] {
  return expandExperiment(experiment, shape).map((run) => run.steps);
}
