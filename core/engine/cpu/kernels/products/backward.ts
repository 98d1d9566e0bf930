/**
 * below = deltas · Wᵀ, what the deltas of a layer mean for what it reads.
 *
 * For many rows W is transposed first, into panels, and the product is the forward one; for few rows that would cost more
 * than it saves, and the product is taken from W as it lies.
 */
import { floats, multiplyAdd, sumsOf } from '../lanes';

/**
 * @param panelRows Of W, with padding: a multiple of 4; as many numbers are written to each row of `below`.
 * @param columns Of W, with padding: a multiple of 4.
 */
export function multiplyByTransposed(
  deltas: usize,
  deltaStride: usize,
  rows: i32,
  weights: usize,
  panelRows: i32,
  columns: i32,
  below: usize,
  belowStride: usize,
): void {
  for (; rows > 0; rows--) {
    for (let row = 0; row < panelRows; row += 4) {
      v128.store(below + floats(row), multiplyByFourRows(deltas, weights, row, panelRows, columns));
    }
    deltas += deltaStride;
    below += belowStride;
  }
}

/** Four numbers of a product with Wᵀ: of rows `row` … `row` + 3 of W. */
@inline
function multiplyByFourRows(d: usize, weights: usize, row: i32, panelRows: i32, columns: i32): v128 {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  const panelSize = floats(8 * panelRows);
  let w = weights + floats(8 * row);
  const end = d + floats(columns);
  for (const wideEnd = d + floats(columns & ~7); d < wideEnd; d += 32, w += panelSize) {
    const d0 = v128.load(d);
    c0 = multiplyAdd(d0, v128.load(w), c0);
    c1 = multiplyAdd(d0, v128.load(w, 32), c1);
    c2 = multiplyAdd(d0, v128.load(w, 64), c2);
    c3 = multiplyAdd(d0, v128.load(w, 96), c3);
    const d1 = v128.load(d, 16);
    c0 = multiplyAdd(d1, v128.load(w, 16), c0);
    c1 = multiplyAdd(d1, v128.load(w, 48), c1);
    c2 = multiplyAdd(d1, v128.load(w, 80), c2);
    c3 = multiplyAdd(d1, v128.load(w, 112), c3);
  }
  if (d < end) {
    w -= floats(4 * row);
    const d0 = v128.load(d);
    c0 = multiplyAdd(d0, v128.load(w), c0);
    c1 = multiplyAdd(d0, v128.load(w, 16), c1);
    c2 = multiplyAdd(d0, v128.load(w, 32), c2);
    c3 = multiplyAdd(d0, v128.load(w, 48), c3);
  }
  return sumsOf(c0, c1, c2, c3);
}

/** Wᵀ in panels of its own, from columns `begin` … `end` - 1 of W in panels; both dimensions with padding. */
export function transpose(
  weights: usize,
  panelRows: i32,
  columns: i32,
  begin: i32,
  end: i32,
  transposed: usize,
): void {
  for (let column = begin; column < end; column += 4) {
    const stride = floats(panelWidth(column, columns));
    let from = weights + floats((column & ~7) * panelRows + (column & 7));
    for (let row = 0; row < panelRows; row += 4) {
      const width = panelWidth(row, panelRows);
      const to = transposed + floats((row & ~7) * columns + (row & 7) + column * width);
      transposeBlock(from, stride, to, floats(width));
      from += stride << 2;
    }
  }
}

/** Width of the panel with a column, of that many in all. */
@inline
function panelWidth(column: i32, columns: i32): i32 {
  return (column & ~7) + 8 <= columns ? 8 : 4;
}

@inline
function transposeBlock(from: usize, fromStride: usize, to: usize, toStride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromStride);
  const c = v128.load(from + 2 * fromStride);
  const d = v128.load(from + 3 * fromStride);
  const abLow = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdLow = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i32x4.shuffle(abLow, cdLow, 0, 1, 4, 5));
  v128.store(to + toStride, i32x4.shuffle(abLow, cdLow, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, i32x4.shuffle(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, i32x4.shuffle(abHigh, cdHigh, 2, 3, 6, 7));
}
