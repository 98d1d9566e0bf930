/** The linear scaling rule as a line over a map of learning rates and batch sizes: batch times k, rate times k. */
import { formatSetting } from '../format.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { type MapCells, placeInCells } from './mapCells.ts';
import type { MapSpec } from './mapSpec.ts';
import type { BoundPoint } from './stabilityBound.ts';

export interface ScalingLine {
  /** `lr = 0.1 · batch_size / 32` */
  readonly equation: string;
  readonly points: readonly BoundPoint[];
}

/** Through the rate and the batch size that the run itself has; null where these are not the axes, or a batch is all rows. */
export function scalingLine({ run, x, y }: MapSpec, columns: MapCells, rows: MapCells): ScalingLine | null {
  const isAcross = x.setting === 'lr' && y.setting === 'batch_size';
  if (!isAcross && !(x.setting === 'batch_size' && y.setting === 'lr')) return null;
  const { lr } = numbersIn(run.hyperparameters);
  const { batchSize } = run;
  if (lr === undefined || !(lr > 0) || typeof batchSize !== 'number') return null;
  const [rates, sizes] = isAcross ? [columns, rows] : [rows, columns];
  const points = [...sizes.values].map((size, index): BoundPoint => {
    const place = placeInCells(rates, (lr * size) / batchSize);
    return isAcross ? { column: place, row: index } : { column: index, row: place };
  });
  return { equation: `lr = ${formatSetting(lr)} · batch_size / ${batchSize}`, points };
}
