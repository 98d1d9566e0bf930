/** So many rows at most, evenly from the first to the last. */
export function sampledRows(rows: number, most: number): Int32Array {
  const count = Math.min(rows, most);
  return Int32Array.from({ length: count }, (_, place) => Math.floor((place * rows) / count));
}
