/** What is known of a map of a lesson, in the order in which it came. */
import { type CellChunk, MapGrid } from '../map/mapGrid.ts';

/** Some cells, as values that survive JSON: null where a number is not finite. */
export interface MapPiece {
  /** How many cells came before those that follow. */
  readonly first: number;
  readonly cells: readonly number[];
  readonly final: readonly (number | null)[];
  readonly best: readonly (number | null)[];
  readonly reached: readonly number[];
  readonly forGood: readonly number[];
  readonly divergedAt: readonly number[];
}

/** Digits of losses that are told: more than anybody is shown. */
const digits = 6;

export class MapRecord {
  readonly grid: MapGrid;
  /** Cells by their numbers, as they came. */
  readonly #order: number[] = [];

  constructor(columns: number, rows: number) {
    this.grid = new MapGrid(columns, rows);
  }

  get length(): number {
    return this.#order.length;
  }

  take(chunk: CellChunk): void {
    for (const cell of chunk.cells)
      if (cell < this.grid.count && this.grid.known[cell] !== 1) this.#order.push(cell);
    this.grid.take(chunk);
  }

  /** What came behind so many cells. */
  pieceFrom(first: number): MapPiece {
    const cells = this.#order.slice(first);
    const { grid } = this;
    const of = (numbers: Int32Array) => cells.map((cell) => numbers[cell] ?? 0);
    const losses = (numbers: Float64Array) => cells.map((cell) => told(numbers[cell] ?? Number.NaN));
    return {
      ...{ first, cells, final: losses(grid.final), best: losses(grid.best) },
      ...{ reached: of(grid.first), forGood: of(grid.forGood), divergedAt: of(grid.divergedAt) },
    };
  }
}

function told(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
}
