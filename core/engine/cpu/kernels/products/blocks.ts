/**
 * How many rows are computed together. The sums of 6 rows and 8 columns, with what they are computed from, are as much as the
 * processor's 16 registers hold; without relaxed SIMD a product needs one, too, before it is added, and 4 rows are best.
 */

/** Whether six rows come next: as long as fours are left, of `left` rows that are a multiple of 4. */
@inline
export function takesSix(left: i32): bool {
  return ASC_FEATURE_RELAXED_SIMD && left >= 6 && left != 8;
}
