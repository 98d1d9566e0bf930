import { expect, test } from 'vitest';
import { inPieces, type Piece } from '../../../../core/race/export/piece.ts';

const line = (length: number, share: number): Piece => ({ text: 'x'.repeat(length), share });
const sizesOf = (...lines: readonly Piece[]) =>
  [...inPieces(lines)].map(({ text, share }) => [text.length, share]);

test('lines are joined until there are enough letters for a piece', () => {
  expect(sizesOf(line(32_767, 0.25), line(1, 0.5), line(5, 0.75), line(4, 0.875))).toEqual([
    [32_768, 0.5],
    [9, 1],
  ]);
  expect(sizesOf(line(100_000, 0.5), line(1, 0.75))).toEqual([
    [100_000, 0.5],
    [1, 1],
  ]);
});

test('no piece is empty', () => {
  expect(sizesOf()).toEqual([]);
  expect(sizesOf(line(32_768, 1))).toEqual([[32_768, 1]]);
});
