/** What a run has recorded, with few enough points for a file that people send to each other. */
import { type Points, quantities, quantityNames } from './quantities.ts';
import type { RecordPiece, RunRecord } from './runRecord.ts';
import { type Point, Thinning } from './thinning.ts';

const copies = {
  create: (): Point => ({ step: -1, loss: Number.NaN }),
  copy(from: Readonly<Point>, to: Point) {
    to.step = from.step;
    to.loss = from.loss;
  },
};

/**
 * All that was recorded or, of more points, those that keep the shape of the curve: the first ones one by one, and of equal stretches
 * after them the lowest and the highest loss.
 * @param most At least 4.
 */
export function thinnedPiece(record: RunRecord, most: number): RecordPiece {
  const piece = record.pieceFrom();
  const { loss } = piece.points;
  if (!loss || loss.length <= most) return piece;
  const kept: number[] = [];
  // Counted in points, since those of a record that was thinned before are not a step apart.
  const thinning = new Thinning<Point>(loss.length - 1, most, ({ step }) => kept.push(step), copies);
  for (const [index, each] of loss.entries()) thinning.take({ step: index, loss: each });
  thinning.finish();
  if (kept.at(-1) !== loss.length - 1) kept.push(loss.length - 1);
  const points: Points = { step: Float64Array.from(kept, (index) => record.stepOf(index)) };
  for (const quantity of quantityNames) {
    const all = piece.points[quantity];
    if (quantity === 'step' || !all) continue;
    const width = quantities[quantity];
    const some = new Float64Array(width * kept.length);
    for (const [place, index] of kept.entries())
      some.set(all.subarray(width * index, width * (index + 1)), width * place);
    points[quantity] = some;
  }
  return { ...piece, points };
}
