/** Whether learning rates that follow the batch size are still numbers. */
import { type Fault, faultAt } from '../fault.ts';
import { batchSizeText } from './batchSize.ts';
import { type DataShape, rowsOf } from './dataShape.ts';
import { namedRates } from './layerRates.ts';
import { ratesOf, rowsOfBatch, scaledRate } from './rates.ts';
import type { Experiment } from './schema.ts';

export function checkRates(experiment: Experiment, shape: DataShape): Fault[] {
  const { problem, scale_lr, batch_size, optimizers } = experiment;
  const rows = rowsOf(problem, shape);
  if (!scale_lr || rows === undefined) return [];
  const highest = Math.max(
    ...optimizers.flatMap((choice) => [
      ...ratesOf(choice, experiment),
      ...namedRates(choice.layer_lr ?? {}).map(([, rate]) => rate),
    ]),
  );
  return batch_size
    .flatMap((batchSize) => {
      const rate = scaledRate(highest, rowsOfBatch(batchSize, rows), experiment);
      if (Number.isFinite(rate)) return [];
      const expected = `one that leaves rates finite: lr ${highest} becomes ${rate} for batch size ${batchSizeText(batchSize)}`;
      return [faultAt(['scale_lr', 'base_batch_size'], scale_lr.base_batch_size, expected)];
    })
    .slice(0, 1);
}
