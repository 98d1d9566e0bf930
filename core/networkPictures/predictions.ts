/** What a regression predicts, beside what was to be predicted, in the units of the data. */
import type { Scale } from '../problems/data/dataset.ts';
import { sampledRows } from './sampledRows.ts';

export interface Predictions {
  /** Of the rows that are drawn. */
  readonly targets: Float64Array;
  readonly predictions: Float64Array;
  /** Of all rows. */
  readonly rows: number;
  /** Root mean squared error, over all rows. */
  readonly error: number;
  /** That of the mean of the targets, which a prediction should be better than. */
  readonly errorOfMean: number;
}

/**
 * @param targets One for each row, standardized as the outputs are.
 * @param scale How they were standardized. Default: they were not.
 * @param most Points to draw.
 */
export function predictionsOf(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  scale: Scale | undefined,
  most: number,
): Predictions {
  const [mean, deviation] = [scale?.means[0] ?? 0, scale?.deviations[0] ?? 1];
  const inUnits = (value: number | undefined) => (value ?? Number.NaN) * deviation + mean;
  const rows = targets.length;
  const drawn = sampledRows(rows, most);
  return {
    targets: Float64Array.from(drawn, (row) => inUnits(targets[row])),
    predictions: Float64Array.from(drawn, (row) => inUnits(outputs[row])),
    rows,
    error: deviation * rootMeanSquare(rows, (row) => (outputs[row] ?? Number.NaN) - (targets[row] ?? 0)),
    errorOfMean: deviation * rootMeanSquare(rows, deviationFromMean(targets)),
  };
}

function deviationFromMean(values: ArrayLike<number>): (row: number) => number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row] ?? 0;
  const mean = sum / values.length;
  return (row) => (values[row] ?? 0) - mean;
}

function rootMeanSquare(rows: number, errorOf: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += errorOf(row) ** 2;
  return Math.sqrt(sum / rows);
}
