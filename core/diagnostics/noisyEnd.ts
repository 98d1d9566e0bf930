/** Loss and slope at an end of a step, and how noisy each is over the rows that it is taken of. */
import type { ModelTask } from '../problems/models/modelTask.ts';
import { dot, type End } from './seenStep.ts';

export interface NoisyEnd {
  readonly loss: number;
  /** Of the loss along the step, whose length counts as 1. */
  readonly slope: number;
  /** Of both means; NaN where a row is all there is, 0 where there are no rows. */
  readonly lossVariance: number;
  readonly slopeVariance: number;
}

/** Of a loss that has no rows. */
export function exactEnd({ loss, gradient }: End, update: Float64Array): NoisyEnd {
  return { loss, slope: dot(gradient, update), lossVariance: 0, slopeVariance: 0 };
}

/** Each row alone: of its gradient nothing is kept but its product with the step. */
export function endOver(
  { model, training }: Pick<ModelTask, 'model' | 'training'>,
  rows: Int32Array,
  parameters: Float64Array,
  update: Float64Array,
): NoisyEnd {
  const gradient = new Float64Array(model.size);
  const losses = new Float64Array(rows.length);
  const slopes = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    losses[row] = model.lossAndGradient(parameters, training, rows.subarray(row, row + 1), gradient);
    slopes[row] = dot(gradient, update);
  }
  const [loss, slope] = [meanOf(losses), meanOf(slopes)];
  return {
    ...{ loss, lossVariance: varianceOfMean(losses, loss) },
    ...{ slope, slopeVariance: varianceOfMean(slopes, slope) },
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Σ (xᵢ − x̄)² / (n − 1) / n */
function varianceOfMean(values: Float64Array, mean: number): number {
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / (values.length - 1) / values.length;
}
