/**
 * values = inputs · W + b, row by row.
 *
 * W lies in panels of 8 columns, the last of 4 where that is enough; a panel has one row after the other. So the innermost
 * loop reads W in the order in which it lies, and keeps a block of sums in registers.
 */
import { floats } from '../lanes';
import { multiplyByNarrowPanel } from './narrowPanel';
import { multiplyRow } from './singleRow';
import { multiplyByWidePanel } from './widePanel';

/**
 * @param inner How many numbers of each input row are read; a panel has `panelRows` rows, which may be more.
 * @param biases 0 for none.
 * @param columns Of `values`, a multiple of 4.
 */
export function multiply(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  inner: i32,
  weights: usize,
  panelRows: i32,
  biases: usize,
  values: usize,
  valueStride: usize,
  columns: i32,
): void {
  const depth = floats(inner);
  const panelSize = floats(8 * panelRows);
  if (rows == 1) return multiplyRow(inputs, depth, weights, panelSize, biases, values, columns);
  let column = 0;
  for (; column + 8 <= columns; column += 8) {
    multiplyByWidePanel(inputs, inputStride, rows, depth, weights, biases, values, valueStride);
    weights += panelSize;
    values += 32;
    if (biases) biases += 32;
  }
  if (column < columns) {
    multiplyByNarrowPanel(inputs, inputStride, rows, depth, weights, biases, values, valueStride);
  }
}
