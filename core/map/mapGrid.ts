/** What is known of a map: five numbers a cell, and no curve. */

import type { RunScore } from '../engine/runScore.ts';
import { coarsest, levelOf } from './cellOrder.ts';

/** Numbers of a cell in a chunk, in the order of `RunScore`. */
export const numbersOfCell = 5;

/** Some cells of a map, by their numbers, with five numbers each. */
export interface CellChunk {
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Of maps that are coloured by it: which minimum each ended at. */
  readonly minima?: Uint8Array<ArrayBuffer>;
}

export class MapGrid {
  readonly columns: number;
  readonly rows: number;
  readonly final: Float64Array;
  readonly best: Float64Array;
  readonly first: Int32Array;
  readonly forGood: Int32Array;
  readonly divergedAt: Int32Array;
  /** Which of the minima of the surface a run ended at, counted from 1; 0: none, or nothing is known of it. */
  readonly minimum: Uint8Array;
  /** 1 where the run was computed. */
  readonly known: Uint8Array;
  #knownCount = 0;
  #divergedCount = 0;

  constructor(columns: number, rows: number) {
    const count = columns * rows;
    this.columns = columns;
    this.rows = rows;
    this.final = new Float64Array(count);
    this.best = new Float64Array(count);
    this.first = new Int32Array(count);
    this.forGood = new Int32Array(count);
    this.divergedAt = new Int32Array(count);
    this.minimum = new Uint8Array(count);
    this.known = new Uint8Array(count);
  }

  get count(): number {
    return this.known.length;
  }

  get knownCount(): number {
    return this.#knownCount;
  }

  get divergedCount(): number {
    return this.#divergedCount;
  }

  /** A cell that is known already is that which comes last: a device computes anew what threads have begun with. */
  take({ cells, numbers, minima }: CellChunk): void {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? this.count;
      if (cell >= this.count) continue;
      if (this.hasDiverged(cell)) this.#divergedCount--;
      if (this.known[cell] !== 1) this.#knownCount++;
      const at = numbersOfCell * i;
      this.known[cell] = 1;
      this.final[cell] = numbers[at] ?? Number.NaN;
      this.best[cell] = numbers[at + 1] ?? Number.NaN;
      this.first[cell] = numbers[at + 2] ?? 0;
      this.forGood[cell] = numbers[at + 3] ?? 0;
      this.divergedAt[cell] = numbers[at + 4] ?? 0;
      this.minimum[cell] = minima?.[i] ?? 0;
      if (this.hasDiverged(cell)) this.#divergedCount++;
    }
  }

  /** All cells that are known. */
  chunk(): CellChunk {
    const cells = Uint32Array.from([...this.known.keys()].filter((cell) => this.known[cell] === 1));
    const numbers = new Float64Array(numbersOfCell * cells.length);
    for (const [place, cell] of cells.entries()) {
      const score = this.scoreOf(cell);
      if (score) writeScore(score, numbers, place);
    }
    const minima = Uint8Array.from(cells, (cell) => this.minimum[cell] ?? 0);
    return { cells, numbers, ...(minima.some(Boolean) && { minima }) };
  }

  /** Also of a run whose very start is no finite number. */
  hasDiverged(cell: number): boolean {
    return Number.isNaN(this.final[cell] ?? Number.NaN) && this.known[cell] === 1;
  }

  /** null of a cell that wasn't computed. */
  scoreOf(cell: number): RunScore | null {
    if (this.known[cell] !== 1) return null;
    return {
      final: this.final[cell] ?? Number.NaN,
      best: this.best[cell] ?? Number.NaN,
      first: this.first[cell] ?? 0,
      forGood: this.forGood[cell] ?? 0,
      divergedAt: this.divergedAt[cell] ?? 0,
    };
  }

  /** The cell itself or, where it wasn't computed, the one that stands for it on a coarser grid; null where none does. */
  shownAt(column: number, row: number): number | null {
    for (let level = levelOf(column, row); level <= coarsest; level *= 2) {
      const cell = (row - (row % level)) * this.columns + column - (column % level);
      if (this.known[cell] === 1) return cell;
    }
    return null;
  }
}

/** The numbers of cells one after the other, for a chunk. */
export function writeScore(score: RunScore, numbers: Float64Array, place: number): void {
  const at = numbersOfCell * place;
  numbers[at] = score.final;
  numbers[at + 1] = score.best;
  numbers[at + 2] = score.first;
  numbers[at + 3] = score.forGood;
  numbers[at + 4] = score.divergedAt;
}

/** The cells of all chunks as one. */
export function joinChunks(chunks: readonly CellChunk[]): CellChunk {
  const count = chunks.reduce((sum, { cells }) => sum + cells.length, 0);
  const cells = new Uint32Array(count);
  const numbers = new Float64Array(numbersOfCell * count);
  const minima = new Uint8Array(count);
  let at = 0;
  for (const chunk of chunks) {
    cells.set(chunk.cells, at);
    numbers.set(chunk.numbers, numbersOfCell * at);
    if (chunk.minima) minima.set(chunk.minima, at);
    at += chunk.cells.length;
  }
  const hasMinima = chunks.some((chunk) => chunk.minima !== undefined);
  return { cells, numbers, ...(hasMinima && { minima }) };
}
