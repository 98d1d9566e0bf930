/**
 * Moves labels apart to at least `gap`, keeping their order and the sum of squared moves as small as it can be, within
 * `top` and `bottom`. With i gaps taken off the i-th, that is the nearest non-decreasing list (pool adjacent violators).
 */
export function pushApart(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    let pool = { sum: (wanted[index] ?? 0) - rank * gap, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const highest = Math.max(top, bottom - (wanted.length - 1) * gap);
  const moved = new Array<number>(wanted.length);
  let rank = 0;
  for (const pool of pools) {
    const place = Math.min(highest, Math.max(top, mean(pool)));
    for (let i = 0; i < pool.count; i++, rank++) moved[order[rank] ?? 0] = place + rank * gap;
  }
  return moved;
}

function mean(pool: { sum: number; count: number }): number {
  return pool.sum / pool.count;
}
