/** Paths closer than this, in pixels, hide each other. */
const cell = 3;
/** Share of the shorter path that must be covered by the longer one. */
const covered = 0.6;

/**
 * For each path (x and y in turn) how many shorter ones it carries: a path that coincides with a longer one is drawn
 * over it, and the longer one wide and pale beneath.
 */
export function coinciding(paths: readonly (readonly number[])[]): number[] {
  const cells = paths.map(cellsOf);
  const depth = new Array<number>(paths.length).fill(0);
  const byLength = paths.map((_, i) => i).sort((a, b) => (cells[a]?.size ?? 0) - (cells[b]?.size ?? 0));
  byLength.forEach((long, rank) => {
    for (const short of byLength.slice(0, rank)) {
      const [a, b] = [cells[short], cells[long]];
      if (!a || !b || a.size < 8) continue;
      let shared = 0;
      for (const key of a) if (b.has(key)) shared++;
      if (shared / a.size >= covered) depth[long] = Math.max(depth[long] ?? 0, (depth[short] ?? 0) + 1);
    }
  });
  return depth;
}

/** Every cell a path runs through. */
function cellsOf(path: readonly number[]): Set<number> {
  const cells = new Set<number>();
  const mark = (x: number, y: number) => cells.add(Math.floor(x / cell) * 65536 + Math.floor(y / cell));
  for (let i = 2; i < path.length; i += 2) {
    const [x0, y0, x1, y1] = [path[i - 2] ?? 0, path[i - 1] ?? 0, path[i] ?? 0, path[i + 1] ?? 0];
    const parts = Math.min(500, Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / cell)));
    for (let k = 0; k <= parts; k++) mark(x0 + (k / parts) * (x1 - x0), y0 + (k / parts) * (y1 - y0));
  }
  return cells;
}
