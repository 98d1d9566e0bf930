/** What a run has recorded as a part of a block: what is said of it in the block's head, and its numbers. */
import * as z from 'zod';
import { evaluationSchema } from './evaluation.ts';
import { type Block, BlockError } from './fileBlock.ts';
import { type Points, type Quantity, quantities, quantityNames } from './quantities.ts';
import { runStateSchema } from './recordSchema.ts';
import type { RecordPiece } from './runRecord.ts';

export const pieceSchema = z.object({
  state: runStateSchema,
  evaluations: z.array(evaluationSchema),
  /** How many numbers of each quantity follow, in the order of the runs and of these entries. */
  points: z.array(z.tuple([z.literal(quantityNames), z.int().min(0)])),
});
export type PieceHead = z.infer<typeof pieceSchema>;

export function headOf(piece: RecordPiece | undefined): PieceHead {
  if (!piece) throw new RangeError('expected a piece for each run');
  const { state, evaluations, points } = piece;
  return {
    state,
    evaluations,
    points: entriesOf(points).map(([quantity, { length }]) => [quantity, length]),
  };
}

export function columnsOf({ points }: RecordPiece): Float64Array[] {
  return entriesOf(points).map(([, numbers]) => numbers);
}

function entriesOf(points: Points): [Quantity, Float64Array<ArrayBuffer>][] {
  return quantityNames.flatMap((quantity) => {
    const numbers = points[quantity];
    return numbers ? [[quantity, numbers]] : [];
  });
}

/** The numbers of a piece: as many of each quantity as there are points. */
export function pointsOf(run: number, { points }: PieceHead, block: Block): Points {
  const columns: Points = {};
  for (const [quantity, length] of points) columns[quantity] = block.take(length);
  const count = columns.loss?.length ?? 0;
  for (const [quantity, numbers] of entriesOf(columns)) {
    const expected = count * quantities[quantity];
    if (numbers.length === expected) continue;
    const what = `runs[${run}].points.${quantity} = ${numbers.length} numbers`;
    throw new BlockError(`${what} — expected ${expected}, for ${count} points`);
  }
  return columns;
}
