/** A race's numbers as a file are made piece by piece: they may be longer than the longest string. */

export interface Piece {
  readonly text: string;
  /** The share of the file that is made with it, 0 to 1. */
  readonly share: number;
}

/** Letters of a piece: a few milliseconds' work. */
const size = 32_768;

/** Joins lines to pieces. */
export function* inPieces(lines: Iterable<Piece>): Generator<Piece> {
  let text = '';
  let share = 0;
  for (const line of lines) {
    text += line.text;
    share = line.share;
    if (text.length < size) continue;
    yield { text, share };
    text = '';
  }
  if (text !== '') yield { text, share: 1 };
}
