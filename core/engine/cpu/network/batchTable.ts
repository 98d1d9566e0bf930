/** The row numbers of a run's mini-batches, where kernels read them. */
import type { Batches } from '../../../problems/data/batches.ts';

export interface BatchTable {
  /** Writes the mini-batches that follow the next `steps` steps, behind the one that is used first. */
  advance(steps: number): void;
}

/** Addresses in bytes: of row numbers, `batchSize` × (`stepsPerRun` + 1), and of the number of rows in each mini-batch. */
export interface BatchPlaces {
  readonly rowNumbers: number;
  readonly batchSizes: number;
  readonly batchSize: number;
  readonly stepsPerRun: number;
}

/** Up to this many are copied faster one by one. */
const fewRows = 16;

/** Writes the first mini-batch. */
export function createBatchTable(
  batches: Pick<Batches, 'next'>,
  { rowNumbers: rowsAt, batchSizes: sizesAt, batchSize, stepsPerRun }: BatchPlaces,
  buffer: ArrayBufferLike,
): BatchTable {
  const rowNumbers = new Int32Array(buffer, rowsAt, batchSize * (stepsPerRun + 1));
  const sizes = new Int32Array(buffer, sizesAt, stepsPerRun + 1);
  let last = 0;
  let end = 0;

  function write(index: number): void {
    const rows = batches.next();
    if (rows.length <= fewRows) for (let i = 0; i < rows.length; i++) rowNumbers[end + i] = rows[i] ?? 0;
    else rowNumbers.set(rows, end);
    sizes[index] = rows.length;
    last = end;
    end += rows.length;
  }

  write(0);
  return {
    advance(steps) {
      rowNumbers.copyWithin(0, last, end);
      end -= last;
      sizes[0] = end;
      for (let step = 1; step <= steps; step++) write(step);
    },
  };
}
