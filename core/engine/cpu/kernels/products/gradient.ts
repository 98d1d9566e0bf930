/**
 * ∂W += inputsᵀ · deltas and ∂b += Σ deltas over rows; ∂W lies in panels as W does.
 * The innermost loop goes over rows and keeps a block of sums in registers.
 */
import { floats } from '../lanes';
import { takesSix } from './blocks';
import { addFourNarrowRows, addFourRows, addSixRows } from './gradientBlocks';

/**
 * @param panelRows Numbers of an input row, with padding: a multiple of 4.
 * @param begin @param end Which of them are taken: rows `begin` … `end` - 1 of ∂W.
 * @param columns Of `deltas`, a multiple of 4.
 * @param isFirst Whether the sums begin at 0 instead of what `gradient` holds.
 */
export function multiplyTransposed(
  inputs: usize,
  inputStride: usize,
  deltas: usize,
  deltaStride: usize,
  rows: i32,
  gradient: usize,
  panelRows: i32,
  begin: i32,
  end: i32,
  columns: i32,
  isFirst: bool,
): void {
  const wideColumns = columns & ~7;
  let row = begin;
  for (; takesSix(end - row); row += 6) {
    for (let column = 0; column < wideColumns; column += 8) {
      const block = gradient + floats(column * panelRows + 8 * row);
      addSixRows(inputs + floats(row), inputStride, deltas + floats(column), deltaStride, rows, block, isFirst);
    }
  }
  for (; row < end; row += 4) {
    for (let column = 0; column < wideColumns; column += 8) {
      const block = gradient + floats(column * panelRows + 8 * row);
      addFourRows(inputs + floats(row), inputStride, deltas + floats(column), deltaStride, rows, block, isFirst);
    }
  }
  if (wideColumns == columns) return;
  deltas += floats(wideColumns);
  for (row = begin; row < end; row += 4) {
    const block = gradient + floats(wideColumns * panelRows + 4 * row);
    addFourNarrowRows(inputs + floats(row), inputStride, deltas, deltaStride, rows, block, isFirst);
  }
}

/** sums += Σ deltas over rows, or = where `isFirst`. Two sums for each column: additions don't wait for one another. */
export function addRows(
  deltas: usize,
  deltaStride: usize,
  rows: i32,
  sums: usize,
  columns: i32,
  isFirst: bool,
): void {
  for (const end = sums + floats(columns); sums < end; sums += 16, deltas += 16) {
    let even = isFirst ? f32x4.splat(0) : v128.load(sums);
    let odd = f32x4.splat(0);
    let d = deltas;
    let left = rows;
    for (; left >= 2; left -= 2) {
      even = f32x4.add(even, v128.load(d));
      odd = f32x4.add(odd, v128.load(d + deltaStride));
      d += deltaStride << 1;
    }
    if (left) even = f32x4.add(even, v128.load(d));
    v128.store(sums, f32x4.add(even, odd));
  }
}
