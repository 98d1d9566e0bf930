/** How wrong the outputs of a chunk of rows are. */
import { floats } from '../lanes';
import { binaryCrossEntropies } from './binaryCrossEntropy';
import { crossEntropies } from './crossEntropy';
import { squaredErrors } from './meanSquaredError';

export enum Loss {
  MeanSquaredError,
  CrossEntropy,
  BinaryCrossEntropy,
}

/**
 * The sum of the losses of all rows. Writes the derivative of `share` times that sum in place of the outputs.
 * @param columns How many numbers an output row has; a single one lies next to those of the other rows.
 * @param share What a row's loss counts for: 1 / rows of the batch.
 */
export function lossOf(
  loss: Loss,
  outputs: usize,
  outputStride: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  targetStride: usize,
  share: f64,
): f64 {
  if (loss == Loss.CrossEntropy) {
    return crossEntropies(outputs, outputStride, rows, columns, targets, <f32>share);
  }
  const mean = 1 / <f64>columns;
  const scale = <f32>(share * mean);
  if (columns == 1) {
    columns = rows;
    rows = 1;
  }
  return loss == Loss.MeanSquaredError
    ? mean * squaredErrors(outputs, outputStride, rows, columns, targets, targetStride, scale)
    : mean * binaryCrossEntropies(outputs, outputStride, rows, columns, targets, targetStride, scale);
}

/** How many rows are answered rightly; 0 where answers are numbers. */
export function countRight(
  loss: Loss,
  outputs: usize,
  outputStride: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  targetStride: usize,
): i32 {
  if (loss == Loss.MeanSquaredError) return 0;
  let right = 0;
  for (; rows > 0; rows--) {
    const isRight =
      loss == Loss.CrossEntropy
        ? largestIn(outputs, columns) == load<i32>(targets)
        : areOnTargetSide(outputs, columns, targets);
    right += <i32>isRight;
    outputs += outputStride;
    targets += targetStride;
  }
  return right;
}

/** Of equal numbers the first is the largest. */
function largestIn(numbers: usize, count: i32): i32 {
  let best = 0;
  for (let i = 1; i < count; i++) {
    if (load<f32>(numbers + floats(i)) > load<f32>(numbers + floats(best))) best = i;
  }
  return best;
}

/** Whether each logit is on its target's side; a logit of 0 is a no. */
function areOnTargetSide(logits: usize, count: i32, targets: usize): bool {
  for (let i = 0; i < count; i++) {
    if (load<f32>(logits + floats(i)) > 0 != load<f32>(targets + floats(i)) > 0.5) return false;
  }
  return true;
}
