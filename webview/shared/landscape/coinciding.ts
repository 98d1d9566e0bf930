/** Paths closer than this, in pixels, hide each other. */
const cell = 3;
/** Directions are told apart by this many parts of a half turn: a path that crosses another does not coincide with it. */
const directions = 8;
/** A shorter stretch, in cells, is too short to be seen as the same way. */
const shortest = 7;
/** Paths that run apart for so many cells coincide no more. */
const apart = 3;
/** What lies beneath two others is drawn no wider than beneath one more. */
const deepest = 2;
/** A path that covers more cells covers itself: looking on would show nothing. */
const mostCells = 20_000;

/** A piece of a path that others lie on. */
export interface Covered {
  /** Number of the path that is beneath. */
  readonly path: number;
  /** How many lie on it there, at most two. */
  readonly depth: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** How a path runs where it has come to. */
interface Stretch {
  /** Found, but not yet long enough to be given. */
  readonly pieces: Covered[][];
  /** Cells since it lay on another. */
  alone: number;
  /** It has been given. */
  long: boolean;
  /** In all. */
  cells: number;
}

/**
 * Finds where paths lie on each other as they grow. Of those in the same place and direction the last in order is on top
 * and the others are beneath it, whichever came first; what was found once never changes.
 */
export class Coinciding {
  /** Which paths ran through a cell in a direction, as bits. */
  readonly #cells = new Map<number, number>();
  readonly #stretches = new Map<number, Stretch>();

  /**
   * Takes the next piece of a path.
   * @param path Its number, at most 30.
   * @returns The pieces that are found to be covered, the deepest first.
   */
  add(path: number, x0: number, y0: number, x1: number, y1: number): Covered[] {
    const stretch = this.#stretches.get(path) ?? { pieces: [], alone: 0, long: false, cells: 0 };
    this.#stretches.set(path, stretch);
    const found: Covered[] = [];
    const direction = Math.round((Math.atan2(y1 - y0, x1 - x0) / Math.PI) * directions);
    const parts = Math.min(500, Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / cell)));
    for (let k = 0; k < parts && stretch.cells < mostCells; k++) {
      stretch.cells++;
      const at = (share: number): [number, number] => [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
      const [[fromX, fromY], [toX, toY]] = [at(k / parts), at((k + 1) / parts)];
      const together = this.#enter(path, fromX, fromY, direction);
      if (together === 1 << path) {
        if (++stretch.alone < apart) continue;
        stretch.pieces.length = 0;
        stretch.long = false;
        continue;
      }
      stretch.alone = 0;
      const pieces = coveredOf(together, fromX, fromY, toX, toY);
      if (stretch.long) found.push(...pieces);
      else stretch.pieces.push(pieces);
      if (stretch.pieces.length < shortest) continue;
      found.push(...stretch.pieces.flat());
      stretch.pieces.length = 0;
      stretch.long = true;
    }
    return found;
  }

  /** Marks a cell as run through by a path; gives all paths that have come near, in about this direction. */
  #enter(path: number, x: number, y: number, direction: number): number {
    const key = (dx: number, dy: number, turn: number) =>
      (Math.floor((x + dx) / cell) * 65536 + Math.floor((y + dy) / cell)) * directions +
      ((direction + turn + 2 * directions) % directions);
    const own = key(0, 0, 0);
    this.#cells.set(own, (this.#cells.get(own) ?? 0) | (1 << path));
    let together = 0;
    for (const dx of [-cell / 2, cell / 2])
      for (const dy of [-cell / 2, cell / 2])
        for (const turn of [-1, 0, 1]) together |= this.#cells.get(key(dx, dy, turn)) ?? 0;
    return together | (1 << path);
  }
}

/** All of the paths but the last, each with how many lie on it. */
function coveredOf(together: number, x0: number, y0: number, x1: number, y1: number): Covered[] {
  const paths = Array.from({ length: 31 }, (_, path) => path).filter((path) => together & (1 << path));
  return paths
    .slice(0, -1)
    .map((path, i) => ({ path, depth: Math.min(deepest, paths.length - 1 - i), x0, y0, x1, y1 }));
}
