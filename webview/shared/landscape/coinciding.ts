/** Paths closer than this, in pixels, hide each other. */
const cell = 3;
/** Directions are told apart by this many parts of a half turn: a path that crosses another does not coincide with it. */
const directions = 8;
/** Share of the shorter path that must be covered by the longer one. */
const covered = 0.6;
/** A shorter stretch, in cells, is too short to be seen as the same way. */
const shortest = 20;
/** More paths on top of each other don't make the lowest wider. */
const deepest = 2;

/**
 * For each path (x and y in turn) how many shorter ones lie on it, at most two: a path that coincides with a longer one
 * is drawn over it, and the longer one wide and pale beneath.
 */
export function coinciding(paths: readonly (readonly number[])[]): number[] {
  const cells = paths.map((path) => cellsOf(path, 0));
  const near = paths.map((path) => cellsOf(path, 1));
  const depth = new Array<number>(paths.length).fill(0);
  const byLength = paths.map((_, i) => i).sort((a, b) => (cells[a]?.size ?? 0) - (cells[b]?.size ?? 0));
  byLength.forEach((long, rank) => {
    for (const short of byLength.slice(0, rank)) {
      const [a, b] = [cells[short], near[long]];
      if (!a || !b || a.size < shortest) continue;
      let shared = 0;
      for (const key of a) if (b.has(key)) shared++;
      if (shared / a.size >= covered) depth[long] = Math.max(depth[long] ?? 0, (depth[short] ?? 0) + 1);
    }
  });
  return depth.map((each) => Math.min(deepest, each));
}

/** Every cell a path runs through, with its direction there and the `spread` directions next to that on either side. */
function cellsOf(path: readonly number[], spread: number): Set<number> {
  const cells = new Set<number>();
  for (let i = 2; i < path.length; i += 2) {
    const [x0, y0, x1, y1] = [path[i - 2] ?? 0, path[i - 1] ?? 0, path[i] ?? 0, path[i + 1] ?? 0];
    const direction = Math.round((Math.atan2(y1 - y0, x1 - x0) / Math.PI) * directions);
    const parts = Math.min(500, Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / cell)));
    for (let k = 0; k <= parts; k++) {
      const column = Math.floor((x0 + (k / parts) * (x1 - x0)) / cell);
      const row = Math.floor((y0 + (k / parts) * (y1 - y0)) / cell);
      for (let turn = -spread; turn <= spread; turn++)
        cells.add((column * 65536 + row) * directions + ((direction + turn + 2 * directions) % directions));
    }
  }
  return cells;
}
