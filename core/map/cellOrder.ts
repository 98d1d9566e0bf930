/** In which order the runs of a map are computed: every 16th column and row first, then every 8th, 4th, 2nd, and all. */

/** Distance of the cells that are computed first. */
export const coarsest = 16;

/** Distances of the cells that are computed, coarse first. @internal */
export const cellLevels = [coarsest, 8, 4, 2, 1] as const;

/** A cell by its column and its row, which needs not be whole. */
export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** Of a cell, how coarse the grid is that it belongs to: 16, 8, 4, 2 or 1. */
export function levelOf(column: number, row: number): number {
  const both = column | row | coarsest;
  return both & -both;
}

/**
 * All cells, by their number row · columns + column; within a level from `around` outward, as a person sees it: in both
 * directions in parts of the whole.
 */
export function cellOrder(columns: number, rows: number, around: CellPlace): Uint32Array {
  const order = new Uint32Array(columns * rows);
  let filled = 0;
  for (const level of cellLevels) filled = appendLevel(order, filled, { columns, rows, level, around });
  return order;
}

/** Cells of one level sorted by whole distances: counting, since comparing takes ten times as long. */
function appendLevel(
  order: Uint32Array,
  filled: number,
  {
    columns,
    rows,
    level,
    around,
  }: { readonly columns: number; readonly rows: number; readonly level: number; readonly around: CellPlace },
): number {
  const most = columns + rows;
  const counts = new Uint32Array(most + 2);
  const [wide, high] = [most / 2 / columns, most / 2 / rows];
  const distance = (column: number, row: number) =>
    Math.min(most, Math.round(Math.hypot(wide * (column - around.column), high * (row - around.row))));
  const each = (visit: (column: number, row: number) => void) => {
    for (let row = 0; row < rows; row += level)
      for (let column = 0; column < columns; column += level)
        if (levelOf(column, row) === level) visit(column, row);
  };
  each((column, row) => {
    const place = distance(column, row) + 1;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
  const total = counts[most + 1] ?? 0;
  each((column, row) => {
    const at = distance(column, row);
    const next = counts[at] ?? 0;
    order[filled + next] = row * columns + column;
    counts[at] = next + 1;
  });
  return filled + total;
}
