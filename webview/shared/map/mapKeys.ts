interface Place {
  readonly column: number;
  readonly row: number;
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const far = 10;

/** The cell that a key leads to; null of a key that leads nowhere. */
export function keyStep(
  key: string,
  isFar: boolean,
  { column, row }: Place,
  columns: number,
  rows: number,
): Place | null {
  if (key === 'Home') return { column: 0, row };
  if (key === 'End') return { column: columns - 1, row };
  const move = moves[key];
  if (!move) return null;
  const [across, up] = move.map((each) => each * (isFar ? far : 1));
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  return { column: within(column + (across ?? 0), columns), row: within(row + (up ?? 0), rows) };
}
